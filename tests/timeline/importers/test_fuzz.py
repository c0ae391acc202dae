"""A short run of `bench/fuzz.py`, which has longer ones on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.fuzz import MOST_MEMORY, SLOWEST, fuzz_apart

if TYPE_CHECKING:
    from pathlib import Path


def test_mutated_files_are_read_or_refused_quickly_and_in_little_memory(tmp_path: Path) -> None:
    (report,) = fuzz_apart([(3_000, 11, None, str(tmp_path))], processes=1)
    assert report.broken == []
    assert report.hardest < SLOWEST
    assert report.memory < MOST_MEMORY
    assert {outcome.split()[1] for outcome in report.outcomes} == {"read", "empty", "refused"}
