"""What was found, as a page: program × case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.interop.life import STEPS
from tests.interop.nasty import CASES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

HEAD = """# Real programs, and what they make of a nasty timeline

Written by `python -m tests.interop`, which starts `timeline serve` with the timeline of
[tests/interop/nasty.py](../tests/interop/nasty.py), lets each program read its feeds, and compares what the program
understood (uid, title, start, end, status, every occurrence) with what is stated there.

✓ read as stated · ○ not to be there, nor is it: no calendar holds what ends beyond the years 1000 to 9999 or has no
day at all, and withdrawn events are told as cancelled in calendars alone · a number: read otherwise by the program's
own doing, as told below · ✗ read otherwise · – not there to be tried
"""

LIFE = """
## A life

Two desktop calendars subscribe once to another timeline; then it changes, step by step, by another process than the
one that serves it, and after each step they refresh twice. ✓ means all of this: the first refresh brought the calendar
once; what the program shows (uid, title, start, end, status, text, tags) is what is stated in
[tests/interop/life.py](../tests/interop/life.py) and what is published; SEQUENCE and LAST-MODIFIED moved on what
changed and on nothing else; GNOME said that it touched that and nothing else (Thunderbird replaces all and says
nothing); the second refresh was answered with 304 and changed nothing.
"""


class Table:
    """A plugin of pytest, in the process that gathers the reports of all workers."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str], dict[str, str]] = {}
        self._notes: dict[tuple[str, str], dict[str, int]] = {}
        self._life: dict[str, dict[str, str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            for name, value in report.user_properties:
                if name == "interop":
                    self._note_case(report, value)
                elif name == "life":
                    program, step, mark = value
                    self._life.setdefault(program, {})[step] = mark

    def _note_case(self, report: pytest.TestReport, found: Any) -> None:
        program, suffix, case, stated, because = found
        mark = self._mark(program, suffix, because) if report.passed else "✗"
        self._marks.setdefault((program, suffix), {})[case] = mark if stated else mark.replace("✓", "○")

    def _mark(self, program: str, suffix: str, because: str) -> str:
        if not because:
            return "✓"
        notes = self._notes.setdefault((program, suffix), {})
        return str(notes.setdefault(because, len(notes) + 1))

    def written(self) -> str:
        columns = sorted(self._marks, key=lambda column: (column[1] != "ics", column[1], column[0]))
        lines = [
            ("Case", *(f"{program} ({suffix})" for program, suffix in columns)),
            ("---", *("---" for _ in columns)),
            *((name, *(self._marks[column].get(name, "–") for column in columns)) for name in CASES),
        ]
        return "\n".join([HEAD, *_rows(lines), "", *self._told(columns), LIFE, *self._lived()]) + "\n"

    def _lived(self) -> list[str]:
        programs = sorted(self._life)
        return _rows([
            ("Step", "Changes", *programs),
            ("---", "---", *("---" for _ in programs)),
            *((step.name, ", ".join(step.shows), *(self._life[one].get(step.name, "–") for one in programs))
              for step in STEPS),
        ])  # fmt: skip

    def _told(self, columns: list[tuple[str, str]]) -> list[str]:
        """Each program's own doings, by number."""
        return [
            f"- **{program} ({suffix})** {number}: {because}."
            for program, suffix in columns
            for because, number in self._notes.get((program, suffix), {}).items()
        ]


def _rows(lines: Iterable[tuple[str, ...]]) -> list[str]:
    return ["| " + " | ".join(line) + " |" for line in lines]
