// A look at one event beside its mark: date in words, who says so, how far it is verified, and the way to its page.
import { BADGES, badge } from "./badge.js";
import { h, isFramed } from "./dom.js";
import { whenInWords } from "./words.js";

const WIDE = 320;
const SOURCES = 3;
const cardSheet = new CSSStyleSheet();
cardSheet.replaceSync(`${BADGES}
.card{position:absolute;z-index:1;inline-size:min(20rem,calc(100% - 1rem));max-block-size:calc(100% - .5rem);overflow:auto;
background:var(--card);border:1px solid var(--edge);border-radius:var(--radius);padding:.6rem .75rem;cursor:auto;
box-shadow:0 4px 18px rgb(0 0 0/.18);font-size:.9375rem;user-select:text}
.card p{margin:.25rem 0}.card .title{font:600 1.05rem/1.3 Georgia,"Noto Serif",serif;padding-inline-end:2rem}
.card .date{font-weight:600}.card .quiet{color:var(--muted)}.card a{color:var(--accent)}
.card button{position:absolute;inset-block-start:.35rem;inset-inline-end:.35rem;border-color:transparent}
`);

export async function showCard(drawing, item, act) {
  const { parts, words, host } = drawing;
  drawing.card?.remove();
  const root = host.shadowRoot;
  if (!root.adoptedStyleSheets.includes(cardSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, cardSheet];
  const back = root.activeElement;
  const close = h("button", { type: "button", "aria-label": words.close }, "✕");
  close.addEventListener("click", () => {
    act.close();
    back?.focus?.({ preventScroll: true });
  });
  const more = h("div");
  const card = h("div", { class: "card", part: "card", role: "group", "aria-label": item.title, tabindex: -1 },
    h("p", { class: "title", lang: item.language, dir: "auto" }, item.title),
    h("p", { class: "date", part: "date" }, h("bdi", {}, whenInWords(item.when, drawing.lang, words))),
    h("p", {}, badge(item, words)), more,
    h("p", {}, h("a", { href: item.url, target: isFramed() ? "_top" : null }, words.open)), close);
  drawing.card = card;
  parts.surface.append(card);
  settle(card, drawing, item);
  card.focus({ preventScroll: true });
  more.append(...said(await drawing.data.api.event(item.uid)));
  settle(card, drawing, item);
}

// How it was dated, how it was checked, and who says so.
function said(event) {
  const names = (event.citations ?? []).map((one) => one.attributed_to ?? one.source.publisher ?? one.source.title);
  const sources = [...new Set(names)].slice(0, SOURCES).join(" · ");
  const lines = [event.when.date_text && `“${event.when.date_text}”`, event.verification_note, sources];
  return lines.filter(Boolean).map((line) => h("p", { class: "quiet", dir: "auto" }, line));
}

// Below the mark or above it, whichever side has room, and never past the edges.
function settle(card, { stage, rtl }, item) {
  const box = stage.boxes.get(item.uid) ?? { left: 0, right: 0, y: stage.height / 3 };
  const wide = Math.min(WIDE, stage.width - 16);
  const start = Math.min(Math.max(Math.max(box.left, 0) - 20, 8), stage.width - wide - 8);
  const below = box.y + 16;
  const tall = card.offsetHeight;
  const top = below + tall <= stage.height ? below : Math.max(box.y - 16 - tall, 4);
  card.style.insetBlockStart = `${top}px`;
  card.style.insetInlineStart = `${start}px`;
  card.dir = rtl ? "rtl" : "ltr";
}
