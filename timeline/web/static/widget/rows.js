// Which row each event stands on. No two overlap where there is room, and an event keeps its row while it can, so that
// nothing jumps. A box is { key, lane, left, right, bare: [left, right] }: with its label, and the mark alone.
export const ROW = 24;
export const GAP = 10;
const BARE_GAP = 2;
const LANE_AIR = 6;

// `boxes` in order of time. Gives { rows: Map key → row, needs: rows used by lane }.
export function packRows(boxes, lanes, before = new Map()) {
  const taken = Array.from({ length: lanes }, () => []);
  const rows = new Map();
  for (const box of boxes) {
    const lane = taken[box.lane];
    const kept = before.get(box.key);
    const row = kept !== undefined && isFree(lane[kept], box) ? kept : firstFree(lane, box);
    (lane[row] ??= []).push(box);
    rows.set(box.key, row);
  }
  return { rows, needs: taken.map((lane) => lane.length) };
}

const isFree = (row, box, gap = GAP) =>
  !row || row.every((other) => box.left >= other.right + gap || box.right + gap <= other.left);

function firstFree(lane, box) {
  const found = lane.findIndex((row) => isFree(row, box));
  return found < 0 ? lane.length : found;
}

// A lane without room for every label: as many with theirs as `count` rows hold, then the other marks wherever one is
// free; where only a label is in the way, on the lowest such row, whose labels are then cut; and what still has no place
// on the row that is free soonest.
export function packTight(boxes, count, before = new Map()) {
  const taken = Array.from({ length: count }, () => []);
  const rows = new Map();
  const labelled = new Set();
  const put = (box, row, as) => {
    taken[row].push(as);
    rows.set(box.key, row);
  };
  for (const box of boxes) {
    const kept = before.get(box.key);
    const row = kept < count && isFree(taken[kept], box) ? kept : taken.findIndex((one) => isFree(one, box));
    if (row < 0) continue;
    put(box, row, box);
    labelled.add(box.key);
  }
  for (const box of boxes.filter((one) => !rows.has(one.key))) {
    const bare = { left: box.bare[0], right: box.bare[1], bare: box.bare };
    const free = taken.findIndex((one) => isFree(one, bare, BARE_GAP));
    const row = free < 0 ? taken.findLastIndex((one) => isFree(one.map(bareOf), bare, BARE_GAP)) : free;
    put(box, row < 0 ? soonest(taken, bare) : row, bare);
  }
  return { rows, labelled };
}

const bareOf = ({ bare: [left, right] }) => ({ left, right });

function soonest(taken, { left }) {
  const crowd = taken.map((row) => row.filter((other) => other.right > left).length);
  return crowd.indexOf(Math.min(...crowd));
}

// Share `height` among lanes by what they need, each at least a row: [{ top, height, rows, unit }].
export function shareHeight(needs, height) {
  const count = Math.max(needs.length, 1);
  const spare = Math.max(Math.floor((height - count * LANE_AIR) / ROW), count);
  const rows = needs.map(() => 1);
  for (let left = spare - count; left > 0; left -= 1) {
    const neediest = indexOfMost(needs.map((need, lane) => need / rows[lane]));
    if (needs[neediest] <= rows[neediest]) break;
    rows[neediest] += 1;
  }
  const used = rows.reduce((sum, one) => sum + one, 0);
  const unit = Math.max((height - count * LANE_AIR) / used, 1);
  let top = 0;
  return rows.map((own) => {
    const band = { top, height: own * unit + LANE_AIR, rows: own, unit };
    top += band.height;
    return band;
  });
}

const indexOfMost = (numbers) => numbers.indexOf(Math.max(...numbers));
