"""A timeline of 10,000 events: what a reader's browser asks for, and how much of it there is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.page.events import make_events
from tests.serving import run_command

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]
COUNT = 10_000
WHOLE = 3_000_000
"""Bytes of all its events, as the API writes them, at the very least."""


@pytest.fixture(scope="module")
def many(site: str, database_address: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("many") / "many.json"
    timeline = {"slug": "many", "title": "Many"}
    file.write_text(json.dumps({"format": "timeline/1", "timeline": timeline, "events": make_events(COUNT)}))
    run_command("import", str(file), url=database_address)
    return f"{site}/timelines/many"


def visit(page: Page, url: str) -> list[Response]:
    """Opened, zoomed from all of time down to single events, moved, and back; all that was answered meanwhile."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  it cannot mark a built-in method
    page.goto(url, wait_until="networkidle")
    page.locator("event-timeline .surface").hover()
    for turns, along, by in ((30, 0, -120), (10, 300, 0), (30, 0, 120)):
        if by:
            page.keyboard.down("Control")
        for _ in range(turns):
            page.mouse.wheel(along, by)
            page.wait_for_timeout(30)
        page.keyboard.up("Control")
        page.wait_for_load_state("networkidle")
    return answers


def test_a_browser_never_loads_the_whole_timeline(browser: Browser, many: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    answers = visit(page, many)
    sizes = {answer.url: len(answer.body()) for answer in answers if answer.status == 200}
    asked = [parse_qs(urlsplit(url).query) for url in sizes if "/events?" in url]
    elements = page.evaluate("document.querySelectorAll('*').length")
    drawn = page.evaluate("document.querySelector('event-timeline').shadowRoot.querySelectorAll('*').length")
    marks = page.evaluate("performance.getEntriesByName('timeline:ready').length")
    page.close()
    assert marks == 1
    assert all({"from", "to", "limit"} <= set(one) and int(one["limit"][0]) <= 400 for one in asked)
    assert max(sizes.values()) < 300_000
    assert sum(sizes.values()) < WHOLE / 2, sorted(sizes.items(), key=lambda one: -one[1])[:5]
    assert len(sizes) < 120
    assert (elements <= 850, drawn <= 250) == (True, True), (elements, drawn)
