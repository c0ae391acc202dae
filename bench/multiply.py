"""Many events out of fewer, in SQL: rendering 100,000 one by one takes minutes, and what is measured there is reading.

Every copy has its own revisions, uids and slugs, in the log, in its derived rows and in its renderings; the search
index alone is not copied, so nothing is measured by it.
"""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DERIVED = ("version_term", "version_span", "version_figure", "version_place")
CHANGED = {
    "revision": "v.revision + :shift",
    "published_revision": "v.published_revision + :shift",
    "uid": "v.uid || :mark",
    "slug": "v.slug || :mark",
    "document": "json_set(v.document, '$.event.uid', v.uid || :mark, '$.event.slug', v.slug || :mark)",
}
RENDERING = """
insert into rendering (timeline_id, revision, format, text, note)
select r.timeline_id, r.revision + :shift, r.format,
    replace(replace(r.text, 'UID:' || v.uid, 'UID:' || v.uid || :mark), '"' || v.uid, '"' || v.uid || :mark),
    r.note
from rendering r join event_version v using (timeline_id, revision) where r.revision <= :last
"""


def multiply(kept: Path, made: Path, times: int) -> None:
    shutil.copy(kept, made)
    connection = sqlite3.connect(made)
    last = connection.execute("select max(revision) from event_version").fetchone()[0]
    for number in range(1, times):
        given = {"shift": number * last, "mark": f"-{number}", "last": last}
        _copy(connection, "event_version", CHANGED, given)
        for table in DERIVED:
            _copy(connection, table, {"revision": CHANGED["revision"]}, given)
        connection.execute(RENDERING, given)
    connection.execute("update timeline set revision = :to, public_revision = :to", {"to": times * last})
    connection.commit()
    connection.execute("analyze")
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()


def _copy(connection: sqlite3.Connection, table: str, changed: dict[str, str], given: dict[str, object]) -> None:
    columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    values = ", ".join(changed.get(column, f"v.{column}") for column in columns)
    connection.execute(
        f"insert into {table} ({', '.join(columns)}) select {values} from {table} v where v.revision <= :last",  # noqa: S608
        given,
    )
