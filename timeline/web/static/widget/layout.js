// Marks and labels laid out for one window: rows, sides of labels, and the heights of the lanes.
import { laneIndex } from "./density.js";
import { packRows, packTight, shareHeight } from "./rows.js";
import { meets, place } from "./shapes.js";
import { spanOf, toX } from "./scale.js";

export const LABEL_GAP = 6;
const OVER = 10;

// Gives { bands, spots }: a spot is { item, lane, row, side }, side null where the label has no room.
export function layOut(items, view, { width, height, lanes, laneOf, labelWidth, before }) {
  const margin = spanOf(view) / 2;
  const near = items.filter((item) => meets(item.shape, { first: view.first - margin, last: view.last + margin }));
  const boxes = near.map((item) => boxOf(item, view, width, laneIndex(lanes, laneOf(item)), labelWidth(item)));
  const { rows, needs } = packRows(boxes, lanes.length, before);
  const bands = shareHeight(needs, height);
  const crowded = new Map();
  bands.forEach((band, lane) => {
    if (needs[lane] > band.rows) crowded.set(lane, packTight(boxes.filter((box) => box.lane === lane), band.rows, before));
  });
  return { bands, rows, spots: boxes.map((box) => spotOf(box, rows, crowded.get(box.lane))) };
}

function spotOf(box, rows, tight) {
  const row = (tight?.rows ?? rows).get(box.key);
  const labelled = !tight || tight.labelled.has(box.key);
  return { item: box.item, lane: box.lane, row, side: labelled ? box.side : null, label: box.label };
}

function boxOf(item, view, width, lane, label) {
  const { x0, x1 } = place(item.shape, (day) => toX(day, view, width), width, width / 2);
  const [left, right] = x1 - x0 < 12 ? [(x0 + x1) / 2 - 8, (x0 + x1) / 2 + 8] : [x0 - 3, x1 + 3];
  const side = sideOf(left, right, label, width);
  const reach = {
    after: [left, right + LABEL_GAP + label],
    before: [left - LABEL_GAP - label, right],
    over: [left, Math.max(right, Math.max(left, 0) + OVER + label)],
  }[side];
  return { key: item.uid, item, lane, side, label, left: reach[0], right: reach[1], bare: [left, right] };
}

// After the mark; before it where the screen ends; on it, like a tag on a line, where it fills the screen.
function sideOf(left, right, label, width) {
  if (left > width || right + LABEL_GAP + label <= width) return "after";
  return left - LABEL_GAP - label >= 0 ? "before" : "over";
}

// Where the label starts, for this frame.
export function labelX(side, box, label) {
  const thin = Math.max(14 - (box.x1 - box.x0), 0) / 2;
  if (side === "after") return box.x1 + thin + LABEL_GAP;
  if (side === "before") return box.x0 - thin - LABEL_GAP - label;
  return Math.max(box.x0, 0) + OVER;
}
