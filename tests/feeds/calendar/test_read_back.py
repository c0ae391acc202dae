"""Our own calendar read again: whatever it states of an event can be had back from it, EDTF included."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from feeds.text import one_line
from feeds.words import is_off, plain_body
from tests.builders import a_feed, an_entry, an_event
from tests.feeds.cases import CASES, FULL
from tests.feeds.reading import events, one_event, read_uid, unescaped
from timeline.domain.instant import write_instant

if TYPE_CHECKING:
    from icalendar import Event

    from timeline.domain.version import EventVersion

every_case = pytest.mark.parametrize("name", CASES)


def stated(name: str) -> list[tuple[EventVersion, Event]]:
    """Each component with its version, overrides left out."""
    versions = {version.uid: version for version in CASES[name]}
    found = [each for each in events(a_feed(*CASES[name])) if "RECURRENCE-ID" not in each]
    return [(versions[read_uid(str(each["UID"]))[0]], each) for each in found]


def edtf(component: Event) -> str:
    """`icalendar` does not unescape the properties that it does not know. DTEND is exclusive, EDTF is not."""
    if "X-EDTF" in component:
        return unescaped(str(component["X-EDTF"]))
    first, last = component["DTSTART"].dt, component["DTEND"].dt - timedelta(days=1)
    return first.isoformat() if first == last else f"{first}/{last}"


@every_case
def test_the_date_comes_back_as_it_was_written(name: str) -> None:
    for version, component in stated(name):
        when = version.event.when
        if when.edtf is not None:
            assert edtf(component) == str(when.edtf)
        elif version.event.recurrence is None:
            assert component["DTSTART"].dt == when.start_time.instant()
            assert (component["DTEND"].dt if "DTEND" in component else None) == (when.end and when.end.instant())


@every_case
def test_identity_state_and_text_come_back(name: str) -> None:
    for version, component in stated(name):
        event = version.event
        assert str(component["URL"]) == an_entry(version).url
        assert str(component["DESCRIPTION"]) == plain_body(an_entry(version))
        assert one_line(event.title) in str(component["SUMMARY"])
        expected = "cancelled" if is_off(version) else "tentative" if event.when.uncertain else event.status
        assert str(component["STATUS"]).lower() == expected
        assert component["SEQUENCE"] == version.sequence
        assert write_instant(component["LAST-MODIFIED"].dt) == write_instant(version.recorded_at)


@every_case
def test_terms_and_positions_come_back(name: str) -> None:
    for version, component in stated(name):
        event = version.event
        names = [one_line(each) for each in (event.category, *event.tags) if each]
        assert [str(each) for each in component.categories] == names
        assert [each.params["RELTYPE"] for each in related(component, event)] == [
            relation.type.upper() for relation in event.relations
        ]
        places = [(str(each["NAME"]), position(each)) for each in component.walk("VLOCATION")]
        assert places == [(one_line(place.name), placed(place)) for place in event.places]
        actors = [str(each["SUMMARY"]) for each in component.walk("PARTICIPANT")]
        assert actors == [one_line(actor.name) for actor in event.actors]


def related(component: Event, event: Any) -> list[Any]:
    found = component.get("RELATED-TO", [])
    listed = found if isinstance(found, list) else [found]
    return [each for each in listed if str(each) in {relation.uid for relation in event.relations}]


def position(component: Any) -> tuple[float, float] | None:
    return (component["GEO"].latitude, component["GEO"].longitude) if "GEO" in component else None


def placed(place: Any) -> tuple[float, float] | None:
    return None if place.latitude is None else (round(place.latitude, 6), round(place.longitude, 6))


def test_sources_and_links_come_back_with_their_relation() -> None:
    component = one_event(a_feed(an_event("2025-10-10", **FULL)))
    links = component["LINK"]
    assert [(each.params["LINKREL"], str(each)) for each in links] == [
        ("via", "https://example.net/r?a=1,2;b=3"),
        ("related", "https://example.net/more"),
        ("related", "https://example.net/bare"),
    ]


def test_a_time_of_day_is_read_as_the_same_instant() -> None:
    ((version, component),) = stated("Pyongyang 2015")
    assert isinstance(component["DTSTART"].dt, datetime)
    assert component["DTSTART"].dt.timestamp() == version.event.when.instants[0]
