// Movement: a frame draws only what is there, and once things are quiet what is missing is loaded and laid out.
import { layOut } from "./layout.js";
import { labelWidth } from "./naming.js";
import { shareHeight } from "./rows.js";
import { sameView } from "./scale.js";
import { AXIS } from "./stage.js";
import { tell } from "./tell.js";

const SETTLE = 140;

export class Motion {
  show(view, soon = SETTLE) {
    this.view = view;
    this.invalidate();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.settle().catch((error) => this.fail(error)), soon);
  }

  invalidate() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  paint() {
    const { stage, view, data } = this;
    this.overview.show(view);
    if (!stage.width || !stage.height) return;
    const marks = data.drawsMarks(view) && stage.layout !== null;
    if (!marks && this.marked) stage.arrange({ ...stage.layout, spots: [] }, view);
    this.marked = marks;
    const bands = marks ? stage.layout.bands : shareHeight(data.lanes.map(() => 1), stage.height - AXIS);
    if (bands !== this.named) stage.nameLanes(data.lanes, (this.named = bands));
    stage.draw({ view, bands, colours: this.colours, lang: this.lang, selected: this.selected, density: marks ? null : data.density });
  }

  // After the movement: load what is missing, lay out, and tell everybody once.
  async settle() {
    const { view } = this;
    const loaded = await this.data.settle(view, this.stage.width || this.overview.width);
    if (!loaded || view !== this.view) return;
    this.arrange();
    this.invalidate();
    tell(this);
    this.settled(view, sameView(view, this.data.limits));
  }

  arrange() {
    const { stage, data, view } = this;
    if (!data.drawsMarks(view) || !stage.width) return;
    const layout = layOut(data.items, view, {
      width: stage.width, height: stage.height - AXIS, lanes: data.lanes, before: stage.layout?.rows,
      laneOf: (item) => data.laneOf(item), labelWidth: (item) => labelWidth(item, this), longest: stage.longest,
    });
    stage.arrange(layout, view);
    stage.links.mark(this.selected);
    this.parts.surface.tabIndex = stage.links.keys.length ? -1 : 0;
  }
}
