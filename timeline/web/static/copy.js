// Copy buttons beside addresses; without this the address can still be selected.
function prepare(root) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    const field = button.parentElement.querySelector("input");
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = button.dataset.done;
      } catch {
        button.textContent = "Ctrl+C";
      }
    });
  }
}
prepare(document);
document.addEventListener("added", (event) => prepare(event.target));
