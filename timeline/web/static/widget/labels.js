// Labels beside their marks: which side, and as wide as the row has room.
import { GAP } from "./rows.js";

const LABEL_GAP = 6;
const OVER = 10;
const LEAST = 72;

// After the mark; before it where the screen ends; on it, like a tag on a line, where it fills the screen; and where
// there is room nowhere, on the side that has more.
export function sideOf(left, right, label, width) {
  if (left > width || right + LABEL_GAP + label <= width) return "after";
  if (left - LABEL_GAP - label >= 0) return "before";
  if (Math.min(right, width) - Math.max(left, 0) > label + 3 * OVER) return "over";
  return width - right >= left ? "after" : "before";
}

// From where to where mark and label reach together.
export function reachWith({ side, bare: [left, right], label }) {
  if (side === "after") return [left, right + LABEL_GAP + label];
  if (side === "before") return [left - LABEL_GAP - label, right];
  return side === "over" ? [left, Math.max(right, Math.max(left, 0) + OVER + label)] : [left, right];
}

// Where the label starts, for this frame.
export function labelX(side, box, label) {
  const thin = Math.max(14 - (box.x1 - box.x0), 0) / 2;
  if (side === "after") return box.x1 + thin + LABEL_GAP;
  if (side === "before") return box.x0 - thin - LABEL_GAP - label;
  return Math.max(box.x0, 0) + OVER;
}

// Each label of a row grows up to what stands next to it; one of which too little could be read is left out.
export function spread(row, width) {
  for (const box of row.filter(({ side }) => side)) {
    box.label = Math.min(box.full, roomOf(box, row.filter((other) => other !== box), width));
    if (box.label < Math.min(box.full, LEAST)) box.side = null;
    [box.left, box.right] = reachWith(box);
  }
}

function roomOf({ side, bare: [left, right], label }, others, width) {
  if (side === "before") {
    const ends = others.filter((other) => other.bare[0] < left).map((other) => other.right + GAP);
    return left - LABEL_GAP - Math.max(Math.min(left - LABEL_GAP - label, 0), ...ends);
  }
  const from = side === "over" ? Math.max(left, 0) + OVER : right + LABEL_GAP;
  const starts = others.filter((other) => other.bare[1] > from).map((other) => other.left - GAP);
  return Math.min(Math.max(width, from + label), ...starts) - from;
}

// How far the whole title, when it is pointed at, begins before the label: where it ends at its mark or at the screen.
export function shiftOf({ side, bare: [left, right], label, full }, width) {
  const x = side === "over" ? Math.max(left, 0) + OVER : side === "before" ? left - LABEL_GAP - label : right + LABEL_GAP;
  const wanted = side === "before" ? x + label - full : Math.min(x, width - full);
  return Math.max(Math.round(x - Math.max(wanted, 0)), 0);
}
