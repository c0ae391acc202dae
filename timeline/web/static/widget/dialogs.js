// A dialog over the page, and what it wears.
const DIALOGS = { embed: () => import("./embedding.js"), dialog: () => import("./subscribing.js") };

export async function open(link) {
  const kind = "embed" in link.dataset ? "embed" : "dialog";
  const [{ openDialog }] = await Promise.all([DIALOGS[kind](), dress()]);
  await openDialog(link);
}

// Before the sheet that is there, so that what readers and paper ask for still comes last.
function dress() {
  const worn = document.querySelector("link[data-more]");
  if (!worn) return null;
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: worn.dataset.more });
  worn.removeAttribute("data-more");
  worn.before(sheet);
  return new Promise((done) => { sheet.onload = sheet.onerror = done; });
}
