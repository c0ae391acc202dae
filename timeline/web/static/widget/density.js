// Tiles of counts: each is painted once into a small bitmap, and a frame is one drawImage a lane and tile.
import { BINS, tileDays, tilesAcross, toX } from "./scale.js";

const TALL = 24;
const ANCESTORS = 8;

export class Density {
  #tiles = new Map();
  #ceilings = new Map();

  constructor(lanes, colour) {
    this.lanes = lanes;
    this.colour = colour;
  }

  add(tile) {
    const sums = tile.lanes.flatMap((lane) => lane.counts.map(([, weight]) => weight));
    const most = 2 ** Math.ceil(Math.log2(Math.max(...sums, 1)));
    this.#ceilings.set(tile.level, Math.max(most, this.#ceilings.get(tile.level) ?? 1));
    this.#tiles.set(`${tile.level}/${tile.index}`, { tile, bitmap: null, painted: null });
  }

  has(level, index) { return this.#tiles.has(`${level}/${index}`); }

  // The bitmap of the tile or of the nearest ancestor that is there, and which of its columns cover the tile.
  #find(level, index) {
    for (let up = 0; up <= ANCESTORS; up += 1) {
      const entry = this.#tiles.get(`${level + up}/${Math.floor(index / 2 ** up)}`);
      if (!entry) continue;
      const columns = BINS / 2 ** up;
      const offset = (index - Math.floor(index / 2 ** up) * 2 ** up) * columns;
      return { bitmap: this.#bitmap(entry), offset, columns };
    }
    return null;
  }

  // Painted anew when a higher bar of the same level has come in since, so that neighbours share one scale.
  #bitmap(entry) {
    const ceiling = this.#ceilings.get(entry.tile.level);
    const key = `${ceiling} ${this.colour}`;
    if (entry.painted !== key) {
      entry.bitmap = paintTile(entry.tile, this.lanes, ceiling, this.colour);
      entry.painted = key;
    }
    return entry.bitmap;
  }

  draw(context, view, level, width, bands) {
    context.imageSmoothingEnabled = false;
    for (const index of tilesAcross(view, level)) {
      const found = this.#find(level, index);
      if (!found) continue;
      const left = toX(index * tileDays(level), view, width);
      const wide = toX((index + 1) * tileDays(level), view, width) - left;
      bands.forEach((band, lane) => context.drawImage(
        found.bitmap, found.offset, lane * TALL, found.columns, TALL, left, band.top + 3, wide, band.height - 4,
      ));
    }
  }
}

function paintTile(tile, lanes, ceiling, colour) {
  const canvas = document.createElement("canvas");
  canvas.width = BINS;
  canvas.height = TALL * lanes.length;
  const context = canvas.getContext("2d");
  context.fillStyle = colour;
  for (const { key, counts } of tile.lanes) {
    const lane = laneIndex(lanes, key);
    for (const [bin, weight] of counts) {
      const high = barHeight(weight, ceiling);
      context.fillRect(bin, (lane + 1) * TALL - high, 1, high);
    }
  }
  return canvas;
}

// The square root keeps single events visible beside hundreds.
export const barHeight = (weight, ceiling) => Math.max(2, Math.round(Math.sqrt(weight / ceiling) * TALL));

export function laneIndex(lanes, key) {
  const found = lanes.findIndex((lane) => lane.key === key);
  return found < 0 ? lanes.length - 1 : found;
}

// The lanes to draw: the fullest, in a steady order; what does not fit shares the last.
export function chooseLanes(tiles, most, others) {
  const sums = new Map();
  for (const { key, label, counts } of tiles.flatMap((tile) => tile.lanes)) {
    const lane = sums.get(key) ?? { key, label: key === "" ? others : label, sum: 0 };
    lane.sum += counts.reduce((sum, [, weight]) => sum + weight, 0);
    sums.set(key, lane);
  }
  const named = [...sums.values()].filter((lane) => lane.key !== "").sort((a, b) => b.sum - a.sum);
  const rest = named.length > most || sums.has("");
  const chosen = named.slice(0, most).sort((a, b) => a.label.localeCompare(b.label));
  return rest || !chosen.length ? [...chosen, { key: "", label: others, sum: 0 }] : chosen;
}
