// Reads calendars with ical.js and node-ical, for as long as it is asked: one JSON request a line, one answer a line.
import { createInterface } from "node:readline";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const READERS = { "ical.js": readIcalJs, jcal: readJcal, "node-ical": readNodeIcal, shapes: readShapes };

function readIcalJs({ text, first, last }) {
  return understand(new ICAL.Component(ICAL.parse(text)), first, last);
}

function readJcal({ text, first, last }) {
  return understand(new ICAL.Component(JSON.parse(text)), first, last);
}

/** Every component of a calendar in both notations, outer ones first, with all that it is made of. */
function readShapes({ ics, jcal }) {
  return { ics: [...shapes(new ICAL.Component(ICAL.parse(ics)))], jcal: [...shapes(new ICAL.Component(JSON.parse(jcal)))] };
}

function* shapes(component, path = component.name) {
  const [uid, summary, description] = ["uid", "summary", "description"].map((name) => component.getFirstPropertyValue(name));
  yield { path, uid, summary, description, names: component.getAllProperties().map((property) => property.name) };
  for (const inner of component.getAllSubcomponents()) yield* shapes(inner, `${path}/${inner.name}`);
}

/** Zones as published: ical.js has none of its own. */
function understand(calendar, first, last) {
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  const components = calendar.getAllSubcomponents("vevent");
  const exceptions = components.filter((one) => one.hasProperty("recurrence-id"));
  return components.filter((one) => !one.hasProperty("recurrence-id")).flatMap((component) => {
    const uid = component.getFirstPropertyValue("uid");
    const own = exceptions.filter((one) => one.getFirstPropertyValue("uid") === uid);
    const event = new ICAL.Event(component, { exceptions: own, strictExceptions: true });
    if (!event.isRecurring()) return [told(event, event.startDate, event.endDate)];
    return [...occurrences(event, ICAL.Time.fromDateString(last))]
      .filter(({ startDate }) => startDate.compare(ICAL.Time.fromDateString(first)) >= 0)
      .map(({ item, startDate, endDate }) => told(item, startDate, endDate));
  });
}

function* occurrences(event, last) {
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.compare(last) < 0; next = iterator.next()) {
    yield event.getOccurrenceDetails(next);
  }
}

function told(event, start, end) {
  return {
    uid: event.uid, summary: event.summary, start: written(start), end: written(end),
    status: event.component.getFirstPropertyValue("status"), description: event.description,
  };
}

function written(time) {
  return time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function readNodeIcal({ text, first, last }) {
  const range = { from: new Date(`${first}T00:00:00Z`), to: new Date(Date.parse(`${last}T00:00:00Z`) - 1) };
  return Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one.type === "VEVENT").flatMap((event) => {
    if (!event.rrule && !event.recurrences) return [toldByNodeIcal(event, event)];
    return nodeIcal.expandRecurringEvent(event, range).map((one) => toldByNodeIcal(one.event, one));
  });
}

function toldByNodeIcal(event, { start, end }) {
  const day = event.datetype === "date";
  return {
    uid: event.uid, summary: event.summary, start: writtenDate(start, day), end: writtenDate(end ?? start, day),
    status: event.status, description: event.description,
  };
}

/** node-ical gives days as midnights of this machine's zone. */
function writtenDate(date, day) {
  if (!day) return date.toISOString().replace(".000Z", "Z");
  const [year, month, dayOfMonth] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = { answer: READERS[request.program](request) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
