"""An import that is killed: all of it or nothing, wherever it was. `bench/kills.py` does it at more points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.kills import Outcome, kill_imports, write_calendar

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("points", [4])
def test_a_kill_leaves_all_or_nothing(database_url: str, tmp_path: Path, points: int) -> None:
    calendar = tmp_path / "many.ics"
    write_calendar(calendar, 1_000)
    outcomes = list(kill_imports(database_url, calendar, events=1_000, points=points))
    assert len(outcomes) == points
    assert {one.stored for one in outcomes} <= {0, 1_000}
    assert all(isinstance(one, Outcome) for one in outcomes)
