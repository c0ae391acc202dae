"""Writing events, on both databases."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from timeline.domain.errors import AlreadyRecorded, InvalidEvent, NotFound, StaleRevision, Withdrawn
from timeline.domain.event import EventDraft
from timeline.domain.query import EventQuery
from timeline.operations.browse import reading
from timeline.operations.maintain import Database, rebuild
from timeline.operations.record import record_event, restore_event, revise_event, withdraw_event

if TYPE_CHECKING:
    from tests.conftest import Clock
    from timeline.domain.version import EventVersion


def a_draft(title: str = "Parade", when: str = "2025-10-10", **fields: object) -> EventDraft:
    return EventDraft.parse({"title": title, "when": {"edtf": when}, **fields})


def record(database: Database, clock: Clock, title: str = "Parade", **fields: object) -> EventVersion:
    return record_event(database, "things", a_draft(title, **fields), actor="editor", now=clock())


def titles(database: Database, query: EventQuery | None = None) -> list[str]:
    with reading(database, "things") as found:
        return [one.event.title for one in found.events(query or EventQuery()).versions]


def test_a_recorded_event_has_a_uid_a_slug_and_the_next_revision(database: Database, clock: Clock) -> None:
    first, second = record(database, clock), record(database, clock)
    assert (first.revision, second.revision) == (2, 3)
    assert (first.event.slug, second.event.slug) == ("parade", "parade-2")
    assert first.uid != second.uid
    assert first.sequence == 0


def test_a_uid_is_recorded_once(database: Database, clock: Clock) -> None:
    record(database, clock, uid="a")
    with pytest.raises(AlreadyRecorded, match="revise it instead"):
        record(database, clock, uid="a")


def test_a_slug_of_its_own_belongs_to_one_event(database: Database, clock: Clock) -> None:
    record(database, clock, slug="mine")
    with pytest.raises(AlreadyRecorded, match='"mine" belongs to event'):
        record(database, clock, slug="mine")


def test_an_unknown_timeline_is_not_found(database: Database, clock: Clock) -> None:
    with pytest.raises(NotFound, match='no timeline "nowhere"'):
        record_event(database, "nowhere", a_draft(), actor="editor", now=clock())


def test_revising_appends_a_version_and_leaves_the_first_in_the_log(database: Database, clock: Clock) -> None:
    before = record(database, clock)
    after = revise_event(
        database, "things", before.uid, {"title": "Big parade"}, expected=2, actor="b", now=clock(), reason="name"
    )
    assert (after.revision, after.sequence, after.event.title) == (3, 1, "Big parade")
    with reading(database, "things") as found:
        history = found.history(after)
    assert [(one.revision, one.superseded_by, one.event.title) for one in history] == [
        (3, None, "Big parade"),
        (2, 3, "Parade"),
    ]
    assert history[0].reason == "name"
    assert history[0].published_at == before.published_at


def test_a_revision_without_a_difference_writes_nothing(database: Database, clock: Clock) -> None:
    before = record(database, clock)
    same = revise_event(database, "things", before.uid, {"title": "Parade"}, expected=2, actor="b", now=clock())
    assert same.revision == before.revision


def test_a_stale_revision_is_refused_with_the_one_that_is_current(database: Database, clock: Clock) -> None:
    before = record(database, clock)
    revise_event(database, "things", before.uid, {"title": "A"}, expected=2, actor="b", now=clock())
    with pytest.raises(StaleRevision, match="at revision 3, not 2"):
        revise_event(database, "things", before.uid, {"title": "B"}, expected=2, actor="b", now=clock())


def test_an_invalid_change_is_refused_with_every_problem_and_nothing_is_stored(
    database: Database, clock: Clock
) -> None:
    before = record(database, clock)
    changes = {"when": {"edtf": "2025-13"}, "status": "maybe", "colour": "red"}
    with pytest.raises(InvalidEvent) as refused:
        revise_event(database, "things", before.uid, changes, expected=2, actor="b", now=clock())
    assert {problem.where for problem in refused.value.problems} == {"/when/edtf", "/status", "/colour"}
    assert titles(database) == ["Parade"]
    assert record(database, clock, "Next").revision == 3


def test_a_withdrawn_event_leaves_a_tombstone_and_can_be_restored(database: Database, clock: Clock) -> None:
    first = record(database, clock)
    gone = withdraw_event(database, "things", first.uid, expected=2, actor="b", now=clock(), reason="wrong")
    assert gone.tombstone
    assert titles(database) == []
    with reading(database, "things") as found:
        assert [one.tombstone for one in found.events(EventQuery(), tombstones=True).versions] == [True]
    with pytest.raises(Withdrawn):
        revise_event(database, "things", first.uid, {"title": "x"}, expected=3, actor="b", now=clock())
    back = restore_event(database, "things", first.uid, expected=3, actor="b", now=clock())
    assert (back.sequence, back.tombstone) == (2, False)
    assert titles(database) == ["Parade"]


def test_a_draft_is_seen_by_nobody_and_moves_no_public_number(database: Database, clock: Clock) -> None:
    with reading(database, "things") as found:
        before = found.state
    draft = record(database, clock, publication="draft")
    with reading(database, "things") as found:
        after = found.state
        assert found.events(EventQuery(), tombstones=True).versions == []
        with pytest.raises(NotFound):
            found.event(draft.event.slug)
    assert (after.public_revision, after.public_changed_at) == (before.public_revision, before.public_changed_at)
    assert after.revision == before.revision + 1
    revise_event(database, "things", draft.uid, {"publication": "published"}, expected=2, actor="b", now=clock())
    with reading(database, "things") as found:
        assert found.state.public_revision == 3
    assert titles(database) == ["Parade"]


def test_the_clock_of_a_timeline_never_runs_back(database: Database, clock: Clock) -> None:
    first = record(database, clock)
    early = datetime(2001, 1, 1, tzinfo=UTC)
    later = record_event(database, "things", a_draft("Later"), actor="b", now=early)
    assert later.recorded_at >= first.recorded_at


def test_the_timeline_as_of_an_earlier_revision_equals_what_was_there(database: Database, clock: Clock) -> None:
    states: dict[int, list[str]] = {}
    instants: dict[int, datetime] = {}

    def remember() -> None:
        with reading(database, "things") as found:
            states[found.state.revision] = titles(database)
            instants[found.state.revision] = found.state.changed_at

    first = record(database, clock, "One", when="2020")
    remember()
    second = record(database, clock, "Two", when="2021")
    remember()
    changed = revise_event(
        database, "things", first.uid, {"title": "Uno"}, expected=first.revision, actor="b", now=clock()
    )
    remember()
    withdraw_event(database, "things", second.uid, expected=second.revision, actor="b", now=clock(), reason="x")
    remember()
    restore_event(database, "things", second.uid, expected=5, actor="b", now=clock())
    withdraw_event(database, "things", first.uid, expected=changed.revision, actor="b", now=clock(), reason="x")
    for revision, expected in states.items():
        assert titles(database, EventQuery(as_of=revision)) == expected, f"as of revision {revision}"
        assert titles(database, EventQuery(as_of=instants[revision])) == expected, f"as of {instants[revision]}"


def test_of_two_writers_on_one_revision_one_wins(database: Database, clock: Clock) -> None:
    event = record(database, clock)
    moment = clock()

    def change(title: str) -> str:
        try:
            revise_event(database, "things", event.uid, {"title": title}, expected=2, actor=title, now=moment)
        except StaleRevision:
            return "stale"
        return "won"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(change, [f"Title {number}" for number in range(8)]))
    assert sorted(outcomes) == ["stale"] * 7 + ["won"]


def write_many(url: str, name: str, count: int) -> list[int]:
    database = Database(url)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    revisions = [
        record_event(database, "things", a_draft(uid=f"{name}-{number}"), actor=name, now=now).revision
        for number in range(count)
    ]
    database.dispose()
    return revisions


def test_four_processes_writing_at_once_lose_nothing_and_leave_no_gap(database: Database, database_url: str) -> None:
    count = 60
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        written = [pool.submit(write_many, database_url, f"writer{number}", count) for number in range(4)]
        revisions = [one.result() for one in written]
    assert all(mine == sorted(mine) for mine in revisions), "each writer sees its revisions in order"
    assert sorted(chain.from_iterable(revisions)) == list(range(2, 2 + 4 * count))
    assert len(titles(database)) == 4 * count


def test_reindexing_finds_nothing_to_change_after_any_history(database: Database, clock: Clock) -> None:
    event = record(database, clock, tags=["a", "B"], category="c")
    revise_event(database, "things", event.uid, {"tags": ["b"]}, expected=2, actor="b", now=clock())
    withdraw_event(database, "things", event.uid, expected=3, actor="b", now=clock(), reason="x")
    record(database, clock, when="[1667,1760-12]")
    done = rebuild(database)
    assert (done.versions, done.changed) == (4, 0)


def test_reindexing_mends_what_was_tampered_with(database: Database, clock: Clock) -> None:
    record(database, clock, tags=["a"])
    with database.transaction() as tx:
        tx.exec_driver_sql("UPDATE event_version SET start_earliest = 0, slug = 'x'")
        tx.exec_driver_sql("DELETE FROM version_term")
    assert rebuild(database).changed == 1
    assert rebuild(database).changed == 0
    assert titles(database, EventQuery(filters={"tag": ("A",)})) == ["Parade"]
