// <event-timeline src="https://host/timelines/x">: the element that pages include. It is small: what draws is fetched
// when the element comes near the screen, and until then (and if anything fails) its own content, a link, is shown.
const CHUNKS = new URL("./VERSION/", import.meta.url);
const ATTRIBUTES = [
  "src", "from", "to", "lane", "tag", "status", "q", "event", "view", "theme", "lang", "height", "controls", "sync",
];
const NEAR = "400px";

const shell = new CSSStyleSheet();
shell.replaceSync(":host{display:block;contain:inline-size;min-block-size:var(--tl-reserve,32rem)}:host([hidden]){display:none}");

class EventTimeline extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #drawing = null;
  #nearby = null;
  #changed = new Set();

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [shell];
    root.append(document.createElement("slot"));
  }

  connectedCallback() {
    this.#reserve();
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some((one) => one.isIntersecting)) this.#draw();
    }, { rootMargin: NEAR });
    this.#nearby.observe(this);
  }

  disconnectedCallback() {
    this.#nearby?.disconnect();
    this.#drawing?.then((drawing) => drawing?.stop());
    this.#drawing = null;
  }

  // Several attributes set in one go are one change.
  attributeChangedCallback(name, before, after) {
    if (name === "height") this.#reserve();
    if (!this.#drawing || before === after) return;
    this.#changed.add(name);
    if (this.#changed.size === 1) queueMicrotask(() => this.#tell());
  }

  async #tell() {
    const names = [...this.#changed];
    this.#changed.clear();
    if ((await this.#drawing)?.change?.(names) ?? true) await this.refresh();
  }

  #reserve() {
    const pixels = Number.parseInt(this.getAttribute("height"), 10);
    this.style.setProperty("--tl-height", pixels > 0 ? `${pixels}px` : "auto");
    if (pixels > 0) this.style.setProperty("--tl-reserve", `${pixels}px`);
    else this.style.removeProperty("--tl-reserve");
  }

  #draw() {
    this.#nearby?.disconnect();
    this.#drawing ??= import(new URL("drawing.js", CHUNKS)).then(({ draw }) => draw(this)).catch((error) => {
      this.dispatchEvent(new CustomEvent("timeline:error", { bubbles: true, composed: true, detail: { error } }));
      return null;
    });
    return this.#drawing;
  }

  // Each waits until there is something to act on.
  async fit() { return (await this.#draw())?.fit(); }
  async zoomTo(from, to) { return (await this.#draw())?.zoomTo(from, to); }
  async select(id) { return (await this.#draw())?.select(id); }
  async refresh() {
    (await this.#drawing)?.stop();
    this.#drawing = null;
    await this.#draw();
  }
}

if (!customElements.get("event-timeline")) customElements.define("event-timeline", EventTimeline);
