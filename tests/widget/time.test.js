import assert from "node:assert/strict";
import { test } from "node:test";
import { axisLabels, stepFor, ticks } from "./widget/axis.js";
import { joinDays, parseDay, splitDays, writeDay } from "./widget/calendar.js";
import { panned, toDay, zoomed } from "./widget/moving.js";
import { confined, levelFor, limitsOf, opening, tilesAcross, toX } from "./widget/scale.js";

test("days are counted as the server counts them, in any year", () => {
  for (const [year, month, day, expected] of [[1970, 1, 1, 0], [2000, 2, 29, 11016], [1, 1, 1, -719162], [0, 2, 29, -719469], [-4713, 11, 24, -2440588]]) {
    assert.equal(joinDays(year, month, day), expected);
    assert.deepEqual(splitDays(expected), [year, month, day]);
  }
  for (let day = -3e6; day < 3e6; day += 977) assert.equal(joinDays(...splitDays(day)), day);
});

test("a date is read at its first day or its last, and written back", () => {
  assert.equal(writeDay(parseDay("2024-02")), "2024-02-01");
  assert.equal(writeDay(parseDay("2024-02", true)), "2024-02-29");
  assert.equal(writeDay(parseDay("2025", true)), "2025-12-31");
  assert.equal(writeDay(parseDay("-0043-03-15")), "-0043-03-15");
  assert.equal(writeDay(parseDay("+12345-03-01")), "Y12345", "the server's dates have no months there");
  assert.equal(writeDay(parseDay("Y-620000000")), "Y-620000000");
  for (const wrong of ["", "25-08", null, undefined, "2025-08~"]) assert.equal(parseDay(wrong), null);
});

test("zooming keeps the day under the pointer where it is", () => {
  const view = { first: 0, last: 100 };
  const day = toDay(300, view, 1000);
  const closer = zoomed(view, 0.5, day);
  assert.equal(toX(day, closer, 1000), 300);
  assert.deepEqual(panned(view, 10), { first: 10, last: 110 });
});

test("a window is moved back inside what there is, and never closer than a few days", () => {
  const limits = { first: 0, last: 1000 };
  assert.deepEqual(confined({ first: -50, last: 50 }, limits), { first: 0, last: 100 });
  assert.deepEqual(confined({ first: 950, last: 1050 }, limits), { first: 900, last: 1000 });
  assert.deepEqual(confined({ first: -500, last: 5000 }, limits), limits);
  assert.equal(confined({ first: 10, last: 10.5 }, limits).last - confined({ first: 10, last: 10.5 }, limits).first, 3);
});

test("tiles of the chosen level cover the window, before 1970 too", () => {
  const view = { first: -700, last: 700 };
  const level = levelFor(view, 1024);
  const days = 256 * 2 ** level;
  const tiles = tilesAcross(view, level);
  assert.ok(tiles[0] * days <= view.first && (tiles.at(-1) + 1) * days >= view.last);
  assert.ok(tiles.length <= 8);
});

test("the drawing begins where nearly everything lies, unless that is much of all time", () => {
  const limits = limitsOf({ first_day: 0, last_day: 30000 });
  const crowd = [[0, 100, 1], [28000, 100, 4], [29000, 100, 8]];
  const view = opening(crowd, limits);
  assert.ok(view.first > 27000 && view.last <= limits.last);
  assert.equal(opening([[0, 100, 5], [15000, 100, 5], [29000, 100, 5]], limits), limits);
  assert.equal(opening([], limits), limits);
  const stray = opening([[0, 1, 1], [29000, 1, 1], [29100, 1, 1], [29300, 1, 1]], limits);
  assert.ok(stray.first > 28900 && stray.last < 29400);
  assert.equal(opening([[0, 1, 1], [29000, 1, 1], [29100, 1, 1]], limits), limits);
});

test("ticks fall on the calendar, whatever the scale", () => {
  const year = { first: joinDays(2025), last: joinDays(2026) };
  assert.equal(stepFor(year, 1000).unit, "month");
  assert.deepEqual(ticks(year, { unit: "month", count: 3 }).map(writeDay).slice(0, 2), ["2025-01-01", "2025-04-01"]);
  assert.deepEqual(ticks({ first: joinDays(-30), last: joinDays(25) }, { unit: "year", count: 20 }).map((day) => splitDays(day)[0]), [-40, -20, 0, 20]);
  for (let span = 4; span < 1e9; span *= 3) {
    const labels = axisLabels({ first: -span / 2, last: span / 2 }, 800, "en-GB").filter((label) => !label.frame);
    assert.ok(labels.length >= 1 && labels.length <= 30, `${labels.length} labels over ${span} days`);
  }
});
