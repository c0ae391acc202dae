"""Pictures of our page, of vis-timeline and of TimelineJS with the same events, to be looked at side by side: the
demonstration's, and a thousand.

npm install --prefix FOLDER vis-timeline @knight-lab/timelinejs
python -m bench.page.pictures FOLDER PICTURES
"""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.page.__main__ import chromium
from bench.page.events import make_events
from bench.page.measures import READY
from bench.page.peers import serving_folder, write_peers
from tests.serving import ROOT, run_command, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

WIDTHS = {360: 740, 768: 1024, 1280: 900, 2560: 1300}
MANY = 1_000
PATIENCE = 300_000
SETTLED = 1_500


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.page.pictures")
    asked.add_argument("node", type=Path, help="a folder with node_modules")
    asked.add_argument("pictures", type=Path, help="where the pictures go")
    options = asked.parse_args()
    options.pictures.mkdir(exist_ok=True)
    shown = json.loads((ROOT / "seeds" / "kursk.json").read_text(encoding="utf-8"))["events"]
    with chromium() as browser, ours() as pages, serving_folder(options.node) as base:
        for events in (shown, make_events(MANY)):
            count = len(events)
            peers = {name: f"{base}/{path}" for name, path in write_peers(options.node, events, count).items()}
            for name, url in {"ours": pages[count == MANY], **peers}.items():
                take(browser, url, options.pictures, f"{name}-{count}")


@contextmanager
def ours() -> Iterator[tuple[str, str]]:
    """The demonstration's page, and that of the thousand."""
    with tempfile.TemporaryDirectory() as folder:
        url, file = f"sqlite:///{folder}/pictures.db", Path(folder) / "many.json"
        timeline = {"slug": "many", "title": f"{MANY:,} events of a harbour"}
        file.write_text(json.dumps({"format": "timeline/1", "timeline": timeline, "events": make_events(MANY)}))
        with serving(url) as site:
            run_command("import", str(file), url=url)
            yield f"{site}/timelines/kursk", f"{site}/timelines/many"


def take(browser: Browser, url: str, folder: Path, name: str) -> None:
    for width, height in WIDTHS.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(url, timeout=PATIENCE)
        page.wait_for_function(READY, timeout=PATIENCE)
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=folder / f"{name}-{width}.png")
        page.close()


if __name__ == "__main__":
    main()
