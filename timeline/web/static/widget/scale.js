// Where a day lies on the screen, and which windows there are. A view is { first, last }: days, fractions allowed.
export const BINS = 256;
export const CLOSEST = 3;
const BIN_PIXELS = 3;
const TOP_LEVEL = 45;
const NEARLY = 0.9;
const FEW = 4;
const SMALL = 0.3;

export const spanOf = (view) => view.last - view.first;

export const toX = (day, view, width) => ((day - view.first) / spanOf(view)) * width;

// Neither closer than a few days nor past what there is to see; what sticks out is moved back, not squeezed.
export function confined(view, limits) {
  const middle = (view.first + view.last) / 2;
  const span = Math.min(Math.max(spanOf(view), CLOSEST), spanOf(limits));
  const first = Math.min(Math.max(middle - span / 2, limits.first), limits.last - span);
  return { first, last: first + span };
}

// Everything, with a little air on both sides so that no mark touches the edge.
export function limitsOf({ first_day: first, last_day: last }) {
  const air = Math.max((last + 1 - first) * 0.03, 2);
  return { first: first - air, last: last + 1 + air };
}

// Where to begin: the time in which nearly everything lies, if that is a small part of all time; else everything. Of few
// events one may still lie elsewhere. `counts` are [day, days, weight] in order of time.
export function opening(counts, limits) {
  const all = counts.reduce((sum, [, , weight]) => sum + weight, 0);
  const enough = all < FEW ? all : Math.min(all * NEARLY, all - 1);
  let best = limits;
  let inside = 0;
  for (let from = 0, to = 0; to < counts.length; to += 1) {
    inside += counts[to][2];
    while (inside - counts[from][2] >= enough) inside -= counts[from++][2];
    const [first, last] = [counts[from][0], counts[to][0] + counts[to][1]];
    if (inside >= enough && last - first < spanOf(best)) best = { first, last };
  }
  if (spanOf(best) > spanOf(limits) * SMALL) return limits;
  const air = spanOf(best) * 0.08;
  return confined({ first: best.first - air, last: best.last + air }, limits);
}

export const holds = (outer, inner) => outer.first <= inner.first && inner.last <= outer.last;

export const sameView = (one, other) =>
  Math.abs(one.first - other.first) + Math.abs(one.last - other.last) < spanOf(other) * 1e-6;

// The finest level whose bins are still wide enough to be seen.
export function levelFor(view, width) {
  const level = Math.ceil(Math.log2((spanOf(view) * BIN_PIXELS) / Math.max(width, 1)));
  return Math.min(Math.max(level, 0), TOP_LEVEL);
}

export const tileDays = (level) => BINS * 2 ** level;

export function tilesAcross(view, level) {
  const days = tileDays(level);
  const from = Math.floor(view.first / days);
  const until = Math.ceil(view.last / days);
  return Array.from({ length: until - from }, (_, step) => from + step);
}
