"""What differs between the databases: full-text search, and the key of a version that it looks up best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from timeline.store.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql import ColumnElement, Select

    from timeline.domain.search import Term, Words


class Dialect(Protocol):
    """A module. `field` is one of title, names and body, None for all of them."""

    def find(self, timeline_id: int, terms: Sequence[Term], field: str | None = None) -> Select[tuple[int]]:
        """Revisions of the versions that have all of these terms."""

    KEY: ColumnElement[int]
    """Of an `event_version`, within one timeline and one transaction."""

    def among(self, timeline_id: int, keys: Sequence[int]) -> ColumnElement[bool]:
        """That an `event_version` is one of these, in a way that the database begins with."""

    def add(self, tx: Connection, rows: Sequence[tuple[int, int, Words]]) -> None:
        """Timeline, revision and words of versions that are not yet there."""

    def list_keys(self, tx: Connection) -> set[tuple[int, int]]:
        """Timeline and revision of all that is there."""

    def clear(self, tx: Connection) -> None: ...


_DIALECTS: dict[str, Dialect] = {"sqlite": sqlite, "postgresql": postgresql}


def dialect(tx: Connection) -> Dialect:
    return _DIALECTS[tx.dialect.name]
