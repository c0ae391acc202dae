"""Mutated files for every importer: none may raise anything but a refusal, take over 5 seconds, or eat memory.

python -m bench.fuzz --inputs 1000000 --processes 2 [--minutes 60] [--seed 7] [--importer ical]

An input that breaks the rule is kept in the folder that is named, and the run exits with 1.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measuring import peak_memory
from timeline.domain.errors import InvalidEvent
from timeline.importers import IMPORTERS
from timeline.importers.importer import Choices, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

Task = tuple[int, int, str | None, str]
"""A share of the inputs: how many, seed, importer, and the folder to keep what breaks."""
ROOT = Path(__file__).parents[1]
SLOWEST = 5.0
"""Seconds of the processor: nothing here waits, and a busy machine says nothing of an importer."""
MOST_MEMORY = 500_000_000
LONGEST = 20_000
SHARE = 5_000
ONLY_VALUES = 0.4
"""How many of the mutated JSON files are still JSON for certain."""
TOKENS = [
    b"BEGIN:VEVENT\n",
    b"END:VEVENT\n",
    b"BEGIN:VALARM\n",
    b"RRULE:FREQ=SECONDLY\n",
    b"RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2\n",
    b"RRULE:FREQ=DAILY;COUNT=999999999\n",
    b"EXRULE:FREQ=HOURLY\n",
    b"RECURRENCE-ID:20250107T190000\n",
    b"DTSTART:00000101\n",
    b"DTSTART:99991231T235959\n",
    b"DURATION:P999999W\n",
    b"RDATE:20250101,20250102/P1D\n",
    b"X-EDTF:2025-08~\n",
    b";TZID=Europe/Paris",
    b"TZID:x\n",
    b"\\n",
    b"\\",
    b'"',
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\r",
    b"\n ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"1e999",
    b"-13800000000",
    b"Y-1e9",
    b"9" * 400,
    b"2025-13",
    b"[2025..",
    b"../..",
    b"\xe2\x80\xa8",
    b"'=",
    b"=cmd|' /C calc'!A0",
    b",",
    b";",
    b"\t",
    b"---\n",
    b"&a [*a]\n",
    b"!!python/name:os\n",
    b"- 2025: ",
    b"# ",
    b"](https://",
    b'"_timeline":{"when":{"edtf":"2025"}},',
    b'"timeline/1"',
    b'"when":',
    b'"features":[',
    b'"year":-1e400',
    b"on Friday",
    b"10 or 11 May",
    b"<a href=",
    b"&#0;",
    b"0" * 30,
]

VALUE = re.compile(rb'(?<=[:\[,])\s*(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)(?=\s*[,\]}])')
"""A value in JSON: what is put in its place leaves the file readable, and reaches the rules behind the parser."""
VALUES = [
    b"null",
    b"true",
    b"-1",
    b"0",
    b"1e999",
    b"99999999999999999999",
    b"-13800000000",
    b'""',
    b'"\\u0000"',
    b'"\\ud800"',
    b'"2025-08~"',
    b'"2025-13"',
    b'"Y-1e9"',
    b'"[2025-01..]"',
    b'"../.."',
    b'"on Friday"',
    b'"FREQ=SECONDLY"',
    b'"FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2"',
    b'"javascript:alert(1)"',
    b'"Europe/Paris"',
    b'"../../etc/passwd"',
    b'"' + b"x" * 600 + b'"',
    b"[]",
    b"{}",
    b"[" * 60 + b"]" * 60,
    b'{"edtf": "2025"}',
    b'{"start": {"local": "2025-03-30T02:30:00", "zone": "Europe/Berlin"}}',
    b'[{"name": "x", "latitude": 91}]',
]


@dataclass
class Report:
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    hardest: float = 0.0
    memory: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def inputs(self) -> int:
        return self.outcomes.total()

    def add(self, other: Report) -> None:
        self.outcomes += other.outcomes
        self.slowest = max(self.slowest, other.slowest)
        self.hardest = max(self.hardest, other.hardest)
        self.memory = max(self.memory, other.memory)
        self.broken += other.broken


def find_seeds() -> dict[str, list[bytes]]:
    """Small files by importer: those of the tests."""
    folder = ROOT / "tests/timeline/importers"
    seeds = {
        name: [path.read_bytes() for path in sorted((folder / "examples").glob(f"{name}.*"))] for name in IMPORTERS
    }
    seeds["ical"] += [path.read_bytes() for path in sorted((folder / "calendars/files").glob("*.ics"))]
    return seeds


def mutate(seed: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """By bytes, by values, or both."""
    data = bytearray(seed)
    by_values = seed.startswith(b"{") and chance.random() < ONLY_VALUES
    mutations = (_value,) if by_values else MUTATIONS
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        chance.choice(mutations)(data, others, chance)
    return bytes(data[:LONGEST])


def _place(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytearray, others: list[bytes], chance: random.Random) -> None:  # noqa: ARG001  alike for all
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, others: list[bytes], chance: random.Random) -> None:  # noqa: ARG001
    start = _place(data, chance)
    del data[start : start + chance.randrange(1, 200)]


def _repeat(data: bytearray, others: list[bytes], chance: random.Random) -> None:  # noqa: ARG001
    start = _place(data, chance)
    piece = data[start : start + chance.randrange(1, 80)]
    data[start:start] = piece * chance.choice((1, 2, 30))


def _insert(data: bytearray, others: list[bytes], chance: random.Random) -> None:  # noqa: ARG001
    start = _place(data, chance)
    data[start:start] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 50))


def _splice(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    start, end = sorted((chance.randrange(len(other) + 1), chance.randrange(len(other) + 1)))
    place = _place(data, chance)
    data[place:place] = other[start : min(end, start + 2_000)]


def _swap_lines(data: bytearray, others: list[bytes], chance: random.Random) -> None:  # noqa: ARG001
    lines = bytes(data).split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    data[:] = b"\n".join(lines)


def _digits(data: bytearray, others: list[bytes], chance: random.Random) -> None:  # noqa: ARG001
    places = [index for index, octet in enumerate(data) if 48 <= octet < 58]
    for index in chance.sample(places, min(len(places), 3)):
        data[index] = 48 + chance.randrange(10)


def _value(data: bytearray, others: list[bytes], chance: random.Random) -> None:  # noqa: ARG001
    found = list(VALUE.finditer(data))
    if found:
        start, end = chance.choice(found).span()
        data[start:end] = chance.choice(VALUES)


MUTATIONS = (_value, _flip, _cut, _repeat, _insert, _insert, _splice, _swap_lines, _digits)


def fuzz_apart(tasks: list[Task], processes: int) -> Iterator[Report]:
    """In new processes, whose memory is the importers' alone; a report for each share, as they end."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap_unordered(fuzz, tasks)


