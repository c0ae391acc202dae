// The page behind "Subscribe" as a dialog over another one.
export async function openDialog(link) {
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
