"""The page of results is of this very set of programs and cases."""

from __future__ import annotations

from pathlib import Path

from tests.interop.life import STEPS
from tests.interop.nasty import CASES
from tests.interop.programs import find_programs

PAGE = Path(__file__).parents[2] / "docs" / "interop.md"


def rows(table: int = 0) -> list[list[str]]:
    """Of the table of programs, or of that of a life."""
    lines = PAGE.read_text(encoding="utf-8").split("## A life")[table].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def test_it_has_a_column_for_every_program() -> None:
    expected = {f"{program.name} ({suffix})" for program in find_programs() for suffix in program.suffixes}
    assert set(rows()[0][1:]) == expected, "run python -m tests.interop"


def test_it_has_a_row_for_every_case() -> None:
    assert [row[0] for row in rows()[2:]] == list(CASES), "run python -m tests.interop"


def test_nothing_is_read_otherwise_than_stated_without_a_reason() -> None:
    assert not [row for row in rows() if "✗" in row]


def test_both_desktops_have_lived_through_every_step() -> None:
    head, _, *lived = rows(1)
    assert head == ["Step", "Changes", "GNOME", "Thunderbird"]
    assert [row[0] for row in lived] == [step.name for step in STEPS], "run python -m tests.interop"
    assert {mark for row in lived for mark in row[2:]} == {"✓"}
