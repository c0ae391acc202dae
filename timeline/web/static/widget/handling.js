// Hands on the drawing: which gesture, key and change of the surroundings leads to which action. Fetched once the lanes
// are drawn, since nobody can act before.
import { actions } from "./actions.js";
import { brush } from "./brushing.js";
import { readColours } from "./colours.js";
import { tellOutside } from "./outside.js";
import { press } from "./keyboard.js";
import { listen } from "./pointer.js";

const CLOSE = 12;
const ANEW = ["lane", "tag", "status", "q", "src", "lang", "theme", "controls", "view", "sync"];

export function handle(drawing) {
  const { parts, rtl, tidy } = drawing;
  const act = actions(drawing);
  drawing.act = act;
  drawing.change = (names) => changed(drawing, names);
  tellOutside(drawing);
  brush(drawing.overview, parts.band, (view) => drawing.show(view));
  if (drawing.host.hasAttribute("beside")) import("./page.js").then((page) => page.join(drawing));
  const on = (target, kind, run) => target.addEventListener(kind, run);
  on(parts.zoomIn, "click", () => act.zoom(1 / 1.6));
  on(parts.zoomOut, "click", () => act.zoom(1.6));
  on(parts.fit, "click", () => act.fit());
  on(parts.earlier, "click", () => act.beyond(-1));
  on(parts.later, "click", () => act.beyond(1));
  on(parts.help, "click", () => act.help());
  on(parts.fold, "click", () => act.unfold());
  for (const input of [parts.from, parts.until]) {
    on(input, "input", () => act.between(Number(parts.from.value), Number(parts.until.value)));
  }
  on(parts.table, "toggle", () => showTable(drawing));
  on(parts.links, "focusin", (event) => { drawing.stage.links.current = event.target.dataset.uid; });
  on(parts.root, "keydown", (event) => pressed(drawing, event));
  listen(parts.surface, rtl, { zoom: act.zoom, pan: act.pan, click: (event) => clicked(drawing, event) });

  const sizes = new ResizeObserver(() => act.resized());
  sizes.observe(parts.root);
  const schemes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  const recolour = () => recoloured(drawing);
  for (const scheme of schemes) scheme.addEventListener("change", recolour);
  tidy.push(() => sizes.disconnect(), () => schemes.forEach((scheme) => scheme.removeEventListener("change", recolour)));
}

// True where the attributes change what is asked, so that all starts anew; a window or a choice only moves.
function changed(drawing, names) {
  const given = (name) => drawing.host.getAttribute(name);
  if (names.some((name) => ANEW.includes(name))) return true;
  if (names.includes("height")) drawing.act.resized();
  if (names.includes("from") || names.includes("to")) drawing.zoomTo(given("from"), given("to"));
  if (names.includes("event")) drawing.select(given("event"));
  return false;
}

// Inputs and buttons keep their own keys; the letters of the map are for the events and the surface.
function pressed(drawing, event) {
  const target = event.composedPath()[0];
  const inside = drawing.parts.stage.contains(target);
  if (event.key === "Escape") {
    if (drawing.act.close()) event.preventDefault();
    return;
  }
  if (!inside || drawing.card?.contains(target)) return;
  const uid = target.dataset?.uid ?? null;
  if (press(event, uid, drawing.act, drawing.rtl)) event.preventDefault();
}

// A plain click previews, where a hand may still follow the link; Enter and modified clicks follow it at once.
function clicked(drawing, event) {
  if (drawing.card?.contains(event.target)) return;
  const link = event.target.closest?.("a");
  const native = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.detail === 0;
  if (link && native) return;
  const box = drawing.parts.surface.getBoundingClientRect();
  const uid = link?.dataset.uid ?? hit(drawing.stage, event.clientX - box.left, event.clientY - box.top);
  if (link) event.preventDefault();
  if (uid) drawing.act.preview(uid);
  else drawing.act.close();
}

// The event whose mark is under the pointer, in pixels from the surface's corner: of several, the shortest.
function hit({ boxes, rtl, width }, x, y) {
  const at = rtl ? width - x : x;
  const near = [...boxes].filter(([, box]) => Math.abs(box.y - y) <= CLOSE && at >= box.left - 8 && at <= box.right + 8);
  near.sort(([, one], [, other]) => one.right - one.left - (other.right - other.left));
  return near[0]?.[0] ?? null;
}

async function showTable(drawing) {
  if (!drawing.parts.table.open) return;
  const { fillTable } = await import("./table.js");
  await fillTable(drawing);
}

function recoloured(drawing) {
  drawing.colours = readColours(drawing.parts.probe);
  drawing.data.density.colour = drawing.colours.accent;
  drawing.overview.paint(drawing.data.tiles, drawing.data.limits, drawing.colours);
  drawing.paint();
}
