// The embed page made quick: tabs instead of sections, a preview at three widths, options that act at once; and the same
// in a dialog.
// Sections become panels, each headed by its own tab; arrow keys go from tab to tab.
function makeTabs(box) {
  const panels = [...box.querySelectorAll("section")];
  const bar = document.createElement("div");
  bar.className = "tabs";
  bar.setAttribute("role", "tablist");
  const tabs = panels.map((panel) => makeTab(panel));
  const choose = (chosen) => tabs.forEach((tab, number) => {
    tab.setAttribute("aria-selected", String(number === chosen));
    tab.tabIndex = number === chosen ? 0 : -1;
    panels[number].hidden = number !== chosen;
  });
  tabs.forEach((tab, number) => tab.addEventListener("click", () => choose(number)));
  bar.addEventListener("keydown", (event) => {
    const onward = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
    const way = { ArrowRight: onward, ArrowLeft: -onward }[event.key];
    if (!way) return;
    const next = (tabs.indexOf(document.activeElement) + way + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  });
  bar.append(...tabs);
  box.prepend(bar);
  choose(0);
}

function makeTab(panel) {
  const tab = document.createElement("button");
  const heading = panel.querySelector("h2");
  Object.assign(tab, { type: "button", id: `${panel.id}-tab`, textContent: heading.textContent });
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", panel.id);
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  heading.remove();
  return tab;
}

function makeWidths(bar, frame) {
  bar.hidden = false;
  bar.addEventListener("click", ({ target }) => {
    if (!target.value) return;
    frame.width = target.value;
    for (const button of bar.children) button.setAttribute("aria-pressed", String(button === target));
  });
}

// The same question again, without what was left as usual.
function addressOf(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  return `${form.action.split("?")[0]}?${query}`;
}

export function enhance(root, go) {
  makeTabs(root.querySelector("[data-tabs]"));
  makeWidths(root.querySelector("[data-widths]"), root.querySelector("iframe"));
  const form = root.querySelector("form");
  form.addEventListener("change", () => go(addressOf(form)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(addressOf(form));
  });
}

// On the timeline's page: the same content in a dialog, fetched when it is asked for.
export async function openDialog({ href }) {
  const dialog = document.createElement("dialog");
  dialog.className = "embed-dialog";
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  await fillDialog(dialog, href);
  dialog.showModal();
}

async function fillDialog(dialog, href) {
  const answer = await fetch(href, { credentials: "omit" });
  if (!answer.ok) return location.assign(href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const content = document.adoptNode(page.querySelector("[data-embedding]"));
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "close", textContent: "✕" });
  close.setAttribute("aria-label", content.dataset.close);
  close.addEventListener("click", () => dialog.close());
  const heading = content.querySelector("h1");
  dialog.setAttribute("aria-label", heading.textContent);
  dialog.replaceChildren(close, content);
  return enhance(content, (url) => fillDialog(dialog, url));
}

const alone = document.querySelector("[data-embedding]");
if (alone) enhance(alone, (url) => location.assign(url));