def fuzz(task: Task) -> Report:
    inputs, seed, only, kept = task
    chance = random.Random(seed)
    seeds = find_seeds()
    names = [only] if only else [name for name in IMPORTERS if seeds[name]]
    every = [one for some in seeds.values() for one in some]
    report = Report()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:  # noqa: S108
        path = Path(folder) / "input"
        for number in range(inputs):
            name = names[number % len(names)]
            content = mutate(chance.choice(seeds[name]), every, chance)
            path.write_bytes(content)
            broken = _try(name, path, report)
            if broken:
                place = Path(kept) / f"{seed}-{number}.{name}"
                place.write_bytes(content)
                report.broken.append(f"{place}: {broken}")
    report.memory = peak_memory()
    return report


def _try(name: str, path: Path, report: Report) -> str:
    """What is wrong, "" for nothing."""
    began, worked = time.perf_counter(), time.process_time()
    try:
        count = sum(1 for _ in IMPORTERS[name].read(Source(path, f"input.{name}", Choices(published="2025-12-13"))))
        report.outcomes[f"{name} read" if count else f"{name} empty"] += 1
    except InvalidEvent:
        report.outcomes[f"{name} refused"] += 1
    except Exception:  # noqa: BLE001  this is what is looked for
        report.outcomes[f"{name} broken"] += 1
        return traceback.format_exc(limit=-3)
    seconds = time.process_time() - worked
    report.slowest = max(report.slowest, time.perf_counter() - began)
    report.hardest = max(report.hardest, seconds)
    return f"took {seconds:.1f} s" if seconds > SLOWEST else ""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--inputs", type=int, default=100_000)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--minutes", type=float, help="stop after so many, with fewer inputs")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--importer", choices=list(IMPORTERS))
    given = options.parse_args()
    kept = tempfile.mkdtemp(prefix="fuzz-")
    shares = [min(SHARE, given.inputs - begun) for begun in range(0, given.inputs, SHARE)]
    tasks = [(share, given.seed * 1_000_000 + number, given.importer, kept) for number, share in enumerate(shares)]
    began = time.perf_counter()
    report = Report()
    for one in fuzz_apart(tasks, given.processes):
        report.add(one)
        print(f"\r{report.inputs:,}, {len(report.broken)} broken", end="", file=sys.stderr, flush=True)
        if given.minutes and time.perf_counter() - began > 60 * given.minutes:
            break
    print(f"{report.inputs:,} inputs in {time.perf_counter() - began:.0f} s; {len(report.broken)} broke the rule")
    print(
        f"  slowest {report.slowest:.2f} s of the clock, {report.hardest:.2f} s of the processor; "
        f"most memory {report.memory / 1e6:.0f} MB"
    )
    for outcome, count in sorted(report.outcomes.items()):
        print(f"  {outcome}: {count:,}")
    for broken in report.broken[:20]:
        print(broken)
    sys.exit(bool(report.broken) or report.memory > MOST_MEMORY)


if __name__ == "__main__":
    main()
