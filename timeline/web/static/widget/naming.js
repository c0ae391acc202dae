// Names and labels: the words of a language, what a screen reader says of an event, how wide its label is.
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

// Measured once; the style sheet cuts at the same most.
export function labelWidth(item, { stage, widths }) {
  if (!widths.has(item.uid)) {
    stage.context.font = LABEL_FONT;
    const text = (item.shape.soft ? "≈ " : "") + item.title;
    widths.set(item.uid, stage.context.measureText(text).width + PADDING);
  }
  return Math.min(widths.get(item.uid), stage.longest);
}
