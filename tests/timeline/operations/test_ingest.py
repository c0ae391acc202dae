from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_timeline
from tests.timeline.importers.reading import a_source, findings
from timeline.domain.errors import InvalidImport, NotFound
from timeline.domain.native import NativeFile
from timeline.domain.query import EventQuery
from timeline.importers.native import read_native
from timeline.operations.browse import reading
from timeline.operations.ingest import Wishes, ingest, ingest_findings
from timeline.operations.publish import publish_native
from timeline.operations.record import withdraw_event

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clock
    from timeline.importers.importer import Finding
    from timeline.operations.maintain import Database

EVENTS = [
    {"uid": "a", "slug": "one", "title": "One", "when": {"edtf": "2025-08~"}},
    {"uid": "b", "slug": "two", "title": "Two", "when": {"edtf": "2025-10-10"}, "tags": ["x"]},
]


def a_file(*events: dict[str, object]) -> NativeFile:
    document = {"format": "timeline/1", "timeline": a_timeline(slug="kept").document(), "events": events or EVENTS}
    return NativeFile.model_validate(document)


def test_importing_twice_adds_nothing(database: Database, clock: Clock) -> None:
    assert ingest(database, a_file(), actor="a", now=clock()).imported == 2
    again = ingest(database, a_file(), actor="a", now=clock())
    assert (again.imported, again.revised, again.unchanged) == (0, 0, 2)
    with reading(database, "kept") as found:
        assert found.state.revision == 3


def test_importing_an_edited_file_revises_just_what_changed(database: Database, clock: Clock) -> None:
    ingest(database, a_file(), actor="a", now=clock())
    edited = [EVENTS[0], {**EVENTS[1], "title": "Two, corrected"}]
    done = ingest(database, a_file(*edited), actor="a", now=clock())
    assert (done.imported, done.revised, done.unchanged) == (0, 1, 1)


def test_an_export_imported_elsewhere_and_exported_again_is_the_same(database: Database, clock: Clock) -> None:
    ingest(database, a_file(), actor="a", now=clock())
    with reading(database, "kept") as found:
        exported = publish_native(found, EventQuery())
    assert ingest(database, read_native(exported), actor="a", now=clock()).unchanged == 2
    with reading(database, "kept") as found:
        assert publish_native(found, EventQuery()) == exported


def test_a_withdrawn_event_stays_withdrawn(database: Database, clock: Clock) -> None:
    ingest(database, a_file(), actor="a", now=clock())
    withdraw_event(database, "kept", "a", expected=2, actor="a", now=clock(), reason="wrong")
    done = ingest(database, a_file(), actor="a", now=clock())
    assert (done.withdrawn, done.unchanged) == (1, 1)


def test_a_uid_given_twice_refuses_the_whole_file(database: Database, clock: Clock) -> None:
    with pytest.raises(InvalidImport, match="/events/1/uid: an earlier event of this file"):
        ingest(database, a_file(EVENTS[0], {**EVENTS[1], "uid": "a"}), actor="a", now=clock())


def test_a_slug_given_twice_refuses_the_whole_file(database: Database, clock: Clock) -> None:
    ingest(database, a_file(EVENTS[0]), actor="a", now=clock())
    with pytest.raises(InvalidImport, match="belongs to event"):
        ingest(database, a_file({**EVENTS[1], "uid": "c"}, {**EVENTS[1], "slug": "one"}), actor="a", now=clock())
    with reading(database, "kept") as found:
        assert [one.uid for one in found.events(EventQuery()).versions] == ["a"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"{", "line 1, column 2"),
        (b"\xff", "UTF-8"),
        (b'{"format": "timeline/1", "events": []}', "/timeline"),
        (b'{"format": "timeline/2", "timeline": {"slug": "a", "title": "A"}, "events": []}', "/format"),
        (b'{"format": "timeline/1", "timeline": {"slug": "A b", "title": "A"}, "events": []}', "/timeline/slug"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(content: bytes, place: str) -> None:
    with pytest.raises(InvalidImport, match=place):
        read_native(content)


def test_every_problem_of_a_file_is_located() -> None:
    content = b"""{"format": "timeline/1", "timeline": {"slug": "a", "title": "A"}, "events": [
        {"title": "", "when": {"edtf": "2025-13"}},
        {"title": "x", "when": {"edtf": "2025"}, "figures": [{"name": "n"}]}]}"""
    with pytest.raises(InvalidImport) as refused:
        read_native(content)
    assert [problem.where for problem in refused.value.problems] == [
        "/events/0/title",
        "/events/0/when/edtf",
        "/events/1/figures/0",
    ]


MANY = 1_458


def a_calendar_with_a_bad_value(folder: Path) -> list[Finding]:
    """In the middle of many events one has a date that is none."""
    events = [
        f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:x\r\nDTSTART:{'2025019x' if number == MANY // 2 else '20250110'}\r\n"
        "END:VEVENT\r\n"
        for number in range(MANY)
    ]
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"
    return findings(a_source(folder, "many.ics", text))


def test_one_bad_value_of_many_refuses_the_file_and_says_where(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    read = a_calendar_with_a_bad_value(tmp_path)
    with pytest.raises(InvalidImport) as refused:
        ingest_findings(database, read, Wishes(timeline="many"), actor="a", now=clock())
    assert [problem.where for problem in refused.value.problems] == [f"line {3 + 5 * (MANY // 2) + 3}"]
    with pytest.raises(NotFound), reading(database, "many"):
        pass


def test_keep_going_costs_that_event_alone_and_tells_how_far_it_is(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    read, passed = a_calendar_with_a_bad_value(tmp_path), list[int]()
    wishes = Wishes(timeline="many", keep_going=True, progress=passed.append)
    done = ingest_findings(database, read, wishes, actor="a", now=clock())
    assert (done.imported, len(done.problems)) == (MANY - 1, 1)
    assert len(passed) >= 2
    assert passed == sorted(passed)
    with reading(database, "many") as found:
        assert found.count(EventQuery()) == MANY - 1
