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

async function narrow({ detail }) {
  const url = addressFor(location.href, detail);
  history.replaceState(history.state, "", url);
  const mine = ++asked;
  const answer = await fetch(url, { credentials: "omit" });
  if (mine !== asked || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of SHARED) swap(part, fresh);
  choose(new URLSearchParams(location.search).get("e"));
}

function swap(part, fresh) {
  const [old, made] = [document.querySelector(part), fresh.querySelector(part)];
  if (old && made) old.replaceWith(document.adoptNode(made));
}

function choose(slug) {
  for (const chosen of document.querySelectorAll("article.event[aria-current]")) chosen.removeAttribute("aria-current");
  if (slug) document.getElementById(slug)?.setAttribute("aria-current", "true");
}

function chosen({ detail }) {
  const url = new URL(location.href);
  url.searchParams.set("e", detail.slug);
  history.replaceState(history.state, "", url);
  choose(detail.slug);
}

export function join(element) {
  element.addEventListener("timeline:window", (event) => {
    narrow(event).catch(() => location.assign(addressFor(location.href, event.detail)));
  });
  element.addEventListener("timeline:select", chosen);
  // Reading the list marks the same event in the lanes.
  document.addEventListener("focusin", (event) => {
    const slug = event.target.closest?.("article.event")?.id;
    if (slug) element.select(slug);
  });
  choose(new URLSearchParams(location.search).get("e"));
}
