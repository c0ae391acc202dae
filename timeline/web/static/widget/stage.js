// The lanes: one canvas for axis, density and marks, and the links above it. Drawn from a window, in one frame.
import { axisLabels } from "./axis.js";
import { labelX } from "./labels.js";
import { paintMark } from "./marks.js";
import { place } from "./shapes.js";
import { levelFor, toX } from "./scale.js";
import { MOST } from "./links.js";

export const AXIS = 40;
const AXIS_FONT = 13;
const ROOMY = 12;

export class Stage {
  constructor({ canvas, links, names, rtl }) {
    Object.assign(this, { canvas, links, names, rtl, width: 0, height: 0, layout: null });
    this.context = canvas.getContext("2d");
    this.boxes = new Map();
  }

  resize(width, height) {
    const ratio = Math.min(devicePixelRatio || 1, 2);
    Object.assign(this, { width, height, ratio });
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
  }

  arrange(layout, view) {
    this.layout = layout;
    const labelled = layout.spots.filter(({ item, side }) => side && item.shape.s0 < view.last && item.shape.e1 + 1 > view.first);
    this.links.bind(labelled.slice(0, MOST));
    this.bound = new Set(this.links.keys);
  }

  // Names of lanes beside their bands; made once, moved after.
  nameLanes(lanes, bands) {
    if (this.names.childElementCount !== lanes.length) this.names.replaceChildren(...lanes.map(makeName));
    bands.forEach((band, lane) => { this.names.children[lane].style.insetBlockStart = `${AXIS + band.top}px`; });
  }

  draw({ view, density, bands, colours, lang, selected }) {
    const { context, width, height, ratio } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#axis(view, colours, lang);
    this.#mirror();
    context.translate(0, AXIS);
    for (const band of bands) rule(context, 0, band.top, width, band.top);
    if (density) density.draw(context, view, levelFor(view, width), width, bands);
    else this.#marks(view, bands, colours, selected);
  }

  #mirror() {
    const { ratio } = this;
    if (this.rtl) this.context.setTransform(-ratio, 0, 0, ratio, this.width * ratio, 0);
  }

  #axis(view, colours, lang) {
    const { context, width, height } = this;
    const labels = axisLabels(view, width, lang);
    context.font = `${AXIS_FONT}px system-ui, sans-serif`;
    context.textAlign = this.rtl ? "right" : "left";
    context.direction = this.rtl ? "rtl" : "ltr";
    context.fillStyle = colours.muted;
    context.strokeStyle = colours.line;
    context.lineWidth = 1;
    const frames = labels.filter((label) => label.frame);
    const fits = ({ x, text }) => x + 4 + context.measureText(text).width <= width;
    for (const { x, text, frame } of labels) {
      if (frame || x < 0) continue;
      const mirrored = this.#x(x);
      rule(context, mirrored, AXIS - 18, mirrored, height);
      if (fits({ x, text })) context.fillText(text, mirrored + (this.rtl ? -4 : 4), AXIS - 6);
    }
    context.fillStyle = colours.ink;
    context.font = `600 ${AXIS_FONT}px system-ui, sans-serif`;
    frames.forEach(({ x, text }, number) => {
      const end = (frames[number + 1]?.x ?? Infinity) - context.measureText(text).width - 10;
      const at = Math.min(Math.max(x, 0), end);
      if (number && !fits({ x: at, text })) return;
      context.fillText(text, this.#x(at) + (this.rtl ? -4 : 4), 15);
    });
  }

  #x(x) { return this.rtl ? this.width - x : x; }

  #marks(view, bands, colours, selected) {
    const { context, width } = this;
    const toPixels = (day) => toX(day, view, width);
    this.boxes.clear();
    for (const spot of this.layout.spots) {
      const { item, lane, row, side } = spot;
      const box = place(item.shape, toPixels, width);
      const band = bands[lane];
      const y = band.top + 3 + (Math.min(row, band.rows - 1) + 0.5) * band.unit;
      const seen = box.x1 >= -30 && box.x0 <= width + 30;
      if (seen) this.#mark(item, box, y, colours, item.uid === selected);
      if (!this.bound.has(item.uid)) continue;
      const gone = item.shape.s0 >= view.last || item.shape.e1 + 1 <= view.first || !side;
      if (gone) this.links.hide(item.uid);
      else this.#label(spot, box, y);
    }
  }

  #mark(item, box, y, colours, selected) {
    paintMark(this.context, item.shape, box, y, colours);
    this.boxes.set(item.uid, { left: box.x0, right: box.x1, y: y + AXIS });
    if (!selected) return;
    this.context.strokeStyle = colours.ink;
    this.context.lineWidth = 1.5;
    const thin = Math.max(ROOMY - (box.x1 - box.x0), 0) / 2;
    this.context.strokeRect(box.x0 - thin - 4, y - 9, box.x1 - box.x0 + 2 * thin + 8, 18);
  }

  #label({ item, side, label }, box, y) {
    const x = labelX(side, box, label);
    this.links.move(item.uid, this.rtl ? -x : x, AXIS + y - 12, side === "over");
  }
}

function rule(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
  context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  context.stroke();
}

function makeName({ label }) {
  const name = document.createElement("span");
  name.setAttribute("part", "lane-label");
  name.append(document.createElement("bdi"));
  name.firstChild.textContent = label;
  return name;
}
