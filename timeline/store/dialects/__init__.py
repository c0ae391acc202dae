"""What differs between the databases: full-text search alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from timeline.store.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql import Select

    from timeline.domain.search import Term, Words


class Dialect(Protocol):
    """A module. `field` is one of title, names and body, None for all of them."""

    def find(self, timeline_id: int, terms: Sequence[Term], field: str | None = None) -> Select[tuple[int]]:
        """Revisions of the versions that have all of these terms."""

    def add(self, tx: Connection, rows: Sequence[tuple[int, int, Words]]) -> None:
        """Timeline, revision and words of versions that are not yet there."""

    def list_keys(self, tx: Connection) -> set[tuple[int, int]]:
        """Timeline and revision of all that is there."""

    def clear(self, tx: Connection) -> None: ...


_DIALECTS: dict[str, Dialect] = {"sqlite": sqlite, "postgresql": postgresql}


def dialect(tx: Connection) -> Dialect:
    return _DIALECTS[tx.dialect.name]
