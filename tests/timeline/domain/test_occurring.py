"""Occurrences as a page of events tells of them: dated like events, and never too many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import a_version, an_event, at
from timeline.domain.errors import InvalidQuery, InvalidWindow
from timeline.domain.occurring import MOST, MOST_TOGETHER, list_happenings, write_happenings
from timeline.domain.query import parse_query
from timeline.domain.when import Window

if TYPE_CHECKING:
    from timeline.domain.version import EventVersion

YEAR = Window(20_089, 20_453)  # 2025


def version(event: Any, revision: int = 2) -> EventVersion:
    return a_version(event, revision=revision)


def told(event: Any) -> dict[str, Any]:
    return write_happenings(list_happenings([version(event)], YEAR)[2])


def test_a_day_that_recurs_is_dated_as_a_day() -> None:
    found = told(an_event("2020-10-10", title="Foundation day", recurrence={"rrule": "FREQ=YEARLY"}))
    (one,) = found["items"]
    assert (one["recurrence_id"], one["title"], one["status"]) == ("2025-10-10", "Foundation day", "confirmed")
    assert (one["when"]["edtf"], one["when"]["text"], one["when"]["precision"]) == ("2025-10-10", "10 Oct 2025", "day")
    assert not found["truncated"]


def test_days_that_recur_are_dated_as_an_interval_whose_end_is_inside() -> None:
    found = told(an_event("2020-05-01/2020-05-03", recurrence={"rrule": "FREQ=YEARLY"}))
    assert [(one["when"]["edtf"], one["when"]["latest"]) for one in found["items"]] == [
        ("2025-05-01/2025-05-03", "2025-05-03")
    ]


def test_a_wall_clock_keeps_its_hour_over_a_change_of_the_clocks() -> None:
    when = {"start": at("2025-03-29T09:00:00", "Europe/Paris"), "end": at("2025-03-29T10:00:00", "Europe/Paris")}
    found = told(an_event(when, recurrence={"rrule": "FREQ=DAILY;COUNT=2"}))
    assert [(one["when"]["starts_at"], one["when"]["ends_at"]) for one in found["items"]] == [
        ("2025-03-29T08:00:00Z", "2025-03-29T09:00:00Z"),
        ("2025-03-30T07:00:00Z", "2025-03-30T08:00:00Z"),
    ]


def test_an_override_moves_renames_and_cancels_its_own_occurrence() -> None:
    overrides = [
        {"recurrence_id": "2025-02-01", "start": "2025-02-03", "title": "Moved"},
        {"recurrence_id": "2025-03-01", "status": "cancelled"},
    ]
    recurrence = {"rrule": "FREQ=MONTHLY;COUNT=3", "overrides": overrides}
    found = told(an_event("2025-01-01", title="First", recurrence=recurrence))
    assert [(one["recurrence_id"], one["when"]["edtf"], one["title"], one["status"]) for one in found["items"]] == [
        ("2025-01-01", "2025-01-01", "First", "confirmed"),
        ("2025-02-01", "2025-02-03", "Moved", "confirmed"),
        ("2025-03-01", "2025-03-01", "First", "cancelled"),
    ]


def test_of_one_event_and_of_one_page_there_is_a_most() -> None:
    daily = an_event("2020-01-01", recurrence={"rrule": "FREQ=DAILY"})
    page = [version(daily, number) for number in range(10)]
    found = list_happenings(page, Window(YEAR.first, YEAR.first + 3_000))
    assert [len(one.items) for one in found.values()] == [MOST] * 5 + [MOST_TOGETHER - 5 * MOST] + [0] * 4
    assert all(one.truncated for one in found.values())


def test_what_does_not_recur_has_none() -> None:
    assert list_happenings([version(an_event("2025-10-10"))], YEAR) == {}


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "needs from and to"),
        ([("from", "2025")], "needs from and to"),
        ([("from", "2025"), ("to", "2025/..")], "needs from and to"),
        ([("from", "1900"), ("to", "2025")], "at most 100 years"),
    ],
)
def test_without_a_bound_nothing_is_expanded(pairs: list[tuple[str, str]], words: str) -> None:
    with pytest.raises(InvalidWindow, match=words):
        parse_query([*pairs, ("expand", "1")])


def test_it_is_asked_again_as_it_was_asked() -> None:
    pairs = [("from", "2025"), ("to", "2025"), ("expand", "1")]
    assert parse_query(pairs).pairs() == pairs
    assert parse_query([("expand", "0")]).pairs() == []
    with pytest.raises(InvalidQuery, match="is none of 0, 1"):
        parse_query([("expand", "yes")])
