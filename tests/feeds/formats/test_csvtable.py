"""CSV as Python's own `csv` reads it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from feeds.formats.csvtable import FOR_PEOPLE, render_csv
from tests.builders import a_feed, an_event
from tests.feeds.cases import CASES, FULL
from tests.feeds.reading import csv_rows
from timeline.domain.event import Event
from timeline.domain.table import COLUMNS, FORMULA, read_row


def one_row(*args: Any, **fields: Any) -> dict[str, str]:
    (row,) = csv_rows(render_csv(a_feed(an_event(*args, **fields))))
    return row


@pytest.mark.parametrize("name", CASES)
def test_every_event_comes_back_whole(name: str) -> None:
    rows = csv_rows(render_csv(a_feed(*CASES[name])))
    assert [Event.parse(read_row(row)) for row in rows] == [version.event for version in CASES[name]]


@pytest.mark.parametrize("name", CASES)
def test_lines_end_as_the_standard_says_and_are_equally_wide(name: str) -> None:
    text = render_csv(a_feed(*CASES[name])).decode()
    assert text.endswith("\r\n")
    assert not text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(rows[0]) == (*FOR_PEOPLE, *COLUMNS)
    assert {len(row) for row in rows} == {len(rows[0])}


def test_people_find_date_place_and_names_without_reading_json() -> None:
    row = one_row("2025-08~", **FULL)
    assert (row["date"], row["earliest"], row["latest"]) == ("c. August 2025", "2025-08-01", "2025-08-31")
    assert row["where"] == "Null Island; Rason → Dunay"
    assert row["who"] == "Kim Jong Un; KCNA"
    assert row["sources"].startswith('Report; "second" edition, OSC, c. December 2025')


@pytest.mark.parametrize("start", sorted(FORMULA - set("\t\r\n")))
def test_no_cell_is_a_formula(start: str) -> None:
    title = f'{start}HYPERLINK("https://example.org")'
    row = one_row("-0043", title=title)
    assert row["title"] == row["headline"] == f"'{title}"
    assert row["edtf"] == "'-0043"
    assert Event.parse(read_row(row)).title == title


def test_every_cell_is_quoted_so_that_no_semicolon_makes_another() -> None:
    text = render_csv(a_feed(an_event(title="a;=1+1"))).decode()
    assert '"a;=1+1"' in text
