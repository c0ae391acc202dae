// The element's own words, and dates in words. English is here; other languages come when they are asked for.
import { format, yearInWords } from "./axis.js";
import { parseDay, splitDays, toDate } from "./calendar.js";

export const ENGLISH = {
  timeline: "Timeline", zoomIn: "Zoom in", zoomOut: "Zoom out", all: "Show all", allShort: "All", help: "Keys",
  from: "From", to: "to", others: "Other", lanes: "Lanes", close: "Close", open: "Open the event", more: "More events",
  events: { one: "{n} event", other: "{n} events" }, counted: "{n} of {total} events, {window}", none: "No event matches.",
  surface: "Time by lanes. Arrow keys move, plus and minus zoom.", table: "As a table", when: "When", count: "Events",
  failed: "The timeline could not be loaded.", overview: "Window", source: "Full timeline",
  reported: "Reported", unverified: "Not verified", corroborated: "Corroborated", verified: "Verified",
  disputed: "Disputed", cancelled: "Cancelled", tentative: "Tentative",
  about: "c. {date}", maybe: "{date} (uncertain)", before: "until {date}", after: "from {date}", some: "between {date}",
};
const LONG = 150 * 366;
export const LANGUAGES = ["en", "ko", "uk", "ar"];

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const plural = (forms, n, lang) =>
  fill(forms[new Intl.PluralRules(lang).select(n)] ?? forms.other, { n: n.toLocaleString(lang) });

const STYLES = {
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

// The server's English where that is the language; elsewhere the same from the bounds, never finer than is known.
export function whenInWords(when, lang, words) {
  if (lang.startsWith("en") && when.text) return when.text;
  const [first, last] = [parseDay(when.earliest), parseDay(when.latest)];
  const plain = within(when, first, last, lang, words);
  const doubted = when.uncertain ? fill(words.maybe, { date: plain }) : plain;
  return when.approximate ? fill(words.about, { date: doubted }) : doubted;
}

function within(when, first, last, lang, words) {
  if (first === null && last === null) return when.date_text ?? "?";
  const style = { day: "day", second: "day", month: "month", year: "year" }[when.precision] ?? "day";
  if (first === null) return fill(words.before, { date: dayInWords(last, lang, style) });
  if (last === null) return fill(words.after, { date: dayInWords(first, lang, style) });
  const [from, until] = [dayInWords(first, lang, style), dayInWords(last, lang, style)];
  if (from === until) return from;
  const range = toDate(first) && toDate(last)
    ? format(lang, STYLES[style]).formatRange(toDate(first), toDate(last)) : `${from} – ${until}`;
  return when.kind === "one_of" ? fill(words.some, { date: range }) : range;
}
