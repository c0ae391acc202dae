// Marks and labels laid out for one window: rows, labels, and the heights of the lanes.
import { laneIndex } from "./density.js";
import { reachWith, shiftOf, sideOf, spread } from "./labels.js";
import { packRows, packTight, shareHeight } from "./rows.js";
import { meets, place } from "./shapes.js";
import { spanOf, toX } from "./scale.js";

// Gives { bands, rows, spots }: a spot is { item, lane, row, side, label, full, shift }, side null where its label has no
// room. `longest` is what a label may take for itself; where its row is free it gets more.
export function layOut(items, view, { width, height, lanes, laneOf, labelWidth, longest, before }) {
  const margin = spanOf(view) / 2;
  const near = items.filter((item) => meets(item.shape, { first: view.first - margin, last: view.last + margin }));
  const spots = near.map((item) => spotOf(item, view, width, laneIndex(lanes, laneOf(item)), labelWidth(item), longest));
  const { rows, needs } = packRows(spots, lanes.length, before);
  const bands = shareHeight(needs, height);
  bands.forEach((band, lane) => {
    const own = spots.filter((spot) => spot.lane === lane);
    const tight = needs[lane] > band.rows ? packTight(own, band.rows, before) : null;
    for (const spot of own) setRow(spot, rows, tight);
    for (let row = 0; row < band.rows; row += 1) spread(own.filter((spot) => spot.row === row), width);
  });
  for (const spot of spots) spot.shift = shiftOf(spot, width);
  return { bands, rows, spots };
}

function setRow(spot, rows, tight) {
  spot.row = (tight?.rows ?? rows).get(spot.key);
  if (!tight || tight.labelled.has(spot.key)) return;
  spot.side = null;
  [spot.left, spot.right] = spot.bare;
}

function spotOf(item, view, width, lane, full, longest) {
  const { x0, x1 } = place(item.shape, (day) => toX(day, view, width), width, width / 2);
  const bare = x1 - x0 < 12 ? [(x0 + x1) / 2 - 8, (x0 + x1) / 2 + 8] : [x0 - 3, x1 + 3];
  const label = Math.min(full, longest);
  const spot = { key: item.uid, item, lane, label, full, bare, side: sideOf(...bare, label, width) };
  [spot.left, spot.right] = reachWith(spot);
  return spot;
}
