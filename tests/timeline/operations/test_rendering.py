"""A renderer that changes: stamps move where, and only where, what is shown did."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from feeds import FORMATS, Options
from feeds.calendar import describing
from tests.builders import a_timeline
from tests.conftest import NOW
from timeline.domain.event import EventDraft
from timeline.domain.native import NativeFile
from timeline.domain.query import EventQuery, parse_query
from timeline.operations.browse import reading
from timeline.operations.ingest import ingest
from timeline.operations.publish import Addresses, publish_feed
from timeline.operations.record import record_event, restore_event, revise_event, withdraw_event
from timeline.operations.rendering import FeedRenderer, count_outdated, renew, repair
from timeline.store import versions
from timeline.store.tables import rendering

if TYPE_CHECKING:
    from tests.conftest import Clock
    from timeline.operations.maintain import Database
    from timeline.store.versions import TimelineState

SITE = Addresses("https://example.org")
YEARLY = {"rrule": "FREQ=YEARLY"}
DRAFTS: list[dict[str, Any]] = [
    {"uid": "u0", "title": "Zero", "when": {"edtf": "2025-08"}},
    {"uid": "u1", "title": "One", "when": {"edtf": "2025-10-10"}, "places": [{"name": "Rason"}]},
    {"uid": "u2", "title": "Two", "when": {"start": {"local": "2015-08-14T10:00", "zone": "Asia/Pyongyang"}},
     "recurrence": YEARLY},
    {"uid": "u3", "title": "Too old for a calendar", "when": {"edtf": "0918"}},
    {"uid": "u4", "title": "Draft", "when": {"edtf": "2025"}, "publication": "draft"},
]  # fmt: skip


@pytest.fixture
def kept(database: Database, clock: Clock) -> Database:
    """A timeline whose renderings are ours from the start."""
    database.renderer = FeedRenderer(SITE)
    renew(database, now=clock())
    for draft in DRAFTS:
        record_event(database, "things", EventDraft.parse(draft), actor="a", now=clock())
    return database


def feed(database: Database, suffix: str = "ics", query: EventQuery | None = None, site: Addresses = SITE) -> str:
    asked = query or EventQuery()
    with reading(database, "things") as found:
        policy = found.state.timeline.feed
        options = Options(policy.dates, policy.cancelled)
        return publish_feed(found, FORMATS[suffix], asked, site, options, lambda _: "").decode()


def from_documents(database: Database, suffix: str = "ics") -> str:
    """What a server that knows no renderings would serve."""
    with database.transaction() as tx:
        tx.exec_driver_sql("UPDATE timeline SET renderer = renderer || 'x'")
        tx.execute(sa.update(rendering).values(text="?"))
    return feed(database, suffix)


def components(text: str) -> dict[str, str]:
    return {
        found[1]: found[0] for found in re.finditer(r"BEGIN:VEVENT.*?\r\nUID:(u\d).*?END:VEVENT\r\n", text, re.DOTALL)
    }


def stamps(component: str) -> list[str]:
    return re.findall(r"^(?:SEQUENCE|DTSTAMP|LAST-MODIFIED):.*", component, re.MULTILINE)


def state(database: Database) -> TimelineState:
    with database.snapshot() as tx:
        found = versions.find_timeline(tx, "things")
    assert found is not None
    return found


def kept_rows(database: Database) -> list[tuple[int, str]]:
    with database.snapshot() as tx:
        rows = tx.execute(sa.select(rendering.c.revision, rendering.c.format).order_by(rendering.c.revision)).all()
    return [(row.revision, row.format) for row in rows]


def shout(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new release that writes places in capitals."""
    old = describing.place_names
    monkeypatch.setattr(describing, "place_names", lambda places: old(places).upper())
    monkeypatch.setattr(FeedRenderer, "sign", lambda _self, described: f"new release {described.feed.dates}")


@pytest.mark.parametrize("suffix", ["ics", "json"])
def test_a_feed_of_renderings_is_the_feed_of_the_documents_byte_for_byte(
    kept: Database, clock: Clock, suffix: str
) -> None:
    withdraw_event(kept, "things", "u0", expected=2, actor="a", now=clock(), reason="no")
    revise_event(kept, "things", "u1", {"title": "Uno"}, expected=3, actor="a", now=clock())
    ready = feed(kept, suffix)
    assert ready == from_documents(kept, suffix)


def test_a_withdrawn_event_is_told_of_for_as_long_as_the_timeline_says(kept: Database, clock: Clock) -> None:
    withdraw_event(kept, "things", "u0", expected=2, actor="a", now=clock(), reason="no")
    assert "Cancelled: " in feed(kept)
    later = clock() + timedelta(days=4_000)
    revise_event(kept, "things", "u1", {"title": "Uno"}, expected=3, actor="a", now=later)
    assert "Cancelled: " not in feed(kept)
    assert feed(kept) == from_documents(kept)


def test_a_feed_costs_the_same_statements_however_many_events_it_has(kept: Database, statements: list[str]) -> None:
    feed(kept)
    few = len(statements)
    for number in range(20):
        draft = {"title": f"More {number}", "when": {"edtf": "2025-01"}}
        record_event(kept, "things", EventDraft.parse(draft), actor="a", now=NOW)
    statements.clear()
    assert feed(kept).count("BEGIN:VEVENT") > 20
    assert len(statements) == few == 3


def test_current_public_versions_alone_keep_renderings(kept: Database, clock: Clock) -> None:
    assert kept_rows(kept) == [(revision, form) for revision in (2, 3, 4, 5) for form in ("ics", "json")]
    revise_event(kept, "things", "u0", {"title": "Null"}, expected=2, actor="a", now=clock())
    withdraw_event(kept, "things", "u1", expected=3, actor="a", now=clock(), reason="no")
    assert [revision for revision, _ in kept_rows(kept)] == [4, 4, 5, 5, 7, 7, 8]
    restore_event(kept, "things", "u1", expected=8, actor="a", now=clock())
    assert [revision for revision, _ in kept_rows(kept)] == [4, 4, 5, 5, 7, 7, 9, 9]


