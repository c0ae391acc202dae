import assert from "node:assert/strict";
import { test } from "node:test";
import { readSource } from "./widget/api.js";
import { dragged, grip } from "./widget/brushing.js";
import { dated } from "./widget/dating.js";
import { barHeight, chooseLanes, laneIndex } from "./widget/density.js";
import { acrossLanes, neighbour } from "./widget/keyboard.js";
import { reachWith, shiftOf, sideOf, spread } from "./widget/labels.js";
import { messages as arabic } from "./widget/language-ar.js";
import { messages as korean } from "./widget/language-ko.js";
import { messages as ukrainian } from "./widget/language-uk.js";
import { addressFor } from "./widget/page.js";
import { packRows, packTight, shareHeight } from "./widget/rows.js";
import { meets, place, shapeOf } from "./widget/shapes.js";
import { ENGLISH, plural, translated, whenInWords } from "./widget/words.js";

const when = (given) => ({
  kind: "date", precision: "day", earliest: "2025-08-01", start_latest: "2025-08-01", end_earliest: "2025-08-01",
  latest: "2025-08-01", start_kind: "known", end_kind: "known", uncertain: false, approximate: false, ...given,
});
const month = when({ precision: "month", start_latest: "2025-08-31", latest: "2025-08-31" });
const before = when({ kind: "interval", earliest: null, start_kind: "open" });

test("geometry says how exactly a date is known", () => {
  assert.equal(shapeOf({ when: when({}) }).form, "point");
  assert.equal(shapeOf({ when: month }).form, "capsule");
  assert.equal(shapeOf({ when: when({ kind: "interval", latest: "2025-12-31" }) }).form, "bar");
  assert.equal(shapeOf({ when: before }).s0, -Infinity);
});

test("an open side is a tail, never a claim over all time, and no coordinate is infinite", () => {
  const shape = shapeOf({ when: before });
  const box = place(shape, (day) => (day === -Infinity ? day : 500), 1000);
  assert.deepEqual([box.x1 - box.x0, box.x1], [120, 500]);
  const beyond = place(shape, (day) => (day === -Infinity ? day : 5000), 1000);
  assert.deepEqual([beyond.x0, beyond.x1], [-40, 1040]);
  assert.ok(meets(shape, { first: -1e6, last: -1e5 }));
});

test("rows never overlap where there is room, and an event keeps its row", () => {
  const boxes = [
    { key: "a", lane: 0, left: 0, right: 100, bare: [0, 10] }, { key: "b", lane: 0, left: 50, right: 150, bare: [50, 60] },
    { key: "c", lane: 0, left: 120, right: 200, bare: [120, 130] },
  ];
  const { rows, needs } = packRows(boxes, 1);
  assert.deepEqual([...rows], [["a", 0], ["b", 1], ["c", 0]]);
  assert.deepEqual(needs, [2]);
  assert.equal(packRows(boxes, 1, new Map([["c", 2]])).rows.get("c"), 2);
  const tight = packTight(boxes, 1);
  assert.deepEqual([...tight.labelled], ["a", "c"]);
  assert.equal(tight.rows.get("b"), 0);
});

test("a label takes the free room up to what stands next to it, and is left out where nothing could be read of it", () => {
  const box = (key, left, right, side, full) => {
    const made = { key, side, full, label: Math.min(full, 100), bare: [left, right] };
    [made.left, made.right] = reachWith(made);
    return made;
  };
  const row = [box("wide", 0, 10, "after", 500), box("tight", 300, 310, "after", 200), box("last", 350, 360, "after", 80)];
  spread(row, 1000);
  assert.deepEqual(row.map(({ side, label }) => side && label), [274, null, 80]);
  const alone = [box("before", 900, 990, "before", 500)];
  spread(alone, 1000);
  assert.equal(alone[0].label, 500);
  assert.equal(alone[0].left, 394);
  const far = [box("beyond the screen", 1400, 1410, "after", 500)];
  spread(far, 1000);
  assert.equal(far[0].label, 100);
});

test("the whole title that is pointed at stays on the screen and off its mark", () => {
  const at = (side, bare, label, full) => shiftOf({ side, bare, label, full }, 1000);
  assert.equal(at("after", [0, 10], 100, 500), 0);
  assert.equal(at("after", [880, 890], 100, 500), 396);
  assert.equal(at("before", [600, 610], 100, 500), 400);
  assert.equal(at("before", [300, 310], 100, 500), 194);
  assert.equal(sideOf(880, 890, 300, 1000), "before");
  assert.equal(sideOf(-50, 1100, 300, 1000), "over");
  assert.equal(sideOf(200, 500, 600, 1000), "after");
});

test("in a crowded lane marks that have no row of their own stand on the lowest, and cut its label", () => {
  const box = (key, left, right) => ({ key, lane: 0, left, right: right + 80, bare: [left, right] });
  const { rows, labelled } = packTight([box("a", 0, 10), box("b", 5, 15), box("c", 40, 50), box("d", 60, 70)], 2);
  assert.deepEqual([...labelled], ["a", "b"]);
  assert.deepEqual([rows.get("c"), rows.get("d")], [1, 1]);
});

