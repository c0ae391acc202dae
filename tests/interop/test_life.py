"""Two desktop calendars through a life: subscribed once, then the timeline changes and each is refreshed.

What they show is what is published; what did not change was not touched; where nothing changed nothing is sent.
"""

from __future__ import annotations

import time
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import icalendar
import pytest

from tests.builders import a_timeline
from tests.conftest import missing
from tests.interop.life import BEGIN, EVENTS, STEPS, Editor
from tests.interop.programs import gnome, thunderbird
from tests.interop.relay import Relay, relaying
from tests.interop.understood import WINDOW, Program, Understood
from tests.serving import serving
from timeline.domain.native import NativeFile
from timeline.operations.ingest import ingest
from timeline.operations.maintain import Database, migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    from tests.interop.case import Mark


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    database = Database(f"sqlite:///{tmp_path / 'life.db'}")
    migrate(database)
    file = {"format": "timeline/1", "timeline": a_timeline(slug="life").document(), "events": EVENTS}
    file["events"] = [{**event, "slug": event["uid"]} for event in EVENTS]
    ingest(database, NativeFile.model_validate(file), actor="editor", now=datetime.now(UTC))
    yield Editor(database)
    database.dispose()


@contextmanager
def living(tmp_path: Path) -> Iterator[Relay]:
    with serving(f"sqlite:///{tmp_path / 'life.db'}") as base, relaying(base) as relay:
        yield relay


def told(marks: dict[str, tuple[Mark, ...]]) -> tuple[Understood, ...]:
    return tuple(sorted(mark.of(uid, "") for uid, shown in marks.items() for mark in shown))


@pytest.mark.slow
@pytest.mark.parametrize("program", [gnome.PROGRAM, thunderbird.PROGRAM], ids=lambda program: program.name)
def test_a_subscriber_lives_with_the_timeline(
    program: Program, editor: Editor, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    lacking = program.missing()
    if lacking:
        missing(lacking)
    desktop = {"GNOME": gnome, "Thunderbird": thunderbird}[program.name]
    with living(tmp_path) as relay, desktop.subscribed(f"{relay.base}/timelines/life.ics") as subscriber:
        state, seen = dict(BEGIN), desktop.shown(subscriber, WINDOW)
        assert program.shows(seen) == told(state)
        for step in STEPS:
            record_property("life", [program.name, step.name, "✗"])
            before = stamps(seen)
            relay.answered.clear()
            step.act(editor)
            assert sent(desktop, subscriber, relay) == 1, step.name
            state |= step.shows
            seen = eventually(lambda: desktop.shown(subscriber, WINDOW), program, told(state))
            assert program.shows(seen) == told(state), step.name
            assert texts(seen) == published(relay), step.name
            assert moved(before, stamps(seen)) == set(step.shows), step.name
            assert desktop.touched(subscriber) in {None, frozenset(step.shows)}, step.name

            relay.answered.clear()
            assert sent(desktop, subscriber, relay) == 0, step.name
            assert desktop.shown(subscriber, WINDOW) == seen, step.name
            assert desktop.touched(subscriber) in {None, frozenset()}, step.name
            record_property("life", [program.name, step.name, "✓"])


def sent(desktop: ModuleType, subscriber: object, relay: Relay) -> int:
    """Refresh, and count how often the calendar came; else it was 304. GNOME may ask twice."""
    desktop.refresh(subscriber)
    for _ in range(600):
        if relay.answered:
            break
        time.sleep(0.1)
    assert {answered.method for answered in relay.answered} == {"GET"}
    statuses = [answered.status for answered in relay.answered]
    assert set(statuses) <= {200, 304}
    return statuses.count(200)


def published(relay: Relay) -> dict[str, tuple[str, str]]:
    """Text and categories as they are served at this moment, read by neither of the two."""
    with urllib.request.urlopen(f"{relay.base}/timelines/life.ics", timeout=30) as answer:  # noqa: S310  our own relay
        found = icalendar.Calendar.from_ical(answer.read()).walk("VEVENT")
    return {str(one["UID"]): (str(one["DESCRIPTION"]), ",".join(sorted(one.categories))) for one in found}


def texts(seen: list[Understood]) -> dict[str, tuple[str | None, str | None]]:
    return {one.uid: (one.description, one.tags) for one in seen}


def eventually(
    look: Callable[[], list[Understood]], program: Program, wanted: tuple[Understood, ...]
) -> list[Understood]:
    """A program shows what it has fetched a moment later; a minute is enough for all."""
    seen = look()
    for _ in range(120):
        if program.shows(seen) == wanted:
            break
        time.sleep(0.5)
        seen = look()
    return seen


def stamps(seen: list[Understood]) -> dict[str, str | None]:
    return {one.uid: one.stamps for one in seen}


def moved(before: dict[str, str | None], after: dict[str, str | None]) -> set[str]:
    return {uid for uid in before.keys() | after.keys() if before.get(uid) != after.get(uid)}
