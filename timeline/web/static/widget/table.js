// The density in numbers: for those who cannot see the bars, and for those who want the figures.
import { windowOf } from "./api.js";
import { h } from "./dom.js";
import { spanOf } from "./scale.js";

const tableSheet = new CSSStyleSheet();
tableSheet.replaceSync(".foot td,.foot th{text-align:start;padding:.1rem 1rem .1rem 0;font-weight:400}");
const YEARS = 3 * 366;

export async function fillTable({ host, parts, view, words, lang, data }) {
  const root = host.shadowRoot;
  if (!root.adoptedStyleSheets.includes(tableSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, tableSheet];
  const by = spanOf(view) > YEARS ? "year" : "month";
  const found = await data.api.get("aggregates", { ...windowOf(view), by });
  const rows = found.items.map(({ keys, count }) => h("tr", {},
    h("th", { scope: "row" }, h("bdi", {}, keys[by])), h("td", {}, count.toLocaleString(lang))));
  const head = h("tr", {}, h("th", { scope: "col" }, words.when), h("th", { scope: "col" }, words.count));
  parts.table.querySelector("table")?.remove();
  parts.table.append(h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)));
}
