"""What holds of every format, whichever they are: the registry is asked, so that a new one is tested as it comes."""

from __future__ import annotations

import csv
import io
import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from feeds import FORMATS
from tests.builders import RECORDED, a_feed, a_timeline, a_version, an_event
from tests.feeds.cases import CASES
from tests.feeds.reading import UIDS

if TYPE_CHECKING:
    from feeds import Feed, Format
    from timeline.domain.version import EventVersion

every_format = pytest.mark.parametrize("made", FORMATS.values(), ids=list(FORMATS))
STANDING = tuple(version for versions in CASES.values() for version in versions if not version.tombstone)
OLD = {"918-CE", "BCE", "918", "long-year", "interval-before-1000", "significant-digits", "gapped-mask"}


def test_calendars_come_first_then_json() -> None:
    assert list(FORMATS)[:2] == ["ics", "json"]


@every_format
def test_a_format_says_what_it_is(made: Format) -> None:
    assert all((made.name, made.title, made.suffix, made.media_type, made.spec, made.use))
    assert ";" not in made.media_type
    assert made.content_type.startswith(f"{made.media_type}; charset=utf-8")


@every_format
def test_every_event_is_there_once_or_said_to_be_left_out(made: Format) -> None:
    expected = [version.uid for version in STANDING]
    found = UIDS[made.suffix](made.render(a_feed(*STANDING)))
    assert len(found) == len(set(found))
    missing = set(expected) - set(found)
    assert set(found) <= set(expected)
    assert missing <= (OLD if made.suffix in {"ics", "jcal", "jscalendar"} else set())
    assert not missing or f"{len(missing)} events are left out" in made.render(a_feed(*STANDING)).decode()


@every_format
@pytest.mark.parametrize("name", CASES)
def test_it_is_well_formed_whatever_it_tells(made: Format, name: str) -> None:
    text = made.render(a_feed(*CASES[name]))
    if made.media_type.endswith("xml"):
        ET.fromstring(text)  # noqa: S314  our own
    elif made.media_type.endswith("json"):
        json.loads(text)
    elif made.media_type == "text/csv":
        assert len({len(row) for row in csv.reader(io.StringIO(text.decode(), newline=""))}) == 1


def without_a_date() -> EventVersion:
    return a_version(an_event(uid="bad").model_copy(update={"when": None}))


@every_format
@pytest.mark.parametrize("bad", [without_a_date(), replace(a_version(an_event(uid="bad")), recorded_at="yesterday")])
def test_one_bad_event_never_takes_the_others_away(
    made: Format, bad: EventVersion, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        text = made.render(a_feed(an_event("2025-10-10", uid="good"), bad, an_event("2025-10-11", uid="too")))
    assert UIDS[made.suffix](text) == ["good", "too"]
    assert "event bad cannot be written" in caplog.text


def withdrawn(days: int, **fields: str) -> Feed:
    gone = a_version(
        an_event("2025-10-10", uid="gone", **fields), tombstone=True, recorded_at=RECORDED - timedelta(days=days)
    )
    return a_feed(an_event("2025-10-10", uid="stays"), gone, timeline=a_timeline(feed={"withdrawn_days": 30}))


@every_format
def test_a_withdrawn_event_is_told_of_for_as_long_as_the_policy_says(made: Format) -> None:
    if made.tombstones:
        assert set(UIDS[made.suffix](made.render(withdrawn(30)))) == {"stays", "gone"}
        assert UIDS[made.suffix](made.render(withdrawn(31))) == ["stays"]


@every_format
def test_no_moment_but_those_of_the_events_and_the_feed_is_told(made: Format) -> None:
    """The bytes are the same until something changes, so that asking again is answered with 304."""
    text = made.render(a_feed(*STANDING)).decode()
    assert text == made.render(a_feed(*STANDING)).decode()
    assert not any(f"{datetime.now(UTC):{form}}" in text for form in ("%Y-%m-%d", "%Y%m%d"))
