"""The table of targets as Markdown: figure, ratio, met or missed."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.compare import Comparison, Row, Sized
    from bench.measuring import Answer, Figures

OURS = ("ours, SQLite", "ours, PostgreSQL")
PEERS = ("Datasette", "Radicale", "Flask + icalendar")
COLUMNS = ("nginx", *OURS, *PEERS)
HELLO, FIRST_WHOLE, FIRST, FIRST_PEER, PAGE_CPU = 0.8, 25, 10, 2, 15
WRITES = {OURS[0]: 300, OURS[1]: 500}
IMPORTS, WORKER_MB, TOTAL_MB, START = 2_000, 80, 250, 1.5
EXPONENT, FIRST_LARGE = 0.15, 300
HEAD = """# Measured

By `python -m bench.compare`, {when}, {cores} cores that other work shared (load {load:.0f}), {events:,} events
unless said otherwise. Ratios are of processor time a request, of all processes of a server, which other work disturbs
least; milliseconds and requests a second are as they were under that load. `x limit` is nginx's time for the same
bytes as a file by ours; `x peer` the best peer's by ours.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Of the table of targets; and, of a kind of request, the cells of the table of systems."""

    name: str
    system: str
    figure: str
    target: str
    met: bool | None
    cells: tuple[str, ...] = ()

    @classmethod
    def of_rows(cls, rows: Sequence[Row], found: Comparison, hello: float) -> Iterator[Line]:
        for row in rows:
            warm = {name: _middle(figures) for name, figures in found.warm[row.name].items()}
            cold = {name: _middle_cold(answers) for name, answers in found.cold.get(row.name, {}).items()}
            cells = tuple(_cell(warm, cold, name) for name in COLUMNS)
            for system in OURS:
                yield from _targets(row, system, warm, cold, hello, cells)

    @classmethod
    def of_writes(cls, system: str, rate: float, cpu: float) -> Line:
        target = WRITES[system]
        figure = f"{rate:.0f}/s, {cpu:.1f} ms CPU each"
        return cls("writes of one event, 8 clients", system, figure, f"≥ {target}/s", rate >= target)

    @classmethod
    def of_import(cls, system: str, rate: float, by_cpu: float) -> Line:
        figure = f"{rate:.0f}/s ({by_cpu:.0f}/s of CPU)"
        return cls("import with renderings", system, figure, f"≥ {IMPORTS:,}/s", rate >= IMPORTS)

    @classmethod
    def of_memory(cls, system: str, megabytes: list[float], started_in: float) -> Line:
        figure = f"{megabytes[0]:.0f} MB the largest process; up in {started_in:.1f} s"
        met = megabytes[0] <= WORKER_MB and started_in <= START
        return cls("memory and start", system, figure, f"≤ {WORKER_MB} MB, ≤ {START} s", met)


def _targets(
    row: Row, system: str, warm: dict[str, Figures], cold: dict[str, Answer], hello: float, cells: tuple[str, ...]
) -> Iterator[Line]:
    mine, cpu = warm[system], max(warm[system].cpu, 1e-6)
    share = warm["nginx"].cpu / cpu
    figure = f"{mine.rate:,.0f}/s, {mine.cpu:.2f} ms CPU; {share:.2f} x limit"
    target, met = f"≥ {row.limit} x limit", share >= row.limit
    best = min((warm[name].cpu for name in PEERS if name in warm), default=None)
    if best is not None:
        figure, target = f"{figure}, {best / cpu:,.0f} x peer", f"{target}, ≥ {row.peer:.0f} x peer"
        met = met and best / cpu >= row.peer
    if row.conditional:
        figure, target = f"{figure}, {hello / cpu:.2f} of hello", f"{target}, ≥ {HELLO} of hello"
        met = met and hello / cpu >= HELLO
    yield Line(row.name, system, figure, target, met, cells if system == OURS[0] else ())
    if system in cold:
        yield _first(row, system, cold)


