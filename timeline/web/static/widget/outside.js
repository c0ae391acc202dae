// Who is told of each window after the first: those who listen to the page, the page's own script, and the address.
import { sameView } from "./scale.js";
import { edges, emit } from "./tell.js";
import { fill, windowInWords } from "./words.js";

const QUIET = 500;

// One polite sentence once things are quiet, and none that repeats the last.
function makeAnnouncer({ parts, words, lang }) {
  let waiting = null;
  return (view, counted, total) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const text = fill(words.counted, {
        n: counted.toLocaleString(lang), total: total.toLocaleString(lang), window: windowInWords(view, lang),
      });
      if (parts.live.textContent !== text) parts.live.textContent = text;
    }, QUIET);
  };
}

export function tellOutside(drawing) {
  const { data, host } = drawing;
  const announce = makeAnnouncer(drawing);
  const describe = () => ({ ...edges(drawing.view, sameView(drawing.view, data.limits)), count: data.counted });
  let said = JSON.stringify(describe());
  drawing.told = () => {
    const detail = describe();
    if (JSON.stringify(detail) === said) return;
    said = JSON.stringify(detail);
    announce(drawing.view, data.counted, data.total);
    emit(host, "window", detail);
    if (host.getAttribute("sync") === "hash") writeHash({ ...detail, event: drawing.selected });
  };
}

// sync=hash: the window and the chosen event in the host page's own address, nowhere else.
export function readHash() {
  const hash = new URLSearchParams(location.hash.slice(1));
  return { from: hash.get("from"), to: hash.get("to"), event: hash.get("e") };
}

export function writeHash({ from, to, event }) {
  const hash = new URLSearchParams();
  for (const [name, value] of [["from", from], ["to", to], ["e", event]]) if (value) hash.set(name, value);
  history.replaceState(history.state, "", hash.size ? `#${hash}` : location.pathname + location.search);
}
