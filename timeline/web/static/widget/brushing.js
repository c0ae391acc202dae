// Dragging on the overview: an edge of the window, the window, or a new window out of nothing.
import { toDay } from "./moving.js";
import { confined, toX } from "./scale.js";

const EDGE = 10;
const CLICK = 4;

export function brush(overview, band, moveTo) {
  let drag = null;
  const at = (event) => {
    const box = band.getBoundingClientRect();
    return overview.rtl ? box.right - event.clientX : event.clientX - box.left;
  };
  const dayAt = (x) => toDay(x, overview.limits, overview.width);

  band.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const x = at(event);
    const { view, limits, width } = overview;
    band.setPointerCapture(event.pointerId);
    drag = { x, view, part: grip(x, toX(view.first, limits, width), toX(view.last, limits, width), width) };
  });
  band.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const x = at(event);
    if (Math.abs(x - drag.x) < CLICK && drag.part === "new") return;
    moveTo(dragged(drag, dayAt(x) - dayAt(drag.x), dayAt(drag.x), overview.limits));
  });
  for (const kind of ["pointerup", "pointercancel"]) band.addEventListener(kind, () => { drag = null; });
}

// What a press at x takes hold of; a window that fills the band cannot be moved, so a new one is drawn.
export function grip(x, left, right, width) {
  const whole = right - left > width - 2 * EDGE;
  if (Math.abs(x - left) <= EDGE) return "first";
  if (Math.abs(x - right) <= EDGE) return "last";
  return !whole && x > left && x < right ? "all" : "new";
}

export function dragged({ part, view }, days, from, limits) {
  const moved = {
    first: { first: Math.min(view.first + days, view.last - 1), last: view.last },
    last: { first: view.first, last: Math.max(view.last + days, view.first + 1) },
    all: { first: view.first + days, last: view.last + days },
    new: { first: Math.min(from, from + days), last: Math.max(from, from + days) },
  }[part];
  return confined(moved, limits);
}
