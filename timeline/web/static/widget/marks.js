// Painting events on the canvas. Geometry says precision, texture says verification; colour only repeats it.
const HALF = 5;
const SMALLEST = 2 * HALF;
const DAY_BAR = 12;
const FADE_MOST = 24;

// `box`: { x0, x1, c0, c1 } in pixels, `y` the middle of its row. The context may be mirrored; nothing here is text.
export function paintMark(context, shape, box, y, colours) {
  const colour = colours[shape.verification] ?? colours.reported;
  context.fillStyle = context.strokeStyle = colour;
  context.lineWidth = 2;
  const edges = paint[shape.form](context, shape, box, y, colours, colour);
  if (shape.verification === "disputed") outline(context, edges.left - 3, edges.right + 3, y, HALF + 3);
  if (shape.off) strike(context, edges.left - 3, edges.right + 3, y, colours.ink);
}

const paint = {
  // A day is a dot until it is wide enough to be drawn as the day that it is.
  point(context, shape, { x0, x1 }, y, colours, colour) {
    const wide = x1 - x0 >= DAY_BAR;
    const middle = (x0 + x1) / 2;
    const [left, right] = wide ? [x0, x1] : [middle - HALF, middle + HALF];
    context.beginPath();
    if (wide) context.roundRect(left, y - HALF, right - left, 2 * HALF, 3);
    else context.arc(middle, y, HALF, 0, 2 * Math.PI);
    fillAs(context, shape, colours, colour);
    return { left, right };
  },

  // Somewhere within: hollow over the whole span, and no dot anywhere in it.
  capsule(context, shape, box, y, colours, colour) {
    const [left, right] = atLeast(box.x0, box.x1, SMALLEST + 4);
    context.beginPath();
    context.roundRect(left, y - HALF, right - left, 2 * HALF, HALF);
    context.globalAlpha = 0.14;
    context.fill();
    context.globalAlpha = 1;
    hatchIfUnsure(context, shape, colours, colour);
    context.setLineDash(shape.soft || shape.doubted ? [4, 3] : []);
    context.stroke();
    context.setLineDash([]);
    return { left, right };
  },

  // It lasted: solid where it surely did, fading towards how far it may reach.
  bar(context, shape, box, y, colours, colour) {
    const [left, right] = atLeast(box.x0, box.x1, SMALLEST);
    let [from, until] = [Math.max(box.c0, left), Math.min(box.c1, right)];
    if (until - from < 2) from = until = (left + right) / 2;
    if (shape.soft || shape.end !== "known") until = Math.max(Math.min(until, right - FADE_MOST), from);
    if (shape.start !== "known") from = Math.min(Math.max(from, left + FADE_MOST), until);
    [from, until] = [Math.round(from), Math.round(until)];
    fade(context, left, from, y, colours.ramps(colour));
    fade(context, right, until, y, colours.ramps(colour));
    context.beginPath();
    context.rect(from, y - HALF, until - from, 2 * HALF);
    fillAs(context, shape, colours, colour);
    if (shape.start !== "known") cap(context, left, y, -1, shape.start);
    if (shape.end !== "known") cap(context, right, y, 1, shape.end);
    return { left, right };
  },
};

function atLeast(x0, x1, pixels) {
  const short = Math.max(pixels - (x1 - x0), 0) / 2;
  return [x0 - short, x1 + short];
}

function fillAs(context, shape, colours, colour) {
  if (shape.verification !== "unverified" && !shape.doubted) return context.fill();
  context.fillStyle = colours.bg;
  context.fill();
  context.fillStyle = colour;
  hatch(context, colours, colour);
  context.lineWidth = 1.5;
  return context.stroke();
}

function hatchIfUnsure(context, shape, colours, colour) {
  if (shape.verification === "unverified" || shape.doubted) hatch(context, colours, colour);
}

function hatch(context, colours, colour) {
  context.fillStyle = colours.hatch(context, colour);
  context.fill();
  context.fillStyle = colour;
}

// A ramp from nothing at the outer edge to solid at the inner one.
function fade(context, outer, inner, y, ramps) {
  if (Math.abs(inner - outer) < 0.5) return;
  const ramp = inner > outer ? ramps.rising : ramps.falling;
  context.drawImage(ramp, Math.min(inner, outer), y - HALF, Math.abs(inner - outer), 2 * HALF);
}

// An open end points onward; an end that is not known is a hollow round.
function cap(context, x, y, way, kind) {
  context.beginPath();
  if (kind === "open") {
    context.moveTo(x, y - HALF - 1);
    context.lineTo(x + way * (HALF + 2), y);
    context.lineTo(x, y + HALF + 1);
    context.fill();
  } else {
    context.arc(x + way * HALF, y, HALF - 1, 0, 2 * Math.PI);
    context.stroke();
  }
}

function outline(context, left, right, y, half) {
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(left, y - half, right - left, 2 * half, half);
  context.stroke();
}

function strike(context, left, right, y, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(right, y);
  context.stroke();
}
