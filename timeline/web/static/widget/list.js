// The events of the window as a list, a page at a time, for view=list and view=both.
import { FIELDS, windowOf } from "./api.js";
import { BADGES, badge } from "./badge.js";
import { h, isFramed } from "./dom.js";
import { whenInWords } from "./words.js";

const PAGE = 30;
const listSheet = new CSSStyleSheet();
listSheet.replaceSync(`${BADGES}
.list{list-style:none;margin:.25rem 0 0;padding:0}.list-box{min-block-size:0}.root:not(.auto) .list-box{flex:1 1 8rem;overflow:auto}
.list li{display:grid;grid-template-columns:11rem 1fr;gap:.1rem 1rem;padding:.45rem .25rem;border-block-end:1px solid var(--line)}
.list .date{font-weight:600;font-size:.9375rem}.list .what{display:flex;flex-wrap:wrap;gap:.2rem .6rem;align-items:baseline}
.list a{color:inherit;text-decoration-color:var(--edge);text-underline-offset:.15em;padding-block:.15rem}
.list [aria-current]{background:color-mix(in srgb,var(--accent) 12%,transparent)}
.list .off a{text-decoration:line-through}
.narrow .list li{grid-template-columns:1fr}
`);

export function makeList(drawing) {
  const { host, parts, words } = drawing;
  host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets, listSheet];
  const entries = h("ol", { class: "list", part: "list" });
  const more = h("button", { type: "button", hidden: true }, words.more);
  const box = h("div", { class: "list-box" }, entries, more);
  parts.foot.before(box);
  let next = null;
  let asked = 0;

  async function add(found, mine) {
    const page = await found;
    if (mine !== asked) return;
    if (next === null) entries.replaceChildren();
    entries.append(...page.items.map((item) => entry(item, drawing)));
    next = page.next;
    more.hidden = !next;
    mark(drawing.selected);
  }

  function mark(uid) {
    for (const row of entries.children) {
      if (row.dataset.uid === uid) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  more.addEventListener("click", () => add(drawing.data.api.follow(next), asked));
  return {
    mark,
    show(view, whole) {
      next = null;
      asked += 1;
      return add(ask(drawing.data.api, whole ? {} : windowOf(view)), asked).catch((error) => drawing.fail(error));
    },
  };
}

const ask = (api, window) => api.get("events", { ...window, fields: FIELDS, limit: PAGE });

function entry(item, { lang, words, host }) {
  const link = h("a", { href: item.url, lang: item.language, dir: "auto", target: isFramed() ? "_top" : null }, item.title);
  link.addEventListener("click", (event) => {
    const detail = { id: item.uid, slug: item.slug, url: item.url };
    const goOn = host.dispatchEvent(
      new CustomEvent("timeline:select", { bubbles: true, composed: true, cancelable: true, detail }),
    );
    if (!goOn) event.preventDefault();
  });
  return h("li", { part: "item", "data-uid": item.uid, class: item.status === "cancelled" ? "off" : "" },
    h("span", { class: "date", part: "date" }, h("bdi", {}, whenInWords(item.when, lang, words))),
    h("span", { class: "what" }, link, badge(item, words)));
}
