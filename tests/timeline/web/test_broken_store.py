"""A real server whose database is broken under it: subscribers notice nothing."""

from __future__ import annotations

import sqlite3
import urllib.request
from contextlib import closing
from typing import TYPE_CHECKING

from tests.serving import serving

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def fetch(address: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own server
        return answer.status, answer.read()


def test_a_database_file_cut_short_under_a_server_costs_no_subscriber_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a write that is in the write-ahead log alone: SQLite then believes the log about the file's size, and a file
    that were mapped into memory would take the worker down with it.
    """
    monkeypatch.setenv("TIMELINE_CACHE_FOLDER", str(tmp_path))
    path = tmp_path / "timeline.db"
    with serving(f"sqlite:///{path}") as base:
        good = fetch(f"{base}/timelines/kursk.ics")
        assert b"BEGIN:VEVENT" in good[1]
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("CREATE TABLE other (name TEXT)")
            assert fetch(f"{base}/timelines/kursk.ics") == good
            with path.open("r+b") as file:
                file.truncate(100)
            assert [fetch(f"{base}/timelines/kursk.ics") for _ in range(4)] == [good] * 4
