"""Kill -9 in the middle of an import, at evenly spaced moments: all of it is there afterwards, or nothing.

python -m bench.kills                                    10,000 events, 20 points, a new SQLite file each
python -m bench.kills postgresql://user@host/name        an empty PostgreSQL database
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.domain.errors import NotFound
from timeline.domain.query import EventQuery
from timeline.operations.browse import reading
from timeline.operations.maintain import Database, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from timeline.cli import main; main()", "import"]
EVENT = """BEGIN:VEVENT
UID:event-{number}@example.org
DTSTAMP:20250101T000000Z
DTSTART;TZID=Europe/Berlin:20{year:02d}{month:02d}{day:02d}T{hour:02d}0000
DTEND;TZID=Europe/Berlin:20{year:02d}{month:02d}{day:02d}T{hour:02d}4500
SUMMARY:Something happened, number {number}
DESCRIPTION:It was seen by several people\\, who said so\\; one of them wrote it down.
LOCATION:Corner of Example Street and Long Road\\, Sampletown
CATEGORIES:talk,{tag}
STATUS:CONFIRMED
SEQUENCE:0
END:VEVENT
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`killed` tells whether it still ran; `stored` counts the events that are there."""

    after: float
    killed: bool
    stored: int


def write_calendar(path: Path, events: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bench//EN\r\nX-WR-CALNAME:Many\r\n")
        for number in range(events):
            parts = {"year": number % 60, "month": number % 12 + 1, "day": number % 28 + 1, "hour": number % 23}
            file.write(EVENT.format(number=number, tag=f"tag {number % 7}", **parts).replace("\n", "\r\n"))
        file.write("END:VCALENDAR\r\n")


def kill_imports(url: str, calendar: Path, *, events: int, points: int) -> Iterator[Outcome]:
    """Each into a timeline of its own. The first, whole import says how long one takes."""
    began = time.perf_counter()
    _start(url, calendar, "whole").wait()
    whole = time.perf_counter() - began
    assert _count(url, "whole") == events  # noqa: S101  else nothing here means anything
    for point in range(points):
        after = whole * (point + 0.5) / points
        name = f"killed-{point}"
        running = _start(url, calendar, name)
        time.sleep(after)
        killed = running.poll() is None
        running.kill()
        running.wait()
        yield Outcome(after, killed, _count(url, name))


def _start(url: str, calendar: Path, name: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "TIMELINE_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(  # noqa: S603  our own command
        [*COMMAND, str(calendar), "--timeline", name], env=environment, cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _count(url: str, name: str) -> int:
    database = Database(url)
    try:
        with reading(database, name) as found:
            return found.count(EventQuery())
    except NotFound:
        return 0
    finally:
        database.dispose()


def main() -> None:
    events, points = 10_000, 20
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/kills.db"
        database = Database(url)
        migrate(database)
        database.dispose()
        calendar = Path(folder) / "many.ics"
        write_calendar(calendar, events)
        outcomes = list(kill_imports(url, calendar, events=events, points=points))
    for one in outcomes:
        print(f"  after {one.after:5.2f} s: {'killed' if one.killed else 'done'}, {one.stored:,} events")
    halves = [one for one in outcomes if one.stored not in {0, events}]
    print(f"{points} kills of an import of {events:,} events: {len(halves)} left it by halves")
    sys.exit(bool(halves))


if __name__ == "__main__":
    main()
