"""How the databases find what public addresses ask for: never by reading all versions of a timeline.

SQLite plans from the schema alone here, so a small store has the plans of a large one. PostgreSQL plans from
statistics, so it is given thirty thousand versions; and since a table that is one timeline from end to end is often
cheaper to read whole, it is asked whether an index would serve, with sequential scans switched off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from tests.loading import load
from timeline.store.tables import event_version, version_place, version_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

    Statement = tuple[str, Any]

WINDOW = "from=2020-03&to=2020-03"
EVENTS = "/api/v1/timelines/found/events"
SELECTIVE = (
    f"/timelines/found?{WINDOW}", "/timelines/found?q=rare7", "/timelines/found?tag=tag7&near=7,7,10",
    f"/timelines/found.json?{WINDOW}", "/timelines/found.ics?q=rare7", "/timelines/found.atom?tag=tag7",
    f"{EVENTS}?{WINDOW}&limit=50", f"{EVENTS}?{WINDOW}&match=certain", f"{EVENTS}?{WINDOW}&sort=-date",
    f"{EVENTS}?{WINDOW}&tag=tag7", f"{EVENTS}?q=rare7", f"{EVENTS}?q=rare7&sort=relevance",
    f"{EVENTS}?q=rare7&sort=-updated", f"{EVENTS}?tag=tag7", f"{EVENTS}?near=7,7,10",
    f"{EVENTS}?bbox=6,6,8,8&sort=-published", f"{EVENTS}?status=cancelled", f"{EVENTS}?verification=disputed",
    f"{EVENTS}?updated_since=2030-01-01", f"{EVENTS}?sort=-updated", f"{EVENTS}?sort=published",
    f"{EVENTS}/u007", f"{EVENTS}/u007/versions", "/timelines/found/events/s7", "/timelines/found/events/s7.ics",
    "/api/v1/timelines/found/changes?since=50", "/api/v1/timelines/found/aggregates?by=month&q=rare7",
    f"/api/v1/timelines/found/aggregates?by=tag&{WINDOW}", "/timelines/found/changes",
)  # fmt: skip
DERIVED = "version_term|version_span|version_place|version_figure|rendering"
WHOLE_SQLITE = re.compile(
    rf"SCAN (?:event_version|{DERIVED})\b|SEARCH event_version USING INDEX (?!\w+_replacing)\w+ \(timeline_id=\?\)$"
)
WHOLE_POSTGRESQL = re.compile(rf"Seq Scan on (?:event_version|version_search|{DERIVED})\b")
BASE, COPIES = 60, 500


@pytest.fixture
def asked(database: Database) -> Iterator[list[Statement]]:
    """SELECTs with what is bound in them."""
    seen: list[Statement] = []

    def note(_connection: object, _cursor: object, statement: str, bound: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            seen.append((statement, bound))

    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(database.engine, "before_cursor_execute", note)


@pytest.fixture
def large(client: FlaskClient, database: Database, clock: Clock) -> Database:
    """After the application, which would make renderings of all."""
    documents = [
        {"when": {"edtf": f"20{number:02d}-03-05"}, "tags": [f"tag{number}"], "description": f"rare{number}",
         "places": [{"name": f"P{number}", "latitude": number, "longitude": number}]}
        for number in range(BASE)
    ]  # fmt: skip
    load(database, clock, *documents)
    if not database.is_sqlite:
        with database.transaction() as tx:
            _multiply(tx)
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return database


def _multiply(tx: sa.Connection) -> None:
    """Each version COPIES times more, on days and with tags, words and places of their own."""
    shift = "n * 1000"
    changed = {
        "revision": f"revision + {shift}", "uid": "uid || '-' || n", "slug": "slug || '-' || n",
        "published_revision": f"published_revision + {shift}", "term": "term || '-' || n",
        "latitude": "latitude + n * 0.00001", **{name: f"{name} - n * 37" for name in DAYS},
    }  # fmt: skip
    for table in (event_version, version_term, version_place):
        names = [column.name for column in table.c]
        values = ", ".join(changed.get(name, f'"{name}"') for name in names)
        columns = ", ".join(f'"{name}"' for name in names)
        copies = f"SELECT {values} FROM {table.name}, generate_series(1, {COPIES}) n"  # noqa: S608  our own names
        tx.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) {copies}")
    words = f"SELECT timeline_id, revision + {shift}, to_tsvector('simple', 'word' || n) FROM version_search"  # noqa: S608
    tx.exec_driver_sql(f"INSERT INTO version_search {words}, generate_series(1, {COPIES}) n")


DAYS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "sort_asc", "sort_desc")


def test_no_address_reads_all_versions(large: Database, client: FlaskClient, asked: list[Statement]) -> None:
    whole = WHOLE_SQLITE if large.is_sqlite else WHOLE_POSTGRESQL
    wrong = []
    for address in SELECTIVE:
        asked.clear()
        assert client.get(address, buffered=True).status_code == 200
        assert asked, address
        plans = [(statement, line) for statement, bound in asked for line in _plan(large, statement, bound)]
        wrong += [(address, *found) for found in plans if whole.search(found[1])]
    assert wrong == []


def _plan(database: Database, statement: str, bound: Any) -> list[str]:
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    with database.snapshot() as tx:
        if not database.is_sqlite:
            tx.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return [row[-1].strip() for row in tx.exec_driver_sql(f"{explain} {statement}", bound)]
