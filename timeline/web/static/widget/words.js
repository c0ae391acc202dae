// The element's own words, and dates in words. English is here; other languages come when they are asked for, from the
// same catalogues as the pages: `phrase` and `phrases` mark what is in them.
import { format, yearInWords } from "./axis.js";
import { splitDays, toDate } from "./calendar.js";

export const phrase = (message) => message;
const phrases = (one, other) => ({ one, other });

export const ENGLISH = {
  timeline: phrase("Timeline"), zoomIn: phrase("Zoom in"), zoomOut: phrase("Zoom out"), all: phrase("Show all"),
  allShort: phrase("All"), help: phrase("Keys"), from: phrase("From"), to: phrase("to"), others: phrase("Other"),
  lanes: phrase("Lanes"), close: phrase("Close"), open: phrase("Open the event"), more: phrase("More events"),
  events: phrases("{n} event", "{n} events"), counted: phrase("{n} of {total} events, {window}"),
  earlier: phrases("‹ {n} event earlier", "‹ {n} events earlier"), later: phrases("{n} event later ›", "{n} events later ›"),
  none: phrase("No event matches."), surface: phrase("Time by lanes. Arrow keys move, plus and minus zoom."),
  table: phrase("As a table"), when: phrase("When"), count: phrase("Events"),
  failed: phrase("The timeline could not be loaded."), overview: phrase("Window"), source: phrase("Full timeline"),
  reported: phrase("Reported"), unverified: phrase("Not verified"), corroborated: phrase("Corroborated"),
  verified: phrase("Verified"), disputed: phrase("Disputed"), cancelled: phrase("Cancelled"),
  tentative: phrase("Tentative"), about: phrase("c. {date}"), maybe: phrase("{date} (uncertain)"),
  before: phrase("until {date}"), after: phrase("from {date}"), some: phrase("between {date}"), say: phrase,
};
const LONG = 150 * 366;

// `messages`: each message in another language, plural forms by the rules of CLDR.
export function translated(messages) {
  const say = (message) => messages[message] ?? message;
  const words = Object.entries(ENGLISH).map(([key, text]) => [key, typeof text === "object" ? say(text.other) : say(text)]);
  return { ...Object.fromEntries(words), say };
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const plural = (forms, n, lang) =>
  fill(forms[new Intl.PluralRules(lang).select(n)] ?? forms.other, { n: n.toLocaleString(lang) });

export const STYLES = {
  day: { day: "numeric", month: "short", year: "numeric" },
  long: { weekday: "short", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  year: { year: "numeric" },
};

export function dayInWords(day, lang, style = "day") {
  const date = toDate(day);
  const [year] = splitDays(day);
  if (!date) return yearInWords(year, lang);
  return format(lang, year < 1 ? { ...STYLES[style], era: "short" } : STYLES[style]).format(date);
}

export function windowInWords(view, lang) {
  const [first, last] = [Math.floor(view.first), Math.ceil(view.last) - 1];
  const [from, until] = [toDate(first), toDate(last)];
  const style = view.last - view.first > LONG ? "year" : "day";
  if (from && until && splitDays(first)[0] > 0) return format(lang, STYLES[style]).formatRange(from, until);
  return `${dayInWords(first, lang, style)} – ${dayInWords(last, lang, style)}`;
}

// The server's English where that is the language; elsewhere `dated` comes with the words.
export const whenInWords = (when, lang, words) => (words.dated ? words.dated(when, lang, words) : when.text);
