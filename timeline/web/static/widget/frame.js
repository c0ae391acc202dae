// Inside the frame: tell the page around how tall the content is. Nothing else is said, and nothing is listened to.
const inside = window.parent !== window;
let told = 0;

function tellHeight() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height === told) return;
  told = height;
  window.parent.postMessage({ type: "timeline:height", height }, "*");
}

if (inside) new ResizeObserver(tellHeight).observe(document.body);

// A chosen event is brought into sight where no lanes show it.
const chosen = document.querySelector("article.event[aria-current]");
if (chosen && !document.querySelector("event-timeline")) chosen.scrollIntoView({ block: "center" });
