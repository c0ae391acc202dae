// Links to the code to copy open it as a dialog over the page that they are on; without this they lead to its page.
for (const link of document.querySelectorAll("a[data-embed]")) link.addEventListener("click", open);

async function open(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const { openDialog } = await import("./embedding.js");
  await openDialog(event.target.closest("a").href);
}
