// Colours as the page resolves them (light or dark, its own properties, forced colours), read for the canvas.
const COLOUR_NAMES = ["bg", "ink", "muted", "line", "accent", "reported", "unverified", "corroborated", "verified", "disputed"];
const HATCH = 5;
const RAMP = 48;
const FAINT = 0.06;

// `probe`: an element that wears each colour in turn; light-dark() has a value only on a real property.
export function readColours(probe) {
  const style = getComputedStyle(probe);
  const found = {};
  for (const name of COLOUR_NAMES) {
    probe.style.color = `var(--${name})`;
    found[name] = style.color;
  }
  const patterns = new Map();
  found.hatch = (context, colour) => {
    if (!patterns.has(colour)) patterns.set(colour, context.createPattern(hatchTile(colour), "repeat"));
    return patterns.get(colour);
  };
  const ramps = new Map();
  found.ramps = (colour) => {
    if (!ramps.has(colour)) ramps.set(colour, { rising: ramp(colour, false), falling: ramp(colour, true) });
    return ramps.get(colour);
  };
  return found;
}

// Painted once a colour: stretching a small picture costs a frame less than a gradient.
function ramp(colour, falling) {
  const strip = document.createElement("canvas");
  strip.width = RAMP;
  strip.height = 1;
  const context = strip.getContext("2d");
  context.fillStyle = colour;
  for (let x = 0; x < RAMP; x += 1) {
    context.globalAlpha = FAINT + (1 - FAINT) * ((falling ? RAMP - x : x + 1) / RAMP);
    context.fillRect(x, 0, 1, 1);
  }
  return strip;
}

function hatchTile(colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = HATCH;
  const context = tile.getContext("2d");
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  context.beginPath();
  for (const shift of [-HATCH, 0, HATCH]) {
    context.moveTo(shift - 1, HATCH + 1);
    context.lineTo(shift + HATCH + 1, -1);
  }
  context.stroke();
  return tile;
}
