// Names and labels: the words of a language, what a screen reader says of an event, how wide its label is.
import { NARROW } from "./measure.js";
import { ENGLISH, LANGUAGES, whenInWords } from "./words.js";

const LABEL_FONT = "14px system-ui, sans-serif";
const PADDING = 13;

// Day before month in plain English, as the server writes dates.
export const localeOf = (lang) => (lang === "en" ? "en-GB" : lang);

export async function findWords(lang) {
  const own = LANGUAGES.find((one) => lang.toLowerCase().split("-")[0] === one) ?? "en";
  if (own === "en") return ENGLISH;
  const { languages } = await import("./languages.js");
  return languages[own];
}

// Title, date in words, verification, lane.
export function nameOf(item, { data, words, lang }) {
  const lane = data.lanes.find((one) => one.key === data.laneOf(item))?.label;
  const said = [item.title, whenInWords(item.when, lang, words), words[item.verification], lane];
  return said.filter(Boolean).join(", ");
}

// Measured once; the style sheet cuts at the same width.
export function labelWidth(item, { stage, widths }) {
  if (!widths.has(item.uid)) {
    stage.context.font = LABEL_FONT;
    const text = (item.shape.soft ? "≈ " : "") + item.title;
    widths.set(item.uid, Math.min(stage.context.measureText(text).width + PADDING, stage.width < NARROW ? 176 : 352));
  }
  return widths.get(item.uid);
}