def test_an_upgrade_moves_stamps_where_and_only_where_what_is_shown_changed(
    kept: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, was = components(feed(kept)), state(kept)
    shout(monkeypatch)
    assert count_outdated(kept) == 4
    done = renew(kept, now=clock())
    after, now = components(feed(kept)), state(kept)
    assert (done.versions, len(done.rewritten)) == (4, 1)
    assert {uid for uid in before if before[uid] != after[uid]} == {"u1"}
    assert "LOCATION:RASON" in after["u1"]
    assert all(old != new for old, new in zip(stamps(before["u1"]), stamps(after["u1"]), strict=True))
    assert now.public_revision == now.revision == was.revision + 1
    assert now.public_changed_at > was.public_changed_at
    assert feed(kept) == from_documents(kept)


def test_an_upgrade_that_shows_the_same_moves_the_signature_alone(
    kept: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, was = feed(kept), state(kept)
    monkeypatch.setattr(FeedRenderer, "sign", lambda _self, _described: "new release")
    assert renew(kept, now=clock()).rewritten == set()
    now = state(kept)
    assert feed(kept) == before
    assert (now.revision, now.public_changed_at) == (was.revision, was.public_changed_at)
    assert (now.renderer, count_outdated(kept)) == ("new release", 0)


def test_history_leaves_out_what_nobody_changed(kept: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    shout(monkeypatch)
    renew(kept, now=clock())
    with reading(kept, "things") as found:
        version = found.event("one")
        assert (version.reason, version.sequence, version.rewritten) == ("written anew", 1, True)
        assert [one.revision for one in found.history(version)] == [3]


def test_another_public_url_is_another_look(kept: Database, clock: Clock) -> None:
    kept.renderer = FeedRenderer(Addresses("https://elsewhere.example"))
    assert len(renew(kept, now=clock()).rewritten) == 4
    moved = feed(kept, site=Addresses("https://elsewhere.example"))
    assert "SEQUENCE:1" in components(moved)["u0"]
    assert "example.org" not in moved


def test_an_upgrade_stopped_half_way_ends_as_one_that_was_not(
    kept: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shout(monkeypatch)
    monkeypatch.setattr("timeline.operations.rendering.CHUNK", 1)
    told: list[int] = []

    def stop(number: int) -> None:
        told.append(number)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        renew(kept, now=clock(), progress=stop)
    half = state(kept)
    assert half.renderer != "new release auto"
    renew(kept, now=clock())
    assert (state(kept).revision, state(kept).renderer) == (half.revision, "new release auto")
    assert feed(kept) == from_documents(kept)


def test_versions_of_a_writer_without_a_renderer_are_rendered_as_they_are_read(kept: Database, clock: Clock) -> None:
    renderer, kept.renderer = kept.renderer, None
    revise_event(kept, "things", "u0", {"title": "Written by another"}, expected=2, actor="a", now=clock())
    revise_event(kept, "things", "u2", {"title": "Zoned"}, expected=4, actor="a", now=clock())
    kept.renderer = renderer
    assert "Written by another" in feed(kept)
    assert "Written by another" in feed(kept, "json")
    assert "TZID:Asia/Pyongyang" in feed(kept)
    assert state(kept).lacking
    renew(kept, now=clock())
    assert not state(kept).lacking
    assert (8, "ics") in kept_rows(kept)
    assert feed(kept) == from_documents(kept)


def test_another_feed_policy_moves_the_stamps_of_what_it_shows_otherwise(kept: Database, clock: Clock) -> None:
    before = components(feed(kept))
    described = a_timeline(slug="things", feed={"dates": "omit"})
    file = NativeFile(format="timeline/1", timeline=described, events=(EventDraft.parse(DRAFTS[1]),))
    done = ingest(kept, file, actor="a", now=clock())
    after = components(feed(kept))
    assert done.unchanged == 1
    assert (set(before), set(after)) == ({"u0", "u1", "u2"}, {"u1", "u2"})
    assert after["u1"] == before["u1"]
    assert feed(kept) == from_documents(kept)
    with reading(kept, "things") as found:
        assert found.event("zero").sequence == 1
        assert found.described(parse_query([("as_of", "6")])).feed.dates == "auto"
        assert found.described(parse_query([("as_of", "7")])).feed.dates == "omit"


def test_an_imported_timeline_is_rendered_as_it_comes_in(database: Database, clock: Clock) -> None:
    database.renderer = FeedRenderer(SITE)
    file = NativeFile(
        format="timeline/1", timeline=a_timeline(slug="new"), events=tuple(EventDraft.parse(one) for one in DRAFTS)
    )
    ingest(database, file, actor="a", now=clock())
    assert len(kept_rows(database)) == 8
    with database.snapshot() as tx:
        made = versions.find_timeline(tx, "new")
    assert made is not None
    assert made.renderer == database.renderer.sign(made.timeline)


def test_repair_makes_again_what_was_tampered_with(kept: Database, clock: Clock) -> None:
    before = feed(kept)
    with kept.transaction() as tx:
        tx.execute(sa.update(rendering).where(rendering.c.revision == 3).values(text="?"))
        tx.execute(sa.delete(rendering).where(rendering.c.revision == 4))
    assert repair(kept, now=clock()) == 2
    assert repair(kept, now=clock() + timedelta(days=1)) == 0
    assert feed(kept) == before
    assert state(kept).revision == 6
