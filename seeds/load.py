"""Load the demonstration timelines through the same operation as any import, so that seeding tries the real path."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from timeline.importers.native import read_native
from timeline.operations.ingest import Ingested, ingest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from timeline.domain.native import NativeFile
    from timeline.operations.maintain import Database


def read_seeds() -> Iterator[NativeFile]:
    folder = resources.files("seeds")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".json"):
            yield read_native(path.read_bytes())


def load_seeds(database: Database, *, now: datetime) -> list[Ingested]:
    """Idempotent: what is there already stays untouched."""
    return [ingest(database, file, actor="seeds", now=now) for file in read_seeds()]
