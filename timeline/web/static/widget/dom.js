// The elements inside the shadow root, made without markup text: a host page may demand trusted types.
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const canvas = () => h("canvas", { "aria-hidden": "true" });

export function build(words, { title, page, dir, lang, controls, lanes, auto }) {
  const parts = {
    band: h("div", { class: "overview", part: "overview", "aria-hidden": "true" }),
    density: canvas(), drawn: canvas(), brush: h("div", { class: "brush", part: "brush" }),
    names: h("div", { class: "names", "aria-hidden": "true" }),
    links: h("ol", { class: "marks" }),
    surface: h("div", {
      class: "surface", role: "group", tabindex: 0, "aria-label": words.surface, "data-timeline-surface": true,
    }),
    note: h("p", { class: "note" }),
    live: h("div", { class: "live", role: "status", "aria-live": "polite" }),
    probe: h("i", { hidden: true }),
    ...toolbar(words),
    table: h("details", {}, h("summary", {}, words.table)),
  };
  parts.band.append(parts.density, parts.brush);
  parts.surface.append(parts.drawn, parts.links, parts.note);
  parts.stage = h("div", { class: "stage", hidden: !lanes }, parts.names, parts.surface);
  parts.foot = h("div", { class: "foot", part: "credit" }, parts.table,
    h("a", { href: page, target: isFramed() ? "_top" : null }, title || words.source));
  parts.bar.hidden = controls === "none";
  parts.band.hidden = controls === "none";
  parts.ranges.forEach((label) => { label.hidden = controls !== "full"; });
  const name = title ? `${words.timeline}: ${title}` : words.timeline;
  parts.root = h("section", { class: auto ? "root auto" : "root", dir, lang, "aria-label": name },
    parts.bar, parts.band, parts.stage, parts.foot, parts.live, parts.probe);
  return parts;
}

function toolbar(words) {
  const button = (text, label) => h("button", { type: "button", "aria-label": label, title: label }, text);
  const range = (label) => h("input", { type: "range", "aria-label": `${words.overview}: ${label}`, step: 1 });
  const parts = {
    zoomOut: button("−", words.zoomOut), zoomIn: button("+", words.zoomIn),
    fit: h("button", { type: "button", title: words.all }, words.allShort),
    fold: h("button", { type: "button", class: "fold", "aria-expanded": "false" }, words.lanes),
    help: button("?", words.help), from: range(words.from), until: range(words.to), output: h("bdi"),
    earlier: h("button", { type: "button", hidden: true }), later: h("button", { type: "button", hidden: true }),
  };
  parts.ranges = [h("label", {}, words.from, parts.from), h("label", {}, words.to, parts.until)];
  parts.bar = h("div", { class: "bar", part: "toolbar" },
    parts.zoomOut, parts.zoomIn, parts.fit, parts.fold, parts.help, ...parts.ranges,
    h("div", { class: "told" }, parts.earlier, h("output", { part: "date" }, parts.output), parts.later));
  return parts;
}

// Links open the reader's window, not the frame that we may be in.
export const isFramed = () => window.top !== window;