test("lanes share the height by need, and each has at least a row", () => {
  const bands = shareHeight([5, 1, 0], 300);
  assert.deepEqual(bands.map((band) => band.rows), [5, 1, 1]);
  assert.ok(Math.abs(bands.at(-1).top + bands.at(-1).height - 300) < 1);
  assert.ok(shareHeight([9, 9], 40).every((band) => band.rows === 1));
});

test("the fullest lanes are drawn in a steady order, and the rest share one", () => {
  const lane = (key, weight) => ({ key, label: key.toUpperCase(), counts: [[0, weight]] });
  const tiles = [{ lanes: [lane("b", 3), lane("a", 2), lane("c", 1), lane("", 1)] }];
  const lanes = chooseLanes(tiles, 2, "Other");
  assert.deepEqual(lanes.map((one) => one.label), ["A", "B", "Other"]);
  assert.equal(laneIndex(lanes, "c"), 2);
  assert.ok(barHeight(0.01, 1024) >= 2 && barHeight(1024, 1024) === 24);
});

test("the source keeps the page's question, and attributes come before it", () => {
  const { root, query, from } = readSource("/timelines/x?tag=a&as_of=7&from=2025&view=list", { tag: "b, c" }, "https://h.example/p");
  assert.equal(root, "https://h.example/api/v1/timelines/x");
  assert.equal(String(query), "as_of=7&tag=b&tag=c");
  assert.equal(from, "2025");
  assert.equal(readSource("https://h.example/under/timelines/x", {}, "https://o.example").root, "https://h.example/under/api/v1/timelines/x");
});

test("what a page is read in holds for the pages that the element leads to", () => {
  const own = readSource("/timelines/x?lang=ar&theme=dark&dir=rtl&tag=a", {}, "https://h.example/p");
  assert.equal(own.page, "https://h.example/timelines/x?lang=ar&dir=rtl&theme=dark");
  assert.equal(String(own.query), "tag=a");
  const elsewhere = readSource("https://h.example/timelines/x", { looks: { lang: "ko", theme: "auto" } }, "https://o.example");
  assert.equal(elsewhere.page, "https://h.example/timelines/x?lang=ko");
});

test("the keyboard walks in time and across lanes", () => {
  const at = (uid, s0, lane) => ({ uid, lane, shape: { s0, e1: s0 } });
  const items = [at("a", 0, 0), at("b", 10, 1), at("c", 20, 0), at("d", 22, 1)];
  assert.equal(neighbour(items, "a", 1).uid, "b");
  assert.equal(neighbour(items, "a", -1), null);
  assert.equal(neighbour(items, null, -1).uid, "d");
  assert.equal(acrossLanes(items, "c", 1, (item) => item.lane).uid, "d");
  assert.equal(acrossLanes(items, "c", -1, (item) => item.lane), null);
});

test("the brush takes an edge, the window, or draws a new one", () => {
  assert.deepEqual([grip(101, 100, 300, 1000), grip(299, 100, 300, 1000), grip(200, 100, 300, 1000), grip(600, 100, 300, 1000)], ["first", "last", "all", "new"]);
  const limits = { first: 0, last: 100 };
  assert.deepEqual(dragged({ part: "new", view: limits }, -20, 50, limits), { first: 30, last: 50 });
  assert.deepEqual(dragged({ part: "first", view: { first: 10, last: 20 } }, 5, 10, limits), { first: 15, last: 20 });
});

const languages = { ko: translated(korean), uk: translated(ukrainian), ar: translated(arabic) };

test("every word of the element is said in every language, numbers in their plural form", () => {
  const same = (words) => Object.keys(ENGLISH).filter((key) => typeof ENGLISH[key] === "string" && words[key] === ENGLISH[key]);
  for (const [lang, words] of Object.entries(languages)) assert.deepEqual(same(words), [], lang);
  const counted = (lang, locale = lang) => [0, 1, 2, 3, 11, 21, 100].map((n) => plural(languages[lang].events, n, locale));
  assert.deepEqual(counted("uk"), ["0 подій", "1 подія", "2 події", "3 події", "11 подій", "21 подія", "100 подій"]);
  assert.deepEqual(counted("ar", "ar-u-nu-latn"), [
    "لا أحداث", "حدث واحد", "حدثان", "3 أحداث", "11 حدثًا", "21 حدثًا", "100 حدث",
  ]);
  assert.equal(languages.ko.say("zoom"), "확대·축소");
});

test("a date in words is never finer than it is known", () => {
  assert.equal(dated(month, "uk", languages.uk), "серпень 2025 р.");
  assert.equal(dated(month, "ko", languages.ko), "2025년 8월");
  assert.match(dated({ ...month, approximate: true }, "uk", languages.uk), /^прибл\. серпень/);
  assert.match(dated(before, "ko", languages.ko), /까지$/);
  assert.equal(whenInWords({ ...month, text: "August 2025" }, "en-GB", ENGLISH), "August 2025");
});

test("the page's address holds the window, and its page of the list is the first again", () => {
  const url = addressFor("https://h.example/timelines/x?q=a&cursor=z&from=1", { from: "2025-01-01", to: null });
  assert.equal(url.search, "?q=a&from=2025-01-01");
});
