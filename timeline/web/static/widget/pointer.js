// Wheel, drag and pinch on the surface. A plain vertical wheel or swipe still scrolls the page.
const WHEEL = 0.0022;
const WHEEL_MOST = 120;
const LINE = 16;
const DRAG = 4;

// `act`: { zoom(factor, x), pan(pixels), click(event) }; x and pixels run with the reading direction.
export function listen(surface, rtl, act) {
  const pointers = new Map();
  let travelled = 0;
  let caught = false;
  const along = (event) => {
    const box = surface.getBoundingClientRect();
    return rtl ? box.right - event.clientX : event.clientX - box.left;
  };

  surface.addEventListener("wheel", (event) => {
    const scale = event.deltaMode === 1 ? LINE : 1;
    const sideways = event.shiftKey && !event.deltaX ? event.deltaY : event.deltaX;
    if (event.ctrlKey || event.metaKey) {
      const turn = Math.min(Math.max(event.deltaY * scale, -WHEEL_MOST), WHEEL_MOST);
      act.zoom(Math.exp(turn * WHEEL), along(event));
    } else if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) {
      act.pan(sideways * scale * (rtl ? -1 : 1));
    } else return;
    event.preventDefault();
  }, { passive: false });

  surface.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, along(event));
    if (pointers.size === 1) [travelled, caught] = [0, false];
  });

  surface.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    const before = [...pointers.values()];
    const x = along(event);
    travelled += Math.abs(x - pointers.get(event.pointerId));
    pointers.set(event.pointerId, x);
    if (travelled <= DRAG && pointers.size === 1) return;
    if (!caught) surface.setPointerCapture(event.pointerId);
    caught = true;
    if (pointers.size === 1) act.pan(before[0] - x);
    else pinch(before, [...pointers.values()], act);
  });

  for (const kind of ["pointerup", "pointercancel"]) {
    surface.addEventListener(kind, (event) => pointers.delete(event.pointerId));
  }

  // The end of a drag is not a click.
  surface.addEventListener("click", (event) => {
    if (!caught || event.detail === 0) return act.click(event);
    event.preventDefault();
    return event.stopPropagation();
  }, { capture: true });
  surface.addEventListener("dragstart", (event) => event.preventDefault());
}

function pinch([a, b], [c, d], act) {
  if (Math.abs(d - c) < 1) return;
  act.zoom(Math.abs(b - a) / Math.abs(d - c), (c + d) / 2);
  act.pan((a + b - c - d) / 2);
}
