// What a person can do, however it was asked for: by mouse, by touch, by keyboard, or by the page's own script.
import { acrossLanes, neighbour } from "./keyboard.js";
import { measure } from "./measure.js";
import { panned, toDay, zoomed } from "./moving.js";
import { confined, sameView, spanOf } from "./scale.js";
import { anchor, shapeOf } from "./shapes.js";
import { writeHash } from "./outside.js";
import { edges, emit } from "./tell.js";

// One that is not loaded; null where there is none of that name.
async function fetchItem(api, id) {
  const item = await api.event(id).catch(() => null);
  return item && { ...item, shape: shapeOf(item) };
}

const BESIDE = 0.15;

export function actions(drawing) {
  const { stage, data } = drawing;
  const show = (view, soon) => drawing.show(confined(view, data.limits), soon);
  const laneOf = (item) => data.lanes.findIndex((lane) => lane.key === data.laneOf(item));
  const drawn = () => (data.drawsMarks(drawing.view) ? data.items : []);

  // Bring the event's day into the window, give it a link, and the link the focus.
  function goTo(item) {
    if (!item) return;
    const day = Math.min(Math.max(anchor(item.shape), data.limits.first), data.limits.last - 1);
    const { view } = drawing;
    const inside = day >= view.first && day < view.last;
    if (!inside) drawing.view = confined(panned(view, day - (view.first + view.last) / 2), data.limits);
    drawing.focused = item.uid;
    drawing.arrange();
    drawing.paint();
    stage.links.focus(item.uid);
    drawing.show(drawing.view);
  }

  function move(days) { show(panned(drawing.view, days)); }

  const act = {
    zoom(factor, x = stage.width / 2) { show(zoomed(drawing.view, factor, toDay(x, drawing.view, stage.width))); },
    pan(pixels) { move((pixels / stage.width) * spanOf(drawing.view)); },
    page(way) { move(way * spanOf(drawing.view) * 0.9); },
    // As much time as is shown now, with the nearest event of that side near the edge that it was beyond.
    beyond(way) {
      const { view } = drawing;
      const found = data.beyond(view, way);
      if (!found) return;
      const span = Math.max(spanOf(view), spanOf(found));
      const air = (span - spanOf(found)) * BESIDE;
      const first = way < 0 ? found.last + air - span : found.first - air;
      show({ first, last: first + span });
    },
    fit() { drawing.show(data.limits); },

    step(way) {
      if (!drawn().length) return move(way * spanOf(drawing.view) * 0.15);
      return goTo(neighbour(data.items, stage.links.current, way));
    },
    lane(way) { goTo(drawn().length ? acrossLanes(data.items, stage.links.current, way, laneOf) : null); },
    edge(which) {
      if (drawn().length) return goTo(data.items.at(which));
      const { first, last } = data.limits;
      return move(which === 0 ? first - drawing.view.first : last - drawing.view.last);
    },
    startAt(uid) { show({ first: anchor(data.find(uid).shape), last: Math.max(drawing.view.last, anchor(data.find(uid).shape) + 3) }); },
    endAt(uid) {
      const last = anchor(data.find(uid).shape) + 1;
      show({ first: Math.min(drawing.view.first, last - 3), last });
    },

    async preview(uid) {
      const item = data.find(uid);
      if (!emit(drawing.host, "select", { id: item.uid, slug: item.slug, url: item.url }, true)) return;
      mark(item);
      const { showCard } = await import("./card.js");
      await showCard(drawing, item, act);
    },

    close() {
      if (!drawing.card && drawing.selected === null) return false;
      drawing.card?.remove();
      drawing.card = null;
      mark(null);
      return true;
    },

    async help() {
      const { showHelp } = await import("./help.js");
      showHelp(drawing);
    },

    // By uid or slug, from outside: shown and marked, the window moved where it lies elsewhere.
    async choose(id) {
      if (!id) return act.close();
      const item = data.find(id) ?? (await fetchItem(data.api, id));
      if (!item) return null;
      mark(item);
      const day = anchor(item.shape);
      if (day < drawing.view.first || day >= drawing.view.last) {
        show(panned(drawing.view, day - (drawing.view.first + drawing.view.last) / 2), 0);
      }
      return item.uid;
    },

    // Marked where it is, in sight or not.
    point(id) {
      const item = data.find(id);
      if (item) mark(item);
    },

    unfold() {
      drawing.unfolded = !drawing.unfolded;
      drawing.parts.fold.setAttribute("aria-expanded", String(drawing.unfolded));
      act.resized();
    },

    resized() {
      measure(drawing);
      if (!drawing.data.tiles) return;
      drawing.overview.paint(data.tiles, data.limits, drawing.colours);
      drawing.arrange();
      drawing.paint();
    },

    // From the sliders: dates of the first and the last day.
    between(first, last) { show({ first: Math.min(first, last), last: Math.max(first, last) + 1 }); },
  };

  function mark(item) {
    drawing.selected = item?.uid ?? null;
    stage.links.mark(drawing.selected);
    drawing.list?.mark(drawing.selected);
    drawing.invalidate();
    if (drawing.host.getAttribute("sync") !== "hash") return;
    writeHash({ ...edges(drawing.view, sameView(drawing.view, data.limits)), event: item?.slug });
  }

  return act;
}
