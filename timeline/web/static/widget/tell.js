// What is told of the window: in text and sliders here, and to the outside as events.
import { writeDay } from "./calendar.js";
import { dayInWords, plural, windowInWords } from "./words.js";

export function emit(host, name, detail, cancelable = false) {
  return host.dispatchEvent(new CustomEvent(`timeline:${name}`, { bubbles: true, composed: true, cancelable, detail }));
}

// Days as the query string has them, null where the window holds everything.
export function edges(view, whole) {
  if (whole) return { from: null, to: null };
  return { from: writeDay(view.first), to: writeDay(Math.ceil(view.last) - 1) };
}

export function summary(view, counted, words, lang) {
  return `${windowInWords(view, lang)} · ${plural(words.events, counted, lang)}`;
}

// Once a movement has settled: the line of text, the sliders, and then those outside.
export function tell(drawing) {
  const { view, data, parts, words, lang } = drawing;
  parts.output.textContent = summary(view, data.counted, words, lang);
  for (const side of ["earlier", "later"]) {
    parts[side].hidden = data[side] < 1;
    parts[side].textContent = plural(words[side], data[side], lang);
  }
  for (const [input, day] of [[parts.from, Math.floor(view.first)], [parts.until, Math.ceil(view.last) - 1]]) {
    Object.assign(input, { min: Math.floor(data.limits.first), max: Math.ceil(data.limits.last) - 1, value: day });
    input.setAttribute("aria-valuetext", dayInWords(day, lang));
  }
  drawing.told?.();
}
