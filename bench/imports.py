"""Imports by the real command: events a second and peak memory, for 10,000 and 100,000 events of CSV and iCalendar.

python -m bench.imports [events…]                        a new SQLite file each
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.kills import COMMAND, ROOT, write_calendar


def write_table(path: Path, events: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Headline", "Date", "Text", "Tags", "Where", "Source", "Link"])
        for number in range(events):
            date = f"20{number % 60:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            text = "It was seen by several people, who said so; one of them wrote it down."
            table.writerow([
                f"Something happened, number {number}", date, text, f"talk; tag {number % 7}", "Example Street",
                f"The Daily Example, page {number % 40}", f"https://example.org/{number}",
            ])  # fmt: skip


def run(path: Path, url: str) -> tuple[float, int]:
    """Seconds, and the peak memory in bytes of the larger of its two processes."""
    environment = {**os.environ, "TIMELINE_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    done = subprocess.Popen(  # noqa: S603  our own command
        [*COMMAND, str(path), "--json"], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert done.stdout is not None  # noqa: S101  a pipe
    answer = done.stdout.read()
    _, status, usage = os.wait4(done.pid, 0)
    assert status == 0, answer  # noqa: S101  else the figures mean nothing
    return time.perf_counter() - began, usage.ru_maxrss * 1024


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or [10_000, 100_000]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, write in (("csv", write_table), ("ics", write_calendar)):
            for events in sizes:
                path = folder / f"many-{events}.{kind}"
                write(path, events)
                seconds, peak = run(path, f"sqlite:///{folder}/{kind}-{events}.db")
                print(
                    f"{kind}: {events:>7,} events, {path.stat().st_size / 1e6:5.1f} MB in {seconds:6.1f} s, "
                    f"{events / seconds:6,.0f} events/s, peak {peak / 1e6:4.0f} MB"
                )


if __name__ == "__main__":
    main()
