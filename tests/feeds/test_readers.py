"""Every golden case, read back by two parsers that are not ours and do not know each other."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest

from feeds.formats.ical import render_calendar
from feeds.text import clean
from feeds.words import plain_body
from tests.builders import a_feed, an_entry
from tests.feeds.cases import CASES
from tests.feeds.reading import read_with_icalendar, read_with_vobject, unfolded

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
every_case = pytest.mark.parametrize("name", CASES)


def rendered(name: str) -> bytes:
    return render_calendar(a_feed(*CASES[name]))


@every_case
def test_two_parsers_read_the_same(name: str) -> None:
    ours, theirs = read_with_icalendar(rendered(name)), read_with_vobject(rendered(name))
    assert [each[:5] for each in ours] == [each[:5] for each in theirs]


@every_case
def test_titles_and_texts_come_back_whole(name: str) -> None:
    versions = {version.uid: version for version in CASES[name]}
    for read in read_with_icalendar(rendered(name)):
        version = versions[read.uid.removesuffix("-begin").removesuffix("-end")]
        if read.recurrence is None:
            assert version.event.title in read.summary
            assert read.description == plain_body(an_entry(version))


@every_case
def test_an_event_lies_on_the_days_that_it_may_have_happened_on(name: str) -> None:
    """The first day drawn is never before the earliest possible one, nor the last after the latest."""
    versions = {version.uid: version for version in CASES[name]}
    for read in read_with_icalendar(rendered(name)):
        when = versions[read.uid.removesuffix("-begin").removesuffix("-end")].event.when
        if read.recurrence is None and not isinstance(read.start, datetime):
            last = (read.end or read.start) - timedelta(days=1)
            assert when.bounds.start_earliest <= (read.start - date(1970, 1, 1)).days
            assert (last - date(1970, 1, 1)).days <= when.bounds.end_latest


@every_case
def test_lines_are_what_every_program_can_read(name: str) -> None:
    text = rendered(name)
    lines = text.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    for line in lines:
        assert len(line) <= 75
        line.decode()  # no character is split
    assert not FORBIDDEN.search(text.decode().replace("\r\n", ""))


@every_case
def test_all_day_ends_are_dates_and_exclusive(name: str) -> None:
    for read in read_with_icalendar(rendered(name)):
        if not isinstance(read.start, datetime):
            assert read.end is not None
            assert not isinstance(read.end, datetime)
            assert read.end > read.start


@every_case
def test_what_harms_subscribers_is_never_there(name: str) -> None:
    names = {re.split("[:;]", line, maxsplit=1)[0] for line in unfolded(rendered(name))}
    assert not names & {"METHOD", "ORGANIZER", "ATTENDEE", "VALARM", "X-ALT-DESC", "DURATION", "COMMENT"}
    assert not any(line in {"BEGIN:VALARM", "BEGIN:VTODO"} for line in unfolded(rendered(name)))


@every_case
def test_august_2025_is_never_its_first_day_alone(name: str) -> None:
    vague = {version.uid for version in CASES[name] if "2025-08" in str(version.event.when.edtf)}
    for read in read_with_icalendar(rendered(name)):
        if read.uid in vague:
            assert (read.start, read.end) == (date(2025, 8, 1), date(2025, 9, 1))


@every_case
def test_texts_have_no_character_that_was_meant_to_go(name: str) -> None:
    for read in read_with_icalendar(rendered(name)):
        assert clean(read.description) == read.description
