"""Several workers while writes go on: `bench/freshness.py` asks more, and tells what it counts as stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.freshness import check, prepare
from tests.serving import started

if TYPE_CHECKING:
    from pathlib import Path


def test_no_answer_is_staler_than_the_last_acknowledged_write(database_url: str, tmp_path: Path) -> None:
    token = prepare(database_url)
    with started(database_url, "--no-seeds", workers=3, cache_folder=tmp_path / "cache") as server:
        run = check(server.base, token, checks=400)
    assert run.wrong == []
    assert sum(run.answers.values()) == 400
    assert set(run.answers) == {200, 304}
    assert run.writes
