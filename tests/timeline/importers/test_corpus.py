"""Every calendar of a corpus, as its manifest states: how many events, when the first starts, how often they occur, or
that the file is refused. Our own corpus lies beside this test; TIMELINE_ICS_CORPUS names the folder of another one of
the same make (`MANIFEST.json`, `files/`).
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import NOW
from timeline.domain.errors import InvalidImport
from timeline.importers import choose_importer
from timeline.importers.importer import Found, Source
from timeline.operations.ingest import Ingested, Wishes, ingest_findings
from timeline.operations.maintain import Database, list_slugs, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.domain.event import EventDraft
    from timeline.importers.importer import Finding

OTHER = os.environ.get("TIMELINE_ICS_CORPUS")
FOLDERS = [Path(__file__).parent / "calendars", *([Path(OTHER)] if OTHER else [])]
ENTRIES = [
    pytest.param(folder, entry, id=entry["file"])
    for folder in FOLDERS
    for entry in json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
]
EPOCH = date(1970, 1, 1)
REFUSED = {"libical__src__test__icalrecur_test.txt_126.ics": "a rule that fires 4,096 times a day"}
"""What this project refuses on purpose though others read it."""


class Reading:
    """What the import of one file came to, and the drafts that it was made of."""

    def __init__(self, database: Database, source: Source) -> None:
        self.drafts: list[EventDraft] = []
        self.done: Ingested | None = None
        self.refusal: InvalidImport | None = None
        wishes = Wishes(name=source.path.stem)
        try:
            self.done = ingest_findings(database, self._noted(source), wishes, actor="a", now=NOW)
        except InvalidImport as refusal:
            self.refusal = refusal

    def _noted(self, source: Source) -> Iterator[Finding]:
        for finding in choose_importer(source).read(source):
            if isinstance(finding, Found):
                self.drafts.append(finding.draft)
            yield finding

    def starts(self, first: int, last: int) -> list[str]:
        return sorted(start for draft in self.drafts for start in _starts(draft, first, last))


def _starts(draft: EventDraft, first: int, last: int) -> Iterator[str]:
    if draft.recurrence is not None:
        yield from (
            one.start.isoformat()
            for one in draft.list_occurrences((first, last), 100_000).items
            if one.first_day >= first
        )
    elif first <= draft.bounds.start_earliest <= last:
        yield str(draft.when.edtf) if draft.when.start is None else draft.when.start.local.isoformat()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/corpus.db")
    migrate(made)
    yield made
    made.dispose()


@pytest.mark.parametrize(("folder", "entry"), ENTRIES)
def test_a_calendar_is_as_its_manifest_states(folder: Path, entry: dict[str, Any], empty: Database) -> None:
    source = Source(folder / "files" / entry["file"], entry["file"])
    read = Reading(empty, source)
    stored = 0 if read.done is None else read.done.imported
    assert (stored > 0) is bool(list_slugs(empty)), "nothing is stored by halves"
    VERDICTS[entry["verdict"]](read, entry)


def accept(read: Reading, entry: dict[str, Any]) -> None:
    if entry["file"] in REFUSED:
        assert read.refusal is not None
        return
    assert read.refusal is None
    assert read.done is not None
    expected = entry["expect"]
    masters = expected["vevents"] - expected.get("recurrence_overrides", 0)
    modes = {expected["vevents"], expected.get("with_dtstart"), expected.get("distinct_uids"), masters}
    assert read.done.imported in modes or read.done.imported == expected.get("imported")
    _check_first(read, expected.get("first_dtstart"))
    _check_occurrences(read, expected.get("occurrences"))


def _check_first(read: Reading, first: dict[str, Any] | None) -> None:
    if first is not None:
        day = (date.fromisoformat(first["value"][:10]) - EPOCH).days
        assert day in {draft.when.bounds.start_earliest for draft in read.drafts}


def _check_occurrences(read: Reading, stated: dict[str, Any] | None) -> None:
    if stated is None:
        return
    first, end = (date.fromisoformat(stated[name]) for name in ("window_start", "window_end_exclusive"))
    starts = read.starts((first - EPOCH).days, (end - EPOCH).days - 1)
    assert abs(len(starts) - stated["count"]) <= stated["edge_tolerance"]
    if starts and len(starts) == stated["count"] and "first" in stated:
        assert starts[0][:10] == stated["first"][:10]


def accept_empty(read: Reading, entry: dict[str, Any]) -> None:
    assert read.drafts == []


def reject(read: Reading, entry: dict[str, Any]) -> None:
    assert read.refusal is not None


def accept_or_reject(read: Reading, entry: dict[str, Any]) -> None:
    if read.refusal is None:
        accept(read, entry)


def survive(read: Reading, entry: dict[str, Any]) -> None:
    assert len(read.drafts) <= entry["expect"]["max_vevents_any_parser"]


VERDICTS = {
    "accept": accept,
    "accept_empty": accept_empty,
    "reject": reject,
    "accept_or_reject": accept_or_reject,
    "survive": survive,
}
