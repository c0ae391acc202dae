"""The same events in vis-timeline and TimelineJS, from a folder in which somebody did
`npm install vis-timeline @knight-lab/timelinejs`. Nothing of them is part of this project.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, split_days
from timeline.domain.event import EventDraft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{}</title>'  # noqa: E501
VIS = (
    HEAD
    + """
<link rel="stylesheet" href="../node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css"></head>
<body><div id="t" data-timeline-surface></div>
<script src="../node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<script>
const items = {data};
const groups = [...new Set(items.map((one) => one.group))].map((id) => ({{ id, content: id }}));
const made = new vis.Timeline(document.getElementById("t"), new vis.DataSet(items), new vis.DataSet(groups), {{
  zoomKey: "ctrlKey", horizontalScroll: true, maxHeight: 700,
}});
{wait}
</script></body></html>"""
)
TJS = (
    HEAD
    + """
<link rel="stylesheet" href="../node_modules/@knight-lab/timelinejs/dist/css/timeline.css"></head>
<body><div id="t" style="width:100%;height:800px"></div>
<script src="../node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<script>
const scripts = new URL("../node_modules/@knight-lab/timelinejs/dist/js/", location).href;
new TL.Timeline("t", {data}, {{ script_path: scripts }});
{wait}
</script></body></html>"""
)
WAIT = """
const there = () => document.querySelector("%s");
const wait = () => (there() ? performance.mark("timeline:ready") : requestAnimationFrame(wait));
wait();"""
PEERS = {"vis-timeline": (VIS, ".vis-item"), "TimelineJS": (TJS, ".tl-timemarker")}
"""Page, and what is an event in it."""


def write_peers(folder: Path, events: Sequence[dict[str, Any]], count: int) -> dict[str, str]:
    """Paths of the pages, by the peer's name."""
    (folder / "peers").mkdir(exist_ok=True)
    data = {"vis-timeline": [_vis(one) for one in events], "TimelineJS": {"events": [_slide(one) for one in events]}}
    paths = {}
    for name, (page, first) in PEERS.items():
        paths[name] = f"peers/{name}-{count}.html"
        text = page.format(name, data=json.dumps(data[name]), wait=WAIT % first)
        (folder / paths[name]).write_text(text, encoding="utf-8")
    return paths


def _days(event: dict[str, Any]) -> tuple[str, str | None]:
    """Neither knows doubt: a date of either is its earliest day, and its latest where that is another one."""
    bounds = EventDraft.parse(event).when.bounds
    first = bounds.end_latest if bounds.start_earliest == OPEN_PAST else bounds.start_earliest
    last = first if bounds.end_latest == OPEN_FUTURE else bounds.end_latest
    return _day(first), _day(last) if last != first else None


def _day(days: int) -> str:
    return "{:04d}-{:02d}-{:02d}".format(*split_days(days))


def _vis(event: dict[str, Any]) -> dict[str, Any]:
    first, last = _days(event)
    span = {"end": last} if last else {"type": "box"}
    return {"id": event["uid"], "content": event["title"], "start": first, "group": event["category"], **span}


def _slide(event: dict[str, Any]) -> dict[str, Any]:
    first, last = _days(event)
    slide = {"start_date": _parts(first), "text": {"headline": event["title"], "text": event.get("description", "")}}
    return slide | {"group": event["category"]} | ({"end_date": _parts(last)} if last else {})


def _parts(day: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, day.split("-")), strict=True))


@contextmanager
def serving_folder(folder: Path) -> Iterator[str]:
    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """The table is what is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
