// All of time in one band: how many events when, and the window as a brush.
import { Density } from "./density.js";
import { levelFor, spanOf, toX } from "./scale.js";

const ONE_LANE = [{ key: "", label: "" }];

export class Overview {
  constructor({ canvas, brush, rtl }) {
    Object.assign(this, { canvas, brush, rtl, width: 0, height: 0 });
  }

  // `tiles` of one level over everything; lanes are put together, since the band has one row.
  paint(tiles, limits, colours) {
    this.limits = limits;
    const density = new Density(ONE_LANE, colours.accent);
    for (const tile of tiles) density.add(together(tile));
    const ratio = Math.min(devicePixelRatio || 1, 2);
    const { width, height } = this;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const context = this.canvas.getContext("2d");
    context.setTransform(this.rtl ? -ratio : ratio, 0, 0, ratio, this.rtl ? width * ratio : 0, 0);
    const level = tiles[0]?.level ?? levelFor(limits, width);
    density.draw(context, limits, level, width, [{ top: 0, height: height - 2 }]);
  }

  show(view) {
    if (!this.limits) return;
    const left = toX(view.first, this.limits, this.width);
    const wide = Math.max((spanOf(view) / spanOf(this.limits)) * this.width, 6);
    this.brush.style.transform = `translateX(${this.rtl ? -left : left}px)`;
    this.brush.style.inlineSize = `${wide}px`;
    this.view = view;
  }
}

function together(tile) {
  const sums = new Map();
  for (const [bin, weight] of tile.lanes.flatMap((lane) => lane.counts)) sums.set(bin, (sums.get(bin) ?? 0) + weight);
  return { ...tile, lanes: [{ key: "", label: "", counts: [...sums] }] };
}
