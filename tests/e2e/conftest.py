"""A seeded service on loopback, and Chromium."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.elsewhere import elsewhere
from tests.e2e.person import Person
from tests.page_types import spread_rumour
from tests.serving import run_command, serving
from timeline.operations.maintain import Database
from timeline.operations.publish import Addresses
from timeline.operations.rendering import FeedRenderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.e2e.elsewhere import Elsewhere

    BringIn = Callable[[str, str, list[dict[str, Any]]], str]

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Chromium as root, and silent: without these it looks for its maker's hosts at every start."""


LONG = "The inquiry reports that the buoys had been moved by night, and asks for lights on all of them"


@pytest.fixture(scope="session")
def database_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('site')}/timeline.db"


@pytest.fixture(scope="session")
def site(database_address: str) -> Iterator[str]:
    with serving(database_address) as base:
        database = Database(database_address, FeedRenderer(Addresses(base)))
        spread_rumour(database, now=datetime.now(UTC))
        database.dispose()
        yield base


@pytest.fixture(scope="session")
def bring_in(site: str, database_address: str, tmp_path_factory: pytest.TempPathFactory) -> BringIn:
    """Imports events into a timeline of this slug and title; gives the address of its page."""

    def imported(slug: str, title: str, events: list[dict[str, Any]]) -> str:
        file = tmp_path_factory.mktemp(slug) / f"{slug}.json"
        timeline = {"slug": slug, "title": title}
        file.write_text(json.dumps({"format": "timeline/1", "timeline": timeline, "events": events}))
        run_command("import", str(file), url=database_address)
        return f"{site}/timelines/{slug}"

    return imported


@pytest.fixture(scope="session")
def harbour(bring_in: BringIn) -> str:
    """A timeline that was put right: its page. First a ferry ran aground and forty were hurt; then, nobody was."""
    aground = {
        "uid": "ferry",
        "slug": "ferry",
        "title": "Ferry runs aground, forty hurt",
        "when": {"edtf": "2025-03-02"},
    }
    corrected = {**aground, "title": "Ferry runs aground, nobody hurt"}
    refloated = {"uid": "refloated", "slug": "refloated", "title": "Ferry is refloated", "when": {"edtf": "2025-03-09"}}
    bring_in("harbour", "Harbour", [aground])
    return bring_in("harbour", "Harbour", [corrected, refloated])


@pytest.fixture(scope="session")
def old_fleet(bring_in: BringIn) -> str:
    """Three events of one year, and a fourth eleven centuries before: its page."""
    dates = {
        "A fleet is built": "0918",
        "Ferry runs aground": "2025-03",
        "Inquiry opens": "2025-05-12",
        LONG: "2025-12-12",
    }
    events = [
        {"uid": f"f{at}", "title": title, "when": {"edtf": edtf}} for at, (title, edtf) in enumerate(dates.items())
    ]
    return bring_in("fleet", "A harbour and an old fleet", events)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  an optional part

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def foreign() -> Iterator[Elsewhere]:
    with elsewhere() as page:
        yield page


@pytest.fixture(params=["mouse", "keyboard", "touch"])
def person(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Person]:
    """The same path three times: with a mouse, by keyboard alone, by touch on a phone."""
    made = Person(browser, request.param)
    yield made
    made.leaves()
