"""The events that all benchmarks share: seeded, about 1 kB each as iCalendar, over nine and a half years.

Three fifths lie on one day, one fifth on several, 15 % have a time and a zone, and one in twenty recurs every year.
Each word `group…` is in twenty events whatever their number, `seldom` in one of a hundred.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from timeline.domain.event import Event
from timeline.domain.timeline import Timeline
from timeline.operations.maintain import migrate
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.operations.maintain import Database

SLUG = "many"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST, DAYS = date(2016, 1, 1), 3_470
ZONES = ("Europe/Berlin", "Asia/Seoul", "America/New_York")
CATEGORIES = ("military", "diplomacy", "culture", "economy", "sport")
SENTENCE = (
    "it was seen by several people who said so one of them wrote it down and others took pictures of the square where "
    "the guard had marched before noon while visitors from abroad waited near the station for trains that came late"
)
WORDS = SENTENCE.split()
TAGS = 34
TWENTY = 20
BATCH = 1_000


def make_documents(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Native JSON of each event; those of a smaller count are the first ones of a greater."""
    dice = random.Random(seed)
    for number in range(count):
        yield {
            "uid": f"e{number:06d}",
            "slug": f"event-{number}",
            "title": f"Something happened, number {number}",
            "description": _describe(dice, number),
            "category": CATEGORIES[dice.randrange(len(CATEGORIES))],
            "tags": sorted({f"tag {dice.randrange(TAGS)}", "bench"}),
            "actors": [{"name": f"Actor {dice.randrange(200)}"}],
            "places": [_place(dice)],
            "citations": [
                {
                    "source": {
                        "title": f"The Daily Example, page {number % 40}",
                        "url": f"https://example.org/{number}",
                    },
                    "quote": " ".join(dice.choices(WORDS, k=12)),
                }
            ],
            **_date(dice),
        }


def _describe(dice: random.Random, number: int) -> str:
    rare = [f"group{number // TWENTY}", *(["seldom"] if number % 100 == 0 else [])]
    return " ".join([*dice.choices(WORDS, k=50), *rare]).capitalize() + "."


def _place(dice: random.Random) -> dict[str, Any]:
    return {
        "name": f"Sampletown {dice.randrange(300)}",
        "latitude": round(dice.uniform(-60, 70), 4),
        "longitude": round(dice.uniform(-180, 180), 4),
    }


def _date(dice: random.Random) -> dict[str, Any]:
    day, kind = FIRST + timedelta(dice.randrange(DAYS)), dice.random()
    if kind < 0.6:
        return {"when": {"edtf": f"{day}"}}
    if kind < 0.8:
        return {"when": {"edtf": f"{day}/{day + timedelta(dice.randrange(1, 20))}"}}
    if kind < 0.95:
        zone, hour = dice.choice(ZONES), dice.randrange(6, 21)
        ends = {"local": f"{day}T{hour + 2:02d}:30:00", "zone": zone}
        return {"when": {"start": {"local": f"{day}T{hour:02d}:00:00", "zone": zone}, "end": ends}}
    return {"when": {"edtf": f"{day}"}, "recurrence": {"rrule": "FREQ=YEARLY"}}


def fill(database: Database, count: int) -> None:
    """Into the timeline SLUG of an empty database, as an import writes; renderings too where it has a renderer."""
    migrate(database)
    described = Timeline(slug=SLUG, title="Many things that happened")
    with writing(database, SLUG, actor="bench", now=NOW, create=described) as log:
        for number, document in enumerate(make_documents(count), 1):
            log.append(Event.parse(document))
            if number % BATCH == 0:
                log.flush()
