"""What an event's values accept, refuse and say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_version, an_event, at
from timeline.domain.edtf import join_days
from timeline.domain.errors import InvalidEvent
from timeline.domain.event import Event, EventDraft
from timeline.domain.figure import Figure, describe_figure
from timeline.domain.merge import merge_patch
from timeline.domain.timeline import Timeline
from timeline.domain.version import SCHEMA, changes, read_document, write_document
from timeline.domain.when import When, Window

BASE = {"title": "x", "when": {"edtf": "2025"}}


def problems_of(document: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(InvalidEvent) as refused:
        EventDraft.parse(document)
    return {problem.where: problem.message for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        ({"titel": "x"}, "/titel", 'did you mean "title"'),
        ({"title": ""}, "/title", "at least 1"),
        ({"title": "a\nb"}, "/title", "line break"),
        ({"title": "a\x00b"}, "/title", "U+0000"),
        ({"description": "\ud800"}, "/description", "unicode"),
        ({"slug": "Not A Slug"}, "/slug", "pattern"),
        ({"when": {}}, "/when", "either edtf, or start"),
        ({"when": {"edtf": 2025}}, "/when/edtf", "give EDTF text"),
        ({"when": {"edtf": "2025-02-30"}}, "/when/edtf", "no day 30"),
        ({"when": {"start": at("2025-01-02T00:00:00"), "end": at("2025-01-01T00:00:00")}}, "/when", "ends before"),
        ({"links": [{"url": "javascript:alert(1)"}]}, "/links/0/url", "http or https"),
        ({"links": [{"url": "https://a b"}]}, "/links/0/url", "percent-encode"),
        ({"figures": [{"name": "n"}]}, "/figures/0", "no number"),
        ({"figures": [{"name": "n", "low": 3, "high": 2}]}, "/figures/0", "exchange them"),
        ({"places": [{"name": "n", "latitude": 1.0}]}, "/places/0", "one coordinate"),
        ({"places": [{"name": "n", "latitude": 91.0, "longitude": 0.0}]}, "/places/0/latitude", "90"),
        ({"recurrence": {"rrule": "FREQ=SECONDLY"}, "when": {"edtf": "2025-01-01"}}, "/recurrence/rrule", "SECONDLY"),
        ({"recurrence": {"rrule": "FREQ=YEARLY"}}, "", "exact days"),
    ],
)
def test_a_value_that_cannot_be_is_refused_where_it_stands(change: dict[str, Any], where: str, words: str) -> None:
    found = problems_of({**BASE, **change})
    assert list(found) == [where]
    assert words in found[where]


def test_all_problems_are_told_at_once() -> None:
    assert set(problems_of({"when": {"edtf": "x"}, "status": "no", "tags": [""]})) == {
        "/title", "/when/edtf", "/status", "/tags/0",
    }  # fmt: skip


def test_a_document_leaves_defaults_out_and_reads_back_the_same() -> None:
    event = an_event("2025-08~", tags=["a"])
    assert event.document() == {
        "uid": "b7c1", "slug": "something-happened", "title": "Something happened",
        "when": {"edtf": "2025-08~"}, "tags": ["a"],
    }  # fmt: skip
    assert read_document(write_document(event, tombstone=True)) == (event, True)


def test_a_document_of_a_later_schema_is_refused_with_what_to_do() -> None:
    with pytest.raises(InvalidEvent, match="upgrade"):
        read_document({"schema": SCHEMA + 1, "event": {}})


def test_a_revision_that_takes_away_what_no_event_has_is_refused_by_name() -> None:
    event = Event.parse({**BASE, "uid": "u", "slug": "x"})
    with pytest.raises(InvalidEvent) as refused:
        event.revised({"titel": None, "when": {"data_text": None}, "places": 3})
    told = {problem.where: problem.message for problem in refused.value.problems}
    assert 'did you mean "title"?' in told["/titel"]
    assert 'did you mean "date_text"?' in told["/when/data_text"]
    assert set(told) == {"/titel", "/when/data_text", "/places"}
    assert event.revised({"category": None}) == event


def test_a_revision_changes_fields_clears_them_with_null_and_keeps_the_uid() -> None:
    event = an_event(tags=["a"], category="c")
    after = event.revised({"title": "New", "category": None, "uid": "other"})
    assert (after.title, after.category, after.tags, after.uid) == ("New", None, ("a",), event.uid)
    assert [one.field for one in changes(event, after)] == ["title", "category"]


@pytest.mark.parametrize(
    ("target", "patch", "merged"),
    [
        ({"a": "b"}, {"a": None}, {}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [1]}, {"a": [2]}, {"a": [2]}),
        ("text", {"a": {"b": None}}, {"a": {}}),
    ],
)
def test_merge_patch_is_that_of_rfc_7396(target: object, patch: dict[str, Any], merged: dict[str, Any]) -> None:
    assert merge_patch(target, patch) == merged


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"low": 9, "high": 9, "unit": "deaths"}, "9 deaths"),
        ({"low": 15809, "unit": "containers", "qualifier": "at least"}, "at least 15,809 containers"),
        ({"low": 4_200_000, "high": 5_800_000, "unit": "rounds", "qualifier": "estimated"},
         "4,200,000–5,800,000 rounds (estimated)"),
        ({"low": 50, "high": 50, "unit": "%", "qualifier": "about"}, "about 50%"),
        ({"high": 7, "qualifier": "at most"}, "at most 7"),
    ],
)  # fmt: skip
def test_a_figure_says_itself(figure: dict[str, Any], words: str) -> None:
    assert describe_figure(Figure(name="n", **figure)) == words


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ({"edtf": "2025-08~"}, "2025-08~"),
        ({"start": at("2018-05-05T00:00:00")}, "2018-05-05T00:00:00+09:00"),
        ({"start": at("2015-08-14T12:00:00", "UTC")}, "2015-08-14T12:00:00Z"),
        ({"start": at("1890-01-01T00:00:00", "Europe/Amsterdam")}, None),
    ],
)
def test_a_zoned_time_is_also_said_in_edtf(when: dict[str, Any], text: str | None) -> None:
    written = When.model_validate(when).edtf_text
    assert written == text or (text is None and written.startswith("1890-01-01T00:00:00"))


def test_an_end_at_midnight_belongs_to_the_day_before() -> None:
    when = When.model_validate({"start": at("2025-10-10T18:00:00"), "end": at("2025-10-11T00:00:00")})
    day = join_days(2025, 10, 10)
    assert when.bounds == (day, day, day, day)


def test_a_recurring_event_has_no_last_day_and_is_met_only_where_it_recurs() -> None:
    event = an_event("1945-10-10", recurrence={"rrule": "FREQ=YEARLY"})
    founding = join_days(2500, 10, 10)
    assert event.overlaps(Window(founding, founding), "possible")
    assert not event.overlaps(Window(founding + 1, founding + 300), "possible")
    found = event.list_occurrences(Window(founding - 400, founding), 10)
    assert [one.recurrence_id for one in found.items] == ["2499-10-10", "2500-10-10"]


def test_a_version_is_public_by_its_publication() -> None:
    assert a_version().public
    assert not a_version(an_event(publication="draft")).public


def test_values_are_frozen_and_equal_by_content() -> None:
    assert an_event() == an_event()
    with pytest.raises(ValueError, match="frozen"):
        an_event().title = "x"  # type: ignore[misc]


@pytest.mark.parametrize(("zone", "words"), [("Asia/Pyongjang", "Asia/Pyongyang"), ("../../etc/passwd", "zone")])
def test_a_timeline_has_a_zone_that_exists(zone: str, words: str) -> None:
    with pytest.raises(InvalidEvent, match=words):
        Timeline.parse({"slug": "a", "title": "A", "zone": zone})


def test_an_unknown_field_of_a_nested_value_is_named() -> None:
    with pytest.raises(InvalidEvent, match="/when/edtff"):
        Event.parse({"uid": "a", "slug": "a", "title": "t", "when": {"edtf": "2025", "edtff": "x"}})
