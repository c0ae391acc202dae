// Where a movement leads from a window.
import { spanOf } from "./scale.js";

export const toDay = (x, view, width) => view.first + (x / width) * spanOf(view);

// `factor` above 1 shows more time; `at` is the day that stays where it is.
export function zoomed(view, factor, at) {
  return { first: at - (at - view.first) * factor, last: at + (view.last - at) * factor };
}

export const panned = (view, days) => ({ first: view.first + days, last: view.last + days });
