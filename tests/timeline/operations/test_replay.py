from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.timeline.importers.reading import a_source
from timeline.domain.errors import InvalidImport
from timeline.domain.event import EventDraft
from timeline.importers.guard import read_guarded
from timeline.operations.browse import reading
from timeline.operations.ingest import Ingested, Wishes, ingest_findings
from timeline.operations.maintain import Database, migrate
from timeline.operations.publish import publish_history
from timeline.operations.record import record_event, restore_event, revise_event, withdraw_event

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clock


def a_log(database: Database, clock: Clock) -> bytes:
    """Recorded, revised twice, withdrawn and restored; and a draft."""
    for uid, state in (("a", "published"), ("b", "draft")):
        draft = EventDraft.parse({"uid": uid, "title": uid, "when": {"edtf": "2025-08~"}, "publication": state})
        record_event(database, "things", draft, actor="ann", now=clock(), reason=f"first {uid}")
    revise_event(database, "things", "a", {"title": "A"}, expected=2, actor="bob", now=clock())
    revise_event(database, "things", "b", {"tags": ["x"]}, expected=3, actor="bob", now=clock())
    withdraw_event(database, "things", "a", expected=4, actor="ann", now=clock(), reason="wrong")
    restore_event(database, "things", "a", expected=6, actor="ann", now=clock())
    with reading(database, "things") as found:
        return b"".join(publish_history(found))


def bring_in(database: Database, folder: Path, content: bytes, clock: Clock, **wishes: object) -> Ingested:
    source = a_source(folder, "log.json", content)
    return ingest_findings(database, read_guarded(source), Wishes(**wishes), actor="x", now=clock())  # type: ignore[arg-type]


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path}/empty.db")
    migrate(made)
    return made


def test_a_log_goes_into_an_empty_database_as_the_same_log(
    database: Database, empty: Database, clock: Clock, tmp_path: Path
) -> None:
    content = a_log(database, clock)
    assert bring_in(empty, tmp_path, content, clock).problems == []
    with reading(empty, "things") as copy, reading(database, "things") as original:
        assert b"".join(publish_history(copy)) == content
        ours, theirs = copy.state, original.state
        assert (ours.public_revision, ours.changed_at) == (theirs.public_revision, theirs.changed_at)
        assert copy.history(copy.event("a")) == original.history(original.event("a"))


def test_bringing_a_log_in_twice_adds_nothing_and_a_longer_one_adds_the_rest(
    database: Database, empty: Database, clock: Clock, tmp_path: Path
) -> None:
    content = a_log(database, clock)
    bring_in(empty, tmp_path, content, clock)
    again = bring_in(empty, tmp_path, content, clock)
    assert (again.imported, again.revised, again.unchanged) == (0, 0, 6)
    revise_event(database, "things", "a", {"title": "AA"}, expected=7, actor="bob", now=clock())
    with reading(database, "things") as found:
        longer = b"".join(publish_history(found))
    more = bring_in(empty, tmp_path, longer, clock)
    assert (more.imported, more.revised, more.unchanged) == (0, 1, 6)


def test_a_rehearsal_stores_nothing(database: Database, empty: Database, clock: Clock, tmp_path: Path) -> None:
    content = a_log(database, clock)
    assert bring_in(empty, tmp_path, content, clock, dry_run=True).imported == 2
    assert bring_in(empty, tmp_path, content, clock).imported == 2


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (("revision", 9), "/log/3/revision"),
        (("sequence", 4), "/log/3/sequence"),
        (("recorded_at", "1999-01-01T00:00:00Z"), "/log/3/recorded_at"),
        (("event", {"title": "x"}), "/log/3/event"),
    ],
)
def test_a_log_that_contradicts_itself_is_refused(
    database: Database, empty: Database, clock: Clock, tmp_path: Path, edit: tuple[str, object], problem: str
) -> None:
    document = json.loads(a_log(database, clock))
    document["log"][3][edit[0]] = edit[1]
    with pytest.raises(InvalidImport, match=problem):
        bring_in(empty, tmp_path, json.dumps(document).encode(), clock)


def test_a_log_of_another_timeline_of_that_name_is_refused(
    database: Database, empty: Database, clock: Clock, tmp_path: Path
) -> None:
    document = json.loads(a_log(database, clock))
    bring_in(empty, tmp_path, json.dumps(document).encode(), clock)
    document["log"][1]["event"]["title"] = "another"
    with pytest.raises(InvalidImport, match="differs from revision 2"):
        bring_in(empty, tmp_path, json.dumps(document).encode(), clock)
