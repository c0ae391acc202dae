// The keyboard map, in a dialog.
import { h } from "./dom.js";
import { phrase } from "./words.js";

const KEYS = [
  ["← →", phrase("earlier, later event")], ["↑ ↓", phrase("lane above, below")], ["Home End", phrase("first, last event")],
  ["PgUp PgDn", phrase("a window back, on")], ["+ −", phrase("zoom")], ["0", phrase("show all")],
  ["Enter", phrase("open")], ["Space", phrase("preview")], ["[ ]", phrase("window starts, ends here")],
  ["Esc", phrase("close")], ["?", phrase("this help")],
];
const MIRRORED = { "← →": "→ ←" };
const helpSheet = new CSSStyleSheet();
helpSheet.replaceSync(`
dialog{color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:var(--radius);padding:1rem 1.25rem}
dialog::backdrop{background:rgb(0 0 0/.35)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:0 0 1rem}dd{margin:0}
kbd{font:600 .875rem/1 ui-monospace,monospace;border:1px solid var(--edge);border-radius:4px;padding:.15rem .35rem}
`);

const named = (keys) => keys.split(" ").flatMap((key) => [h("kbd", {}, key), " "]);

export function showHelp({ host, parts, words, rtl }) {
  const root = host.shadowRoot;
  if (!root.adoptedStyleSheets.includes(helpSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, helpSheet];
  const close = h("button", { type: "button" }, words.close);
  const rows = KEYS.flatMap(([keys, text]) => [h("dt", {}, ...named((rtl && MIRRORED[keys]) || keys)), h("dd", {}, words.say(text))]);
  const dialog = h("dialog", { "aria-label": words.help, dir: rtl ? "rtl" : "ltr" }, h("dl", {}, ...rows), close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  parts.root.append(dialog);
  dialog.showModal();
}
