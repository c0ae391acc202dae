// What an event looks like in time: geometry says how exactly its date is known.
import { parseDay } from "./calendar.js";

const EVER = Infinity;

// Days: it starts within s0–s1 and ends within e0–e1, all inclusive, infinite where open.
export function shapeOf(item) {
  const { when } = item;
  const s0 = parseDay(when.earliest) ?? -EVER;
  const s1 = parseDay(when.start_latest) ?? (when.start_kind === "known" ? EVER : s0);
  const e1 = parseDay(when.latest) ?? EVER;
  const e0 = parseDay(when.end_earliest) ?? (when.end_kind === "known" ? -EVER : e1);
  return {
    s0, s1, e0, e1,
    form: formOf(when, s0, e1),
    soft: Boolean(when.approximate),
    doubted: Boolean(when.uncertain),
    start: when.start_kind ?? "known",
    end: when.end_kind ?? "known",
    verification: item.verification ?? "reported",
    off: item.status === "cancelled" || Boolean(item.tombstone),
  };
}

function formOf(when, s0, e1) {
  if (when.kind === "interval" || when.kind === "all_of" || (when.kind === "zoned" && when.ends_at)) return "bar";
  return s0 === e1 ? "point" : "capsule";
}

// The days that the mark covers, for finding what meets a window; `last` is exclusive.
export const reachOf = ({ s0, e1 }) => ({ first: s0, last: e1 + 1 });

export const meets = (shape, view) => shape.s0 < view.last && shape.e1 + 1 > view.first;

// A day to stand for the event: its earliest start, or whatever bound it has.
export const anchor = ({ s0, e1 }) => (Number.isFinite(s0) ? s0 : Number.isFinite(e1) ? e1 : 0);

// How far the fading tail of an open side is drawn: enough to be seen, and no claim about how long it was.
const TAIL = 120;
const SURE = 0.3;

// Pixels from the window's start: outer edges x0–x1, the sure core c0–c1 (empty where c0 > c1). What lies `past` the
// screen's edges is clipped there, so that no coordinate is infinite.
export function place(shape, toPixels, width, past = 40) {
  const clip = (x) => Math.min(Math.max(x, -past), width + past);
  const [start, end] = [toPixels(shape.s0), toPixels(shape.e1 + 1)];
  const openStart = start === -Infinity;
  const openEnd = end === Infinity;
  const x0 = clip(openStart ? tail(end, -1, width) : start);
  const x1 = Math.max(clip(openEnd ? tail(start, 1, width) : end), x0);
  const sure = (x1 - x0) * SURE;
  const c0 = openStart ? x1 - sure : clip(toPixels(shape.s1));
  return { x0, x1, c0, c1: openEnd ? x0 + sure : clip(toPixels(shape.e0 + 1)) };
}

// From an edge that is on the screen only a tail; from one beyond it, all the way.
function tail(from, way, width) {
  if (!Number.isFinite(from)) return way * Infinity;
  const seen = way < 0 ? from <= width + TAIL : from >= -TAIL;
  return seen ? from + way * TAIL : way * Infinity;
}
