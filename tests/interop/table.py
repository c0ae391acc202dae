"""What was found, as a page: program × case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.interop.nasty import CASES

if TYPE_CHECKING:
    import pytest

HEAD = """# Real programs, and what they make of a nasty timeline

Written by `python -m tests.interop`, which starts `timeline serve` with the timeline of
[tests/interop/nasty.py](../tests/interop/nasty.py), lets each program read its feeds, and compares what the program
understood (uid, title, start, end, status, every occurrence) with what is stated there.

✓ read as stated · ○ not to be there, nor is it: no calendar holds years before 1000, and withdrawn events are told
as cancelled in calendars alone · a number: read otherwise by the program's own doing, as told below ·
✗ read otherwise · – not there to be tried
"""


class Table:
    """A plugin of pytest, in the process that gathers the reports of all workers."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str], dict[str, str]] = {}
        self._notes: dict[tuple[str, str], dict[str, int]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        found = dict(report.user_properties).get("interop")
        if report.when == "call" and isinstance(found, list):
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
        rows = ["| " + " | ".join(line) + " |" for line in lines]
        return "\n".join([HEAD, *rows, "", *self._told(columns)]) + "\n"

    def _told(self, columns: list[tuple[str, str]]) -> list[str]:
        """Each program's own doings, by number."""
        return [
            f"- **{program} ({suffix})** {number}: {because}."
            for program, suffix in columns
            for because, number in self._notes.get((program, suffix), {}).items()
        ]
