// The timeline's own page: lanes, list and address show one window and one chosen event. The list stays the server's:
// it is fetched for the new window and put in place of the old. Without this script the page's form does the same.
const SHARED = ["#chronology", ".asked"];
const WINDOW = ["from", "to"];
const KEEP_OPEN = ["cursor", "limit"];

// The page's address for a window: null takes a side away.
export function addressFor(href, { from, to }) {
  const url = new URL(href);
  for (const name of [...WINDOW, ...KEEP_OPEN]) url.searchParams.delete(name);
  if (from) url.searchParams.set("from", from);
  if (to) url.searchParams.set("to", to);
  return url;
}

let asked = 0;
let here = "";

// In a frame nobody sees the address, and a sandbox does not let it be changed.
function remember(url) {
  here = url.href;
  if (window.top === window) history.replaceState(history.state, "", url);
}

async function narrow({ detail }) {
  const url = addressFor(here, detail);
  remember(url);
  const mine = ++asked;
  const answer = await fetch(url, { credentials: "omit" });
  if (mine !== asked) return;
  if (!answer.ok) throw new Error(`${answer.status} from ${url}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of SHARED) swap(part, fresh);
  choose(url.searchParams.get("e"));
}

function swap(part, fresh) {
  const [old, made] = [document.querySelector(part), fresh.querySelector(part)];
  if (old && made) old.replaceWith(document.adoptNode(made));
}

function choose(slug) {
  for (const chosen of document.querySelectorAll("article.event[aria-current]")) chosen.removeAttribute("aria-current");
  if (slug) document.getElementById(slug)?.setAttribute("aria-current", "true");
}

// Where no lanes show it, the list does.
function bring(slug) {
  if (slug) document.getElementById(slug)?.scrollIntoView({ block: "center" });
}

function chosen({ detail }) {
  const url = new URL(here);
  url.searchParams.set("e", detail.slug);
  remember(url);
  choose(detail.slug);
}

export function join({ host: element, act, stage }) {
  here = location.href;
  element.addEventListener("timeline:window", (event) => {
    narrow(event).catch(() => location.assign(addressFor(here, event.detail)));
  });
  element.addEventListener("timeline:select", chosen);
  // Reading the list marks the same event in the lanes, and moves nothing.
  document.addEventListener("focusin", (event) => {
    const slug = event.target.closest?.("article.event")?.id;
    if (slug) act.point(slug);
  });
  const slug = new URL(here).searchParams.get("e");
  choose(slug);
  if (!stage.width) bring(slug);
}
