// What a page has beside its list: dialogs and their style come when they are asked for, filters close again, addresses are
// copied. Without this, links lead to pages of their own, and addresses can be selected.
async function copy(button) {
  const field = button.closest(".address").querySelector("input, textarea");
  const label = button.textContent;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  } catch {
    button.textContent = "Ctrl+C";
  }
  setTimeout(() => { button.textContent = label; }, 1500);
}

function close(filters) {
  if (filters) filters.open = false;
  return filters;
}

document.addEventListener("click", (event) => {
  const { target } = event;
  const button = target.closest("[data-copy]");
  const link = target.closest("a[data-embed], a[data-dialog]");
  if (!target.closest(".filters")) close(document.querySelector(".filters[open]"));
  if (button) copy(button);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  import("./dialogs.js").then(({ open }) => open(link)).catch(() => location.assign(link.href));
});
document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape") close(target.closest?.(".filters[open]"))?.firstElementChild.focus();
});
