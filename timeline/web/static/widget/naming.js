// Names and labels: the words of a language, what a screen reader says of an event, how wide its label is.
import { ENGLISH, translated, whenInWords } from "./words.js";

const PADDING = 14;

// Written in by the server, which has a catalogue of each.
const OTHERS = "LANGUAGES".split(" ");

// As the server writes dates: the day before the month in plain English, and the digits that everybody reads.
export const localeOf = (lang) => new Intl.Locale(lang === "en" ? "en-GB" : lang, { numberingSystem: "latn" }).toString();

// The language of pages that comes nearest; undefined where they do not speak it.
export function spoken(lang) {
  const own = lang.toLowerCase().split("-")[0];
  return own === "en" || OTHERS.includes(own) ? own : undefined;
}

export async function findWords(lang) {
  const own = spoken(lang);
  if (own === "en") return ENGLISH;
  const [{ dated }, { messages }] = await Promise.all([
    import("./dating.js"), own ? import(`./language-${own}.js`) : { messages: {} },
  ]);
  return { ...translated(messages), dated };
}

// Title, date in words, verification, lane.
export function nameOf(item, { data, words, lang }) {
  const lane = data.lanes.find((one) => one.key === data.laneOf(item))?.label;
  const said = [item.title, whenInWords(item.when, lang, words), words[item.verification], lane];
  return said.filter(Boolean).join(", ");
}

// Measured once, whole.
export function labelWidth(item, { stage, widths }) {
  if (!widths.has(item.uid)) {
    stage.context.font = stage.labelFont;
    const text = (item.shape.soft ? "≈ " : "") + item.title;
    widths.set(item.uid, stage.context.measureText(text).width + PADDING);
  }
  return widths.get(item.uid);
}
