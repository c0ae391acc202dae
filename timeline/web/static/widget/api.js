// What is asked of the server. The whole timeline is never fetched: bins for what is dense, windows for what is not.
import { writeDay } from "./calendar.js";

const KEPT = 240;
const OWN = { tag: "tag", status: "status", q: "q" };
export const MANY = 400;
export const FIELDS = "uid,slug,title,when,recurrence,status,verification,language,url";
const LANE_FIELDS = { category: "category", tag: "tags", actor: "actors", place: "places", source: "citations" };

// The language and the colours that a page is read in, which hold for the pages that it leads to.
const LOOKS = ["lang", "dir", "theme"];

// `given` where the page's own address says otherwise.
function readLooks(query, given = {}) {
  const found = LOOKS.map((name) => [name, query.get(name) ?? given[name]]);
  return found.filter(([, value]) => value && value !== "auto");
}

function lead(href, pairs) {
  const url = new URL(href);
  for (const [name, value] of pairs) url.searchParams.set(name, value);
  return url.href;
}

// The API's address for the timeline's page, and the question that page and attributes ask, its window apart.
export function readSource(src, attributes, base) {
  const page = new URL(src, base);
  const query = new URLSearchParams(page.search);
  const looks = readLooks(query, attributes.looks);
  for (const [attribute, name] of Object.entries(OWN)) {
    const values = (attributes[attribute] ?? "").split(",").map((one) => one.trim()).filter(Boolean);
    if (values.length) query.delete(name);
    for (const value of attribute === "q" ? [attributes.q].filter(Boolean) : values) query.append(name, value);
  }
  const from = attributes.from ?? query.get("from");
  const to = attributes.to ?? query.get("to");
  for (const name of [...LOOKS, "from", "to", "view", "lane", "e", "limit", "cursor", "sort"]) query.delete(name);
  page.search = page.hash = "";
  const root = page.href.replace(/\/timelines\/([^/]+)\/?$/, "/api/v1/timelines/$1");
  return { page: lead(page.href, looks), root, query, from, to, looks };
}

export class Api {
  #answers = new Map();

  constructor({ root, query, looks }, lane) {
    const then = query.get("as_of");
    Object.assign(this, { root, query, lane, kept: then ? [...looks, ["as_of", then]] : looks });
  }

  extent(view) { return this.get("extent", view ? windowOf(view) : {}); }

  extentUntil(view) { return this.get("extent", { to: windowOf(view).to }); }

  tile(level, index) { return this.get(`tiles/${level}/${index}`, { lane: this.lane }); }

  events(view) {
    const fields = [FIELDS, LANE_FIELDS[this.lane]].filter(Boolean).join();
    return this.get("events", { ...(view ? windowOf(view) : {}), fields, limit: MANY });
  }

  // One by its uid, as it was known then, whatever else is asked.
  event(uid) {
    const then = this.query.get("as_of");
    return this.follow(`${this.root}/events/${encodeURIComponent(uid)}${then ? `?as_of=${encodeURIComponent(then)}` : ""}`);
  }

  get(path, parameters) {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(parameters)) query.set(name, value);
    return this.follow(`${this.root}/${path}${query.size ? `?${query}` : ""}`);
  }

  // Who looks at the past is led to the events of that past, and everybody to pages as they read this one.
  #lead(answer) {
    for (const item of answer.items ?? [answer]) if (item.url) item.url = lead(item.url, this.kept);
    return answer;
  }

  // Any address of this API, such as the `next` of a page. One request for one question, however often it is asked
  // meanwhile; a failure is not remembered.
  follow(url) {
    const known = this.#answers.get(url);
    if (known) return known;
    const asked = fetch(url, { credentials: "omit" }).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} from ${url}`);
      return answer.json();
    }).then((answer) => this.#lead(answer));
    asked.catch(() => this.#answers.delete(url));
    this.#answers.set(url, asked);
    if (this.#answers.size > KEPT) this.#answers.delete(this.#answers.keys().next().value);
    return asked;
  }
}

export const windowOf = (view) => ({ from: writeDay(Math.floor(view.first)), to: writeDay(Math.ceil(view.last) - 1) });
