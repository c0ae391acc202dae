// The keyboard map, live only while the focus is inside. One Tab stop reaches the events, arrows walk among them.
import { anchor } from "./shapes.js";

const ZOOM = 1.5;

// `where`: the item that has the focus, or null; `act` as drawing.js gives it. True when the key was ours.
export function press(event, where, act, rtl) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const run = commands(where, act, rtl)[event.key];
  if (!run) return false;
  return run() !== false;
}

function commands(where, act, rtl) {
  const onward = rtl ? -1 : 1;
  return {
    ArrowRight: () => act.step(onward),
    ArrowLeft: () => act.step(-onward),
    ArrowDown: () => act.lane(1),
    ArrowUp: () => act.lane(-1),
    Home: () => act.edge(0),
    End: () => act.edge(-1),
    PageDown: () => act.page(1),
    PageUp: () => act.page(-1),
    "+": () => act.zoom(1 / ZOOM),
    "=": () => act.zoom(1 / ZOOM),
    "-": () => act.zoom(ZOOM),
    0: () => act.fit(),
    " ": () => (where ? act.preview(where) : false),
    Escape: () => act.close(),
    "[": () => (where ? act.startAt(where) : false),
    "]": () => (where ? act.endAt(where) : false),
    "?": () => act.help(),
  };
}

// The neighbour in time, or null at the end of what is known.
export function neighbour(items, uid, way) {
  const at = items.findIndex((item) => item.uid === uid);
  if (at < 0) return (way > 0 ? items[0] : items.at(-1)) ?? null;
  return items[at + way] ?? null;
}

// The event of the next lane that lies nearest in time.
export function acrossLanes(items, uid, way, laneOf) {
  const here = items.find((item) => item.uid === uid);
  if (!here) return items[0] ?? null;
  const lanes = [...new Set(items.map(laneOf))].sort((a, b) => a - b);
  const lane = lanes[lanes.indexOf(laneOf(here)) + way];
  const others = items.filter((item) => laneOf(item) === lane);
  const away = (item) => Math.abs(anchor(item.shape) - anchor(here.shape));
  return others.reduce((best, item) => (!best || away(item) < away(best) ? item : best), null);
}
