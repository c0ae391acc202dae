// Real links over the canvas, few and reused: moved by transform, one Tab stop for all of them.
export const MOST = 48;

export class Links {
  #nodes = [];
  #byKey = new Map();

  constructor(list, describe) {
    this.list = list;
    this.describe = describe;
    this.current = null;
  }

  // Bind one link to each spot, in order of time; what had a link keeps its node, so that focus stays.
  bind(spots) {
    const wanted = new Map(spots.map((spot) => [spot.item.uid, spot]));
    const free = this.#nodes.filter((node) => !wanted.has(node.key));
    const kept = new Map(this.#nodes.filter((node) => wanted.has(node.key)).map((node) => [node.key, node]));
    this.#nodes = spots.map((spot) => kept.get(spot.item.uid) ?? this.#dress(free.pop() ?? this.#make(), spot.item));
    this.#nodes.forEach(({ link }, number) => cut(link, spots[number]));
    for (const node of free) node.entry.remove();
    this.#byKey = new Map(this.#nodes.map((node) => [node.key, node]));
    this.#order();
    if (!wanted.has(this.current)) this.current = this.#nodes[0]?.key ?? null;
    for (const node of this.#nodes) node.link.tabIndex = node.key === this.current ? 0 : -1;
  }

  #make() {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.setAttribute("part", "label");
    entry.append(link);
    return { entry, link, key: null, moved: "" };
  }

  #dress(node, item) {
    node.key = item.uid;
    node.link.href = item.url;
    node.link.textContent = (item.shape.soft ? "≈ " : "") + item.title;
    node.link.lang = item.language ?? "";
    node.link.dir = "auto";
    node.link.dataset.uid = item.uid;
    node.link.setAttribute("aria-label", this.describe(item));
    node.link.classList.toggle("off", item.shape.off);
    return node;
  }

  // Only where the order differs: moving a focused node would lose the focus.
  #order() {
    let at = this.list.firstElementChild;
    for (const { entry } of this.#nodes) {
      if (entry === at) at = at.nextElementSibling;
      else this.list.insertBefore(entry, at);
    }
  }

  move(key, x, y, over) {
    const node = this.#byKey.get(key);
    if (!node) return;
    const moved = `translate(${Math.round(x)}px,${Math.round(y)}px)`;
    if (node.moved === moved) return;
    node.link.style.transform = node.moved = moved;
    node.link.classList.toggle("over", over);
  }

  hide(key) { this.move(key, -9999, 0, false); }

  focus(key) {
    this.current = key;
    for (const node of this.#nodes) node.link.tabIndex = node.key === key ? 0 : -1;
    this.#byKey.get(key)?.link.focus({ preventScroll: true });
  }

  mark(key) {
    for (const node of this.#nodes) {
      if (node.key === key) node.link.setAttribute("aria-current", "true");
      else node.link.removeAttribute("aria-current");
    }
  }

  get keys() { return this.#nodes.map((node) => node.key); }
}

// As wide as its row has room; pointed at it shows the whole, and begins so much before that it ends where it did.
function cut({ style }, { label, shift }) {
  style.setProperty("--label", `${Math.ceil(label)}px`);
  style.setProperty("--shift", `${-shift}px`);
}