def _first(row: Row, system: str, cold: dict[str, Answer]) -> Line:
    mine, name = cold[system], f"{row.name}, first after an edit"
    figure = f"{mine.milliseconds:.0f} ms, {mine.cpu:.0f} ms CPU"
    if row.limit == 0.1:
        return Line(name, system, figure, f"≤ {PAGE_CPU} ms CPU", mine.cpu <= PAGE_CPU)
    most = FIRST_WHOLE if row.name.startswith(("whole", "1,000")) else FIRST
    target, met = f"≤ {most} ms", mine.milliseconds <= most
    best = min((cold[name].milliseconds for name in PEERS if name in cold), default=None)
    if best is not None:
        times, needed = best / mine.milliseconds, row.peer if row.name == "whole .ics" else FIRST_PEER
        figure, target, met = (
            f"{figure}, {times:,.1f} x peer",
            f"{target}, ≥ {needed:.0f} x peer",
            met and times >= needed,
        )
    return Line(name, system, figure, target, met)


def _middle(figures: list[Figures]) -> Figures:
    return sorted(figures, key=lambda one: one.cpu)[len(figures) // 2]


def _middle_cold(answers: list[Answer]) -> Answer:
    return sorted(answers, key=lambda one: one.milliseconds)[len(answers) // 2]


def _cell(warm: dict[str, Figures], cold: dict[str, Answer], name: str) -> str:
    if name not in warm:
        return "–"
    first = f"; first {cold[name].milliseconds:,.0f} ms" if name in cold else ""
    return f"{_rate(warm[name].rate)}/s, {warm[name].cpu:,.2f} ms{first}"


def _rate(rate: float) -> str:
    return f"{rate:.2f}" if rate < 10 else f"{rate:,.0f}"


def _of_sizes(sizes: Sequence[Sized]) -> Iterator[Line]:
    if not sizes:
        return
    small, large = sizes[0], sizes[-1]
    for name, low in small.warm.items() if large is not small else ():
        yield _growth(name, low, large.warm[name], small.count, large.count)
    if large is not small:
        yield _growth("write", small.write_cpu, large.write_cpu, small.count, large.count)
    for one in sizes:
        most = FIRST_LARGE if one.count > 10_000 else FIRST_WHOLE
        yield Line(
            f"whole .ics of {one.count:,} events ({one.size / 1e6:.1f} MB), first after an edit", OURS[0],
            f"{one.first:.0f} ms, {one.first_cpu:.0f} ms CPU; a worker grew from {one.memory[0]:.0f} to "
            f"{one.memory[1]:.0f} MB",
            f"≤ {most} ms, ≤ {TOTAL_MB} MB", one.first <= most and one.memory[1] <= TOTAL_MB,
        )  # fmt: skip


def _growth(name: str, low: float, high: float, from_: int, to: int) -> Line:
    grown = math.log(high / low) / math.log(to / from_) if low and high else 0.0
    figure = f"{low:.2f} → {high:.2f} ms CPU, exponent {grown:.2f}"
    return Line(f"{name}, {from_:,} → {to:,} events", OURS[0], figure, f"exponent ≤ {EXPONENT}", grown <= EXPONENT)


def write_report(path: Path, lines: Sequence[Line], sizes: Sequence[Sized], events: int) -> None:

    told = [*lines, *_of_sizes(sizes)]
    head = HEAD.format(
        when=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        cores=os.cpu_count(),
        load=os.getloadavg()[1],
        events=events,
    )
    systems = ["| request | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    systems += [f"| {one.name} | {' | '.join(one.cells)} |" for one in lines if one.cells]
    targets = ["| what | system | measured | target | |", "|---|---|---|---|---|"]
    targets += [f"| {one.name} | {one.system} | {one.figure} | {one.target} | {_verdict(one)} |" for one in told]
    met = sum(one.met is True for one in told)
    text = [head, "## Systems\n", *systems, f"\n## Targets: {met} of {len(told)} met\n", *targets, ""]
    notes = path.read_text().partition("\n## Where the time goes\n")[2] if path.exists() else ""
    path.write_text("\n".join(text) + (f"\n## Where the time goes\n{notes}" if notes else ""))


def _verdict(line: Line) -> str:
    return "met" if line.met else "**missed**"
