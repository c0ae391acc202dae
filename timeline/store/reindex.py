"""Rebuild everything that is derived, from the documents alone, and tell what had been otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.version import read_document
from timeline.store.derived import derive_columns, derive_terms
from timeline.store.tables import event_version, version_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.engine import Connection, Row

CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How many versions were read, and how many rows were not what their documents say."""

    versions: int
    changed: int


def reindex(tx: Connection, progress: Callable[[int], None] = lambda _: None) -> Reindexed:
    """`progress` is told the number of versions of each chunk that is done."""
    versions = changed = 0
    after = (0, 0)
    while rows := _chunk(tx, after):
        changed += _rebuild(tx, rows)
        versions += len(rows)
        after = (rows[-1].timeline_id, rows[-1].revision)
        progress(len(rows))
    return Reindexed(versions, changed + _drop_orphans(tx))


def count_versions(tx: Connection) -> int:
    return tx.execute(sa.select(sa.func.count()).select_from(event_version)).scalar_one()


def _chunk(tx: Connection, after: tuple[int, int]) -> list[Row[Any]]:
    key = sa.tuple_(event_version.c.timeline_id, event_version.c.revision)
    select = sa.select(event_version).where(key > sa.tuple_(*after)).order_by(*key).limit(CHUNK)
    return list(tx.execute(select))


def _rebuild(tx: Connection, rows: list[Row[Any]]) -> int:
    terms = _stored_terms(tx, rows)
    changed = 0
    for row in rows:
        event, tombstone = read_document(row.document)
        key = (row.timeline_id, row.revision)
        columns = derive_columns(event, tombstone=tombstone)
        changed += _correct_columns(tx, row, columns) or _correct_terms(
            tx, key, terms.get(key, []), derive_terms(event)
        )
    return changed


def _correct_columns(tx: Connection, row: Row[Any], columns: dict[str, Any]) -> bool:
    wrong = {name: value for name, value in columns.items() if row._mapping[name] != value}  # noqa: SLF001
    if wrong:
        tx.execute(sa.update(event_version).where(*_at(event_version, (row.timeline_id, row.revision))).values(wrong))
        stored = _stored_terms(tx, [row]).get((row.timeline_id, row.revision), [])
        _correct_terms(tx, (row.timeline_id, row.revision), stored, derive_terms(read_document(row.document)[0]))
    return bool(wrong)


def _correct_terms(
    tx: Connection, key: tuple[int, int], stored: list[dict[str, str]], derived: list[dict[str, str]]
) -> bool:
    if stored == derived:
        return False
    tx.execute(sa.delete(version_term).where(*_at(version_term, key)))
    if derived:
        rows = [{"timeline_id": key[0], "revision": key[1], **term} for term in derived]
        tx.execute(sa.insert(version_term), rows)
    return True


def _at(table: sa.Table, key: tuple[int, int]) -> Iterable[sa.ColumnElement[bool]]:
    return table.c.timeline_id == key[0], table.c.revision == key[1]


def _stored_terms(tx: Connection, rows: list[Row[Any]]) -> dict[tuple[int, int], list[dict[str, str]]]:
    """Of these versions, in the order of `derive_terms`."""
    key = sa.tuple_(version_term.c.timeline_id, version_term.c.revision)
    first, last = rows[0], rows[-1]
    select = (
        sa.select(version_term)
        .where(
            key >= sa.tuple_(first.timeline_id, first.revision),
            key <= sa.tuple_(last.timeline_id, last.revision),
        )
        .order_by(version_term.c.timeline_id, version_term.c.revision)
    )
    found: dict[tuple[int, int], list[dict[str, str]]] = {}
    for row in tx.execute(select):
        term = {"kind": row.kind, "term": row.term, "label": row.label}
        found.setdefault((row.timeline_id, row.revision), []).append(term)
    for terms in found.values():
        terms.sort(key=lambda term: (term["kind"], term["term"]))
    return found


def _drop_orphans(tx: Connection) -> int:
    """Terms of no version."""
    version = sa.select(event_version.c.revision).where(
        event_version.c.timeline_id == version_term.c.timeline_id,
        event_version.c.revision == version_term.c.revision,
    )
    return tx.execute(sa.delete(version_term).where(~version.exists())).rowcount
