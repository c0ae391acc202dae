"""A server killed in the middle of writing: what it had acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.domain.query import EventQuery
from timeline.operations.browse import reading
from timeline.operations.maintain import rebuild

if TYPE_CHECKING:
    from timeline.operations.maintain import Database

ROOT = Path(__file__).parents[3]
WRITER = """
import itertools, sys
from datetime import UTC, datetime
from timeline.domain.event import EventDraft
from timeline.operations.maintain import Database
from timeline.operations.record import record_event
database = Database(sys.argv[1])
for number in itertools.count():
    draft = EventDraft.parse({"uid": f"u{number}", "title": "x", "when": {"edtf": "2025"}, "tags": ["t"]})
    record_event(database, "things", draft, actor="a", now=datetime(2026, 1, 1, tzinfo=UTC))
    print(f"u{number}", flush=True)
"""


def test_a_kill_loses_nothing_that_was_acknowledged(database: Database, database_url: str) -> None:
    command = [sys.executable, "-c", WRITER, database_url]
    writer = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip() for _ in range(25)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += writer.communicate()[0].split()
    with reading(database, "things") as found:
        versions = found.events(EventQuery(sort="updated")).versions
        tagged = found.count(EventQuery(filters={"tag": ("t",)}))
        assert found.state.revision == len(versions) + 1
    assert set(acknowledged) <= {one.uid for one in versions}
    assert len(versions) - len(acknowledged) in {0, 1}, "the last write may have been stored but not yet told"
    assert tagged == len(versions)
    assert rebuild(database).changed == 0
