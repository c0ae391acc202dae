"""Care of the database: its shape, its derived rows, and whether it holds anything yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.store import versions
from timeline.store.database import Database
from timeline.store.migrate import migrate
from timeline.store.reindex import Reindexed, count_versions, reindex

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Database", "check_reading", "count", "is_empty", "list_slugs", "migrate", "rebuild"]


def rebuild(database: Database, progress: Callable[[int], None] = lambda _: None) -> Reindexed:
    """One transaction: readers see the old rows until all is done."""
    with database.transaction() as tx:
        return reindex(tx, progress)


def count(database: Database) -> int:
    with database.snapshot() as tx:
        return count_versions(tx)


def check_reading(database: Database) -> None:
    """Raises StoreUnavailable where what the public reads cannot be read."""
    is_empty(database)


def is_empty(database: Database) -> bool:
    with database.snapshot() as tx:
        return not versions.any_timeline(tx)


def list_slugs(database: Database) -> list[str]:
    with database.snapshot() as tx:
        return [state.timeline.slug for state in versions.list_timelines(tx)]
