// What is told to the outside: custom events, the address, and those who listen to the page.
import { writeDay } from "./calendar.js";
import { sameView } from "./scale.js";
import { dayInWords, fill, plural, windowInWords } from "./words.js";

const QUIET = 500;

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

// One polite sentence once things are quiet, and none that repeats the last.
export function makeAnnouncer(region, words, lang) {
  let waiting = null;
  let said = null;
  return (view, counted, total) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const text = fill(words.counted, {
        n: counted.toLocaleString(lang), total: total.toLocaleString(lang), window: windowInWords(view, lang),
      });
      if (said !== null && said !== text) region.textContent = text;
      said = text;
    }, QUIET);
  };
}

// sync=hash: the window and the chosen event in the host page's own address, nowhere else.
export function readHash() {
  const hash = new URLSearchParams(location.hash.slice(1));
  return { from: hash.get("from"), to: hash.get("to"), event: hash.get("e") };
}

export function writeHash({ from, to, event }) {
  const hash = new URLSearchParams();
  for (const [name, value] of [["from", from], ["to", to], ["e", event]]) if (value) hash.set(name, value);
  history.replaceState(history.state, "", hash.size ? `#${hash}` : location.pathname + location.search);
}

// Once a movement has settled: the line of text, the sliders, those who listen, and the address.
export function tell(drawing) {
  const { view, data, parts, words, lang, host } = drawing;
  parts.output.textContent = summary(view, data.counted, words, lang);
  for (const side of ["earlier", "later"]) {
    parts[side].hidden = data[side] < 1;
    parts[side].textContent = plural(words[side], data[side], lang);
  }
  drawing.announce(view, data.counted, data.total);
  for (const [input, day] of [[parts.from, Math.floor(view.first)], [parts.until, Math.ceil(view.last) - 1]]) {
    Object.assign(input, { min: Math.floor(data.limits.first), max: Math.ceil(data.limits.last) - 1, value: day });
    input.setAttribute("aria-valuetext", dayInWords(day, lang));
  }
  const detail = { ...edges(view, sameView(view, data.limits)), count: data.counted };
  const said = JSON.stringify(detail);
  if (drawing.told !== undefined && drawing.told !== said) {
    emit(host, "window", detail);
    if (host.getAttribute("sync") === "hash") writeHash({ ...detail, event: drawing.selected });
  }
  drawing.told = said;
}
