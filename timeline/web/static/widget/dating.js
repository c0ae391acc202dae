// Dates in words of languages other than the server's English: from their bounds, and never finer than is known.
import { format } from "./axis.js";
import { parseDay, toDate } from "./calendar.js";
import { STYLES, dayInWords, fill } from "./words.js";

export function dated(when, lang, words) {
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
