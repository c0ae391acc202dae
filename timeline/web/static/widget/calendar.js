// The proleptic Gregorian calendar: days counted from 1970-01-01, year 0 is 1 BCE, any year (as the server counts).
// JavaScript's Date ends 271,821 years from here, so the arithmetic is done with plain numbers.
const DAYS_OF_400_YEARS = 146097;
const EPOCH = 719468;
const DATE_LIMIT = 1e8;
export const DAY = 86400000;

export function joinDays(year, month = 1, day = 1) {
  const y = month <= 2 ? year - 1 : year;
  const fromMarch = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + fromMarch + day - 1 - EPOCH;
}

export function splitDays(days) {
  const shifted = Math.floor(days) + EPOCH;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((march + 2) % 12) + 1;
  return [era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * march + 2) / 5) + 1];
}

// "2025", "2025-08" or "2025-08-12"; beyond four digits years are signed, or EDTF's "Y-620000000". `last` asks for the
// last day that it may mean.
export function parseDay(text, last = false) {
  const found = /^Y?([+-]?\d{4,})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text ?? "");
  if (!found) return null;
  const year = Number(found[1]);
  const [month, day] = [Number(found[2] ?? 0), Number(found[3] ?? 0)];
  if (day) return joinDays(year, month, day);
  if (!last) return joinDays(year, month || 1);
  return (month && month < 12 ? joinDays(year, month + 1) : joinDays(year + 1)) - 1;
}

// As EDTF: years of more than four digits have neither months nor days there, so the whole year is named.
export function writeDay(days) {
  const [year, month, day] = splitDays(days);
  if (Math.abs(year) > 9999) return `Y${year}`;
  const two = (number) => String(number).padStart(2, "0");
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

// A Date for Intl, at midnight UTC; null where Date does not reach.
export function toDate(days) {
  return Math.abs(days) < DATE_LIMIT ? new Date(Math.floor(days) * DAY) : null;
}
