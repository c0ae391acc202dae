// What is loaded: how far time reaches, bins everywhere, and events where they are few enough to be drawn each.
import { MANY } from "./api.js";
import { Density, chooseLanes } from "./density.js";
import { confined, holds, levelFor, limitsOf, opening, spanOf, tilesAcross } from "./scale.js";
import { anchor, meets, shapeOf } from "./shapes.js";

const LANES = 7;
const EVERYTHING = { first: -Infinity, last: Infinity };
const TERMS = {
  category: (item) => [item.category], tag: (item) => item.tags, status: (item) => [item.status],
  verification: (item) => [item.verification], actor: (item) => item.actors?.map((one) => one.name),
  place: (item) => item.places?.map((one) => one.name),
  source: (item) => item.citations?.map((one) => one.source.publisher ?? one.source.title),
};
const foldTerm = (text) => text.normalize("NFKC").toLowerCase().normalize("NFC");

const byDay = ([one], [other]) => one - other;
const ROUNDS = 3;
const CLOSER = 0.3;

function countsOf(tiles) {
  const sums = new Map();
  for (const tile of tiles) {
    for (const [bin, weight] of tile.lanes.flatMap((lane) => lane.counts)) {
      const day = tile.start_day + bin * tile.bin_days;
      sums.set(day, (sums.get(day) ?? 0) + weight);
    }
  }
  return [...sums].sort(byDay).map(([day, weight]) => [day, tiles[0].bin_days, weight]);
}

export class Data {
  #asked = 0;

  constructor(api, others) {
    Object.assign(this, { api, others, items: [], reach: null, total: 0, counted: 0, earlier: 0, later: 0, limits: null });
  }

  // The first answers: extent, then together the bins of everything and, of a small timeline, every event.
  async open(width, colour) {
    const extent = await this.api.extent();
    this.total = this.counted = extent.total;
    const today = Math.floor(Date.now() / 86400000);
    this.limits = limitsOf(extent.first_day === null ? { first_day: today - 30, last_day: today } : extent);
    const level = levelFor(this.limits, width);
    const few = extent.total <= MANY ? this.api.events() : null;
    this.tiles = await Promise.all(tilesAcross(this.limits, level).map((index) => this.api.tile(level, index)));
    this.lanes = chooseLanes(this.tiles, LANES, this.others);
    this.density = new Density(this.lanes, colour);
    for (const tile of this.tiles) this.density.add(tile);
    if (few) this.#keep((await few).items, EVERYTHING);
  }

  // Where the drawing begins when nobody asks for a window: from the events, or else from ever finer bins.
  async opening(width) {
    if (this.reach === EVERYTHING) return opening(this.items.map((item) => [anchor(item.shape), 1, 1]).sort(byDay), this.limits);
    let view = this.limits;
    let { tiles } = this;
    for (let round = 0; round < ROUNDS; round += 1) {
      const closer = opening(countsOf(tiles), view);
      if (spanOf(closer) > spanOf(view) * CLOSER) return closer;
      view = closer;
      const level = levelFor(view, width);
      tiles = await Promise.all(tilesAcross(view, level).map((index) => this.api.tile(level, index)));
      for (const tile of tiles) this.density.add(tile);
    }
    return view;
  }

  #keep(items, reach) {
    this.reach = reach;
    this.items = items.map((item) => ({ ...item, shape: shapeOf(item) }));
  }

  // Whatever this window still lacks. False when another was asked for meanwhile.
  async settle(view, width) {
    const asked = ++this.#asked;
    if (this.reach === EVERYTHING) {
      this.counted = await this.#count(view);
      this.earlier = this.#outside(view, -1).length;
      this.later = this.#outside(view, 1).length;
      return asked === this.#asked;
    }
    const level = levelFor(view, width);
    const missing = tilesAcross(view, level).filter((index) => !this.density.has(level, index));
    const [extent, until, ...tiles] = await Promise.all([
      this.api.extent(view), this.api.extentUntil(view), ...missing.map((index) => this.api.tile(level, index)),
    ]);
    for (const tile of tiles) this.density.add(tile);
    if (asked !== this.#asked) return false;
    this.counted = extent.total;
    this.later = this.total - until.total;
    this.earlier = this.total - this.counted - this.later;
    if (extent.total > MANY) this.reach = null;
    else if (!this.reach || !holds(this.reach, view)) await this.#window(view, asked);
    return asked === this.#asked;
  }

  // Of what is here, unless something recurs: when it does so again, only the server knows.
  async #count(view) {
    if (this.items.some((item) => item.recurrence)) return (await this.api.extent(view)).total;
    return this.inside(view).length;
  }

  // Wholly before the window (-1) or after it (1).
  #outside(view, way) {
    return this.items.filter(({ shape }) => (way < 0 ? shape.e1 + 1 <= view.first : shape.s0 >= view.last));
  }

  // The days of the nearest event on that side, or of the bin that it begins in; null where there is none.
  beyond(view, way) {
    const days = this.reach === EVERYTHING
      ? this.#outside(view, way).map(({ shape }) => (way < 0 ? [shape.e1, 1] : [shape.s0, 1]))
      : countsOf(this.tiles).filter(([day, wide]) => (way < 0 ? day < view.first : day + wide > view.last));
    const [day, wide] = days.sort(byDay).at(way < 0 ? -1 : 0) ?? [];
    return day === undefined ? null : { first: day, last: day + wide };
  }

  // Half a window more on both sides, so that moving a little needs nothing new; without it where that is too many.
  async #window(view, asked) {
    const half = spanOf(view) / 2;
    const wide = confined({ first: view.first - half, last: view.last + half }, this.limits);
    for (const reach of [wide, view]) {
      const found = await this.api.events(reach);
      if (asked !== this.#asked) return;
      if (!found.next) return this.#keep(found.items, reach);
    }
    this.reach = null;
  }

  drawsMarks(view) { return this.reach !== null && holds(this.reach, view); }

  inside(view) { return this.items.filter((item) => meets(item.shape, view)); }

  find(id) { return this.items.find((item) => item.uid === id || item.slug === id) ?? null; }

  // The key of the lane that it stands in: of several terms, the first that has a lane.
  laneOf(item) {
    const terms = (TERMS[this.api.lane](item) ?? []).filter(Boolean).map(foldTerm);
    return terms.find((term) => this.lanes.some((lane) => foldTerm(lane.key) === term)) ?? "";
  }
}
