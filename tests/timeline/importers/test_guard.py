"""Files that mean harm, through the process that reads them: the harm is its own."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.timeline.importers.reading import a_source
from timeline.domain.errors import InvalidImport
from timeline.importers.guard import LIMITS, MEGABYTE, Limits, read_guarded
from timeline.importers.importer import Fault, Found

if TYPE_CHECKING:
    from pathlib import Path

CALENDAR = "BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20250101\r\nSUMMARY:x\r\nEND:VEVENT\r\n"


def children() -> str:
    return subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True, check=False
    ).stdout


def test_findings_come_through_as_they_are(tmp_path: Path) -> None:
    text = CALENDAR.format(EVENT.format("a") + EVENT.format("b").replace("20250101", "20251301"))
    found = list(read_guarded(a_source(tmp_path, "a.ics", text)))
    assert [one.draft.uid for one in found if isinstance(one, Found)] == ["a"]
    assert ["20251301" in one.problem.message for one in found if isinstance(one, Fault)] == [True]


def test_a_reader_that_works_too_long_is_stopped(tmp_path: Path) -> None:
    source = a_source(tmp_path, "a.ics", CALENDAR.format("".join(EVENT.format(number) for number in range(60_000))))
    began = time.monotonic()
    with pytest.raises(InvalidImport, match="still being read after 1 seconds"):
        list(read_guarded(source, limits=Limits(seconds=1, seconds_per_megabyte=0)))
    assert time.monotonic() - began < 60
    assert "guard.child" not in children()


def test_a_reader_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    source = a_source(
        tmp_path, "a.json", '{"format": "timeline/1", "timeline": "' + "x" * (300 * MEGABYTE) + '", "events": []}'
    )
    with pytest.raises(InvalidImport, match=r"memory|could not be read|not JSON"):
        list(read_guarded(source, limits=Limits(memory=400 * MEGABYTE)))


def test_a_reader_that_answers_too_much_is_stopped(tmp_path: Path) -> None:
    text = CALENDAR.format(EVENT.format("a").replace("SUMMARY:x", "DESCRIPTION:" + "x" * 90_000))
    with pytest.raises(InvalidImport, match="swells"):
        list(read_guarded(a_source(tmp_path, "a.ics", text), limits=Limits(answer=1_000)))


def test_nobody_reading_on_ends_the_reader(tmp_path: Path) -> None:
    source = a_source(tmp_path, "a.ics", CALENDAR.format("".join(EVENT.format(number) for number in range(20_000))))
    findings = read_guarded(source)
    next(findings)
    findings.close()  # type: ignore[attr-defined]  # a generator
    assert "guard.child" not in children()


HOSTILE = {
    "no end of nested components.ics": CALENDAR.format("BEGIN:X\r\n" * 50_000),
    "a line of 30 MB.ics": CALENDAR.format("X:" + "y" * 30_000_000 + "\r\n" + EVENT.format("a")),
    "NULs.ics": "\x00" * 1_000_000,
    "blank lines.ics": CALENDAR.format("\r\n" * 500_000 + EVENT.format("a")),
    "a rule without end.ics": CALENDAR.format(
        EVENT.format("a").replace("SUMMARY", "RRULE:FREQ=DAILY;COUNT=1000000000\r\nSUMMARY")
    ),
    "a zone without end.ics": CALENDAR.format(
        "BEGIN:VTIMEZONE\r\nTZID:z\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0123\r\n"
        "RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        + EVENT.format("a").replace("DTSTART:20250101", "DTSTART;TZID=z:20250101T100000")
    ),
    "deep.json": '{"format": "timeline/1", "timeline": ' + "[" * 1_000_000,
    "one quote.csv": 'title,when\n"' + "x" * 5_000_000,
    "columns.csv": ",".join(f"c{number}" for number in range(100_000)) + "\n",
    "laughs.md": "---\na: &a [x]\nb: &b [*a,*a]\n---\n- 2025: x\n",
    "brackets.md": "- 2025: " + "[" * 200_000 + "\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_or_refused_within_the_limits(tmp_path: Path, name: str) -> None:
    source = a_source(tmp_path, name, HOSTILE[name])
    try:
        found = list(read_guarded(source))
    except InvalidImport as refused:
        assert "could not be read" not in str(refused)  # noqa: PT017  either is right, a crash is not
    else:
        assert sum(isinstance(one, Found) for one in found) <= 1
    assert LIMITS.memory == 1024 * MEGABYTE


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.ics", "a.csv", "a.json", "a.md"])
def test_a_hundred_megabytes_are_read_or_refused_within_the_limits(tmp_path: Path, name: str) -> None:
    starts = {
        "a.ics": "BEGIN:VCALENDAR\r\nX:", "a.csv": 'title,when\nx,"', "a.json": '{"features": [{"a": "',
        "a.md": "- 2025: ",
    }  # fmt: skip
    source = a_source(tmp_path, name, starts[name] + "y" * 100 * MEGABYTE)
    try:
        found = list(read_guarded(source))
    except InvalidImport as refused:
        assert "could not be read" not in str(refused)  # noqa: PT017
    else:
        assert sum(isinstance(one, Found) for one in found) <= 1
