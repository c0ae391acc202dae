// The page behind "Subscribe" as a dialog over this one; without this, or when anything fails, it is the page itself.
for (const link of document.querySelectorAll("[data-dialog]")) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link).catch(() => location.assign(link.href));
  });
}

async function show(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const dialog = document.createElement("dialog");
  dialog.className = "subscribe-dialog";
  dialog.setAttribute("aria-labelledby", "subscribe-title");
  dialog.append(closer(link.dataset.close), page.querySelector("#subscribe"));
  for (const form of dialog.querySelectorAll("form.fields")) form.action = link.href;
  document.body.append(dialog);
  dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.dispatchEvent(new Event("added", { bubbles: true }));
  dialog.showModal();
}

function closer(words) {
  const form = document.createElement("form");
  form.method = "dialog";
  const button = document.createElement("button");
  button.textContent = words;
  form.append(button);
  return form;
}
