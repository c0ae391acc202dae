"""The pictures in docs/images, made anew from the demonstration timelines: run it after the look has changed.

python -m bench.pictures

Needs Chromium and `pip install '.[e2e]'`; serves on a free port of this machine, on a database that goes with it.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.e2e.elsewhere import elsewhere
from tests.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = Path(__file__).parents[1] / "docs" / "images"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PAGE = "{site}/timelines/kursk"
EVENT = "{site}/timelines/kursk/events/containers-to-russia"
PICTURES = {
    "timeline": (PAGE, 1280, 900, "light"),
    "phone": (PAGE, 360, 740, "dark"),
    "event": (EVENT, 1280, 900, "light"),
    "arabic": (f"{PAGE}?lang=ar", 1280, 720, "dark"),
}
"""By the file's name: address, width, height and the reader's colours."""
READY = "() => Boolean(performance.getEntriesByName('timeline:ready').length)"
TRIES = 120


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(f"sqlite:///{folder}/timeline.db") as site,
        sync_playwright() as playwright,
        elsewhere() as foreign,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        for name, (address, width, height, colours) in PICTURES.items():
            take(browser, name, address.format(site=site), width, height, colours)
        take(browser, "elsewhere", foreign.shows(article(site), f"script-src {site}; connect-src {site}"))
        browser.close()


def take(browser: Browser, name: str, url: str, width: int = 900, height: int = 720, colours: str = "light") -> None:
    """Where there are lanes, once they are drawn."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=colours,  # type: ignore[arg-type]  # one of its literals
        device_scale_factor=2 if width < 600 else 1,
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    for _ in range(TRIES):
        if not page.locator("event-timeline").count() or page.evaluate(READY):
            break
        page.wait_for_timeout(250)
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


def article(site: str) -> str:
    """A page of somebody else, with the element in it."""
    return (
        "<h1>The harbour paper</h1><p>Who sent what, and when: scroll, zoom, or open an event.</p>"
        f'<script type="module" src="{site}/widget/event-timeline.js"></script>'
        f'<event-timeline src="{site}/timelines/kursk" from="2025-08" to="2025-12" view="lanes"></event-timeline>'
        "<p>The paper's own text goes on below it.</p>"
    )


if __name__ == "__main__":
    main()
