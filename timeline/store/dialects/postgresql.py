"""`tsvector`, given the words with their places, so that no parser of PostgreSQL cuts or stems them its own way.

Title, names and body are the weights A, B and D.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from timeline.domain.search import GAP
from timeline.store.tables import event_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from timeline.domain.search import Term, Words

KEY: sa.ColumnElement[int] = event_version.c.revision
WEIGHTS = {"title": "A", "names": "B", "body": "D"}
_index = sa.table(
    "version_search",
    sa.column("timeline_id", sa.Integer),
    sa.column("revision", sa.BigInteger),
    sa.column("words", TSVECTOR),
)


def find(timeline_id: int, terms: Sequence[Term], field: str | None = None) -> sa.Select[tuple[int]]:
    asked = " & ".join(_write(term, "" if field is None else WEIGHTS[field]) for term in terms)
    match = _index.c.words.op("@@")(sa.cast(asked, TSQUERY))
    return sa.select(_index.c.revision).where(_index.c.timeline_id == timeline_id, match)


def among(timeline_id: int, keys: Sequence[int]) -> sa.ColumnElement[bool]:
    return sa.and_(event_version.c.timeline_id == timeline_id, KEY.in_(keys))


def _write(term: Term, weight: str) -> str:
    """A weight by itself, and a prefix with its star, both follow a colon."""
    *before, last = term.words
    ended = f"{'*' if term.prefix else ''}{weight}"
    parts = [*(f"'{word}'{':' if weight else ''}{weight}" for word in before), f"'{last}'{':' if ended else ''}{ended}"]
    return f"({' <-> '.join(parts)})"


def add(tx: Connection, rows: Sequence[tuple[int, int, Words]]) -> None:
    if rows:
        insert = sa.insert(_index).values(words=sa.cast(sa.bindparam("places"), TSVECTOR))
        tx.execute(
            insert,
            [{"timeline_id": of, "revision": revision, "places": _places(words)} for of, revision, words in rows],
        )


def _places(words: Words) -> str:
    """Each word at its place; after a field there is a gap, since its last word is one."""
    found: dict[str, list[str]] = {}
    place = 0
    for field, weight in WEIGHTS.items():
        for word in getattr(words, field):
            place += 1
            if word != GAP:
                found.setdefault(word, []).append(f"{place}{weight}")
    return " ".join(f"'{word}':{','.join(places)}" for word, places in found.items())


def list_keys(tx: Connection) -> set[tuple[int, int]]:
    return {(row.timeline_id, row.revision) for row in tx.execute(sa.select(_index.c.timeline_id, _index.c.revision))}


def clear(tx: Connection) -> None:
    tx.execute(sa.delete(_index))
