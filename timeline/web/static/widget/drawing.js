// The drawing of one element: what is shown follows from the window, the loaded data and the chosen event.
import { Api, readSource } from "./api.js";
import { parseDay } from "./calendar.js";
import { readColours } from "./colours.js";
import { Data } from "./data.js";
import { build } from "./dom.js";
import { Links } from "./links.js";
import { Overview } from "./overview.js";
import { confined } from "./scale.js";
import { Stage } from "./stage.js";
import { CSS } from "./style.js";
import { emit } from "./tell.js";
import { Motion } from "./motion.js";
import { measure } from "./measure.js";
import { findWords, localeOf, nameOf, spoken } from "./naming.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);

export async function draw(host) {
  const drawing = new Drawing(host);
  await drawing.start();
  return drawing;
}

class Drawing extends Motion {
  constructor(host) {
    super();
    Object.assign(this, { host, selected: null, frame: 0, waiting: 0, widths: new Map(), tidy: [] });
  }

  async start() {
    const { host } = this;
    const given = (name) => host.getAttribute(name) ?? undefined;
    this.lang = given("lang") ?? host.closest("[lang]")?.lang ?? "en";
    this.words = await findWords(this.lang);
    this.lang = localeOf(this.lang);
    this.mode = given("view") ?? "both";
    this.source = readSource(given("src") ?? location.href, {
      tag: given("tag"), status: given("status"), q: given("q"), from: given("from"), to: given("to"),
      looks: host.hasAttribute("beside") ? {} : { lang: spoken(this.lang), theme: given("theme") },
    }, document.baseURI);
    this.rtl = getComputedStyle(host).direction === "rtl";
    this.#build(given);
    try {
      await this.#open(given);
    } catch (error) {
      this.fail(error);
    }
  }

  #build(given) {
    const { host, words, lang, rtl, mode } = this;
    const parts = build(words, {
      title: host.querySelector("a")?.textContent.trim(), page: this.source.page, dir: rtl ? "rtl" : "ltr", lang,
      controls: given("controls") ?? "full", lanes: mode !== "list", auto: !(Number.parseInt(given("height"), 10) > 0),
    });
    host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets.slice(0, 1), sheet];
    host.shadowRoot.replaceChildren(parts.root);
    const links = new Links(parts.links, (item) => nameOf(item, this));
    Object.assign(this, {
      parts, colours: readColours(parts.probe), overview: new Overview({ canvas: parts.density, brush: parts.brush, rtl }),
      stage: new Stage({ canvas: parts.drawn, links, names: parts.names, rtl }),
    });
    measure(this);
  }

  async #open(given) {
    this.data = new Data(new Api(this.source, given("lane") ?? "category"), this.words.others);
    await this.data.open(this.overview.width || this.stage.width, this.colours.accent);
    const hash = given("sync") === "hash" ? (await import("./outside.js")).readHash() : {};
    this.overview.paint(this.data.tiles, this.data.limits, this.colours);
    this.opening = await this.data.opening(this.stage.width || this.overview.width);
    this.view = this.#asked(hash.from ?? this.source.from, hash.to ?? this.source.to);
    this.parts.note.textContent = this.data.total ? "" : this.words.none;
    await this.settle();
    this.paint();
    performance.mark("timeline:ready");
    const { handle } = await import("./handling.js");
    handle(this);
    emit(this.host, "ready", { count: this.data.total });
    const chosen = hash.event ?? given("event");
    if (chosen) await this.select(chosen);
  }

  #asked(from, to) {
    const { limits } = this.data;
    if (!from && !to) return this.opening;
    const [first, last] = [parseDay(from) ?? limits.first, (parseDay(to, true) ?? limits.last - 1) + 1];
    return confined({ first, last }, limits);
  }

  fail(error) {
    this.parts.note.textContent = this.words.failed;
    emit(this.host, "error", { error });
  }

  async settled(view, whole) {
    if (this.mode === "lanes") return;
    const { makeList } = await import("./list.js");
    this.list ??= makeList(this);
    await this.list.show(view, whole);
  }

  fit() { if (this.view) this.show(this.data.limits, 0); }
  zoomTo(from, to) { if (this.view) this.show(this.#asked(from, to), 0); }
  select(id) { return this.act?.choose(id); }

  stop() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.waiting);
    for (const undo of this.tidy.splice(0)) undo();
  }
}
