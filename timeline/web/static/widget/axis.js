// The marks of the axis: the finest calendar step whose labels have room, and above it the step that frames it.
import { joinDays, splitDays, toDate } from "./calendar.js";
import { spanOf, toX } from "./scale.js";

const STEPS = [
  { unit: "day", count: 1, days: 1 }, { unit: "day", count: 7, days: 7 },
  { unit: "month", count: 1, days: 30.4 }, { unit: "month", count: 3, days: 91.3 },
  ...[1, 2, 5, 10, 20, 50].map((count) => ({ unit: "year", count, days: 365.2425 * count })),
];
const ROOM = { day: 34, month: 46, year: 56 };

export function stepFor(view, width) {
  const pixels = width / spanOf(view);
  const fits = (step) => step.days * pixels >= ROOM[step.unit];
  return STEPS.find(fits) ?? yearsFor(ROOM.year / pixels / 365.2425);
}

// 1, 2 or 5 times a power of ten.
function yearsFor(atLeast) {
  const ten = 10 ** Math.floor(Math.log10(atLeast));
  const count = [1, 2, 5, 10].map((times) => times * ten).find((years) => years >= atLeast);
  return { unit: "year", count, days: count * 365.2425 };
}

// Days on which a step begins, from the one before the window to the one after.
export function ticks(view, step) {
  const found = [];
  for (let day = floorTo(view.first, step); day <= view.last; day = nextTick(day, step)) found.push(day);
  return found;
}

function floorTo(day, { unit, count }) {
  if (unit === "day") return count === 1 ? Math.floor(day) : Math.floor((Math.floor(day) + 3) / 7) * 7 - 3;
  const [year, month] = splitDays(day);
  if (unit === "month") return joinDays(year, Math.floor((month - 1) / count) * count + 1);
  return joinDays(Math.floor(year / count) * count);
}

function nextTick(day, { unit, count }) {
  if (unit === "day") return day + count;
  const [year, month] = splitDays(day);
  if (unit === "year") return joinDays(year + count);
  return month + count > 12 ? joinDays(year + 1) : joinDays(year, month + count);
}

const FRAMES = {
  day: { unit: "month", count: 1, style: { month: "long", year: "numeric" } },
  month: { unit: "year", count: 1, style: { year: "numeric" } },
  year: null,
};
const TICK_STYLES = { day: { day: "numeric" }, month: { month: "short" }, year: { year: "numeric" } };

// What to write: [{ x, text, frame }], `frame` on the upper line, kept in sight while any of it is.
export function axisLabels(view, width, lang) {
  const step = stepFor(view, width);
  const fine = ticks(view, step).map((day) => ({ x: toX(day, view, width), text: tickLabel(day, TICK_STYLES[step.unit], lang) }));
  const outer = FRAMES[step.unit];
  if (!outer) return fine;
  const frames = ticks(view, outer).map((day) => (
    { x: toX(day, view, width), text: tickLabel(day, outer.style, lang), frame: true }
  ));
  return [...frames, ...fine];
}

const formats = new Map();
const tickLabels = new Map();

function tickLabel(day, style, lang) {
  const key = `${lang}${Object.keys(style)}${day}`;
  if (tickLabels.size > 2000) tickLabels.clear();
  if (!tickLabels.has(key)) tickLabels.set(key, writeTick(day, style, lang));
  return tickLabels.get(key);
}

function writeTick(day, style, lang) {
  const date = toDate(day);
  const [year] = splitDays(day);
  if (!date) return yearInWords(year, lang);
  return format(lang, year < 1 ? { ...style, era: "short" } : style).format(date);
}

// A year too far away for dates: "6M BC".
export function yearInWords(year, lang) {
  const number = (many) => many.toLocaleString(lang, { notation: "compact", maximumFractionDigits: 1 });
  if (year > 0) return number(year);
  const parts = format(lang, { year: "numeric", era: "short" }).formatToParts(new Date(-1e14));
  return `${number(1 - year)} ${parts.find((part) => part.type === "era").value}`;
}

export function format(lang, style) {
  const key = lang + JSON.stringify(style);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(lang, { timeZone: "UTC", calendar: "gregory", ...style }));
  return formats.get(key);
}
