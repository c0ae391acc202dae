from __future__ import annotations

import pytest

from timeline.domain.edtf import OPEN_PAST
from timeline.domain.edtf import parse_edtf as edtf
from timeline.operations.splitting import MOST_EVENTS, MOST_PARTS, Part, is_big, split


def days(**years: int) -> list[int]:
    return [edtf(name[1:]).bounds.start_earliest for name, number in years.items() for _ in range(number)]


@pytest.mark.parametrize(("events", "size", "big"), [(1_000, 1_000_000, False), (1_001, 1, True), (1, 1_000_001, True)])
def test_big_is_what_google_drops(events: int, size: int, big: bool) -> None:
    assert is_big(events, size) == big


def test_neighbouring_years_stay_together_while_they_are_small() -> None:
    found = split(days(y1950=600, y1951=300, y1960=200, y1961=900, y1970=50), 1)
    assert found == [Part(None, 1951, 900), Part(1960, 1960, 200), Part(1961, None, 950)]


def test_a_year_that_is_too_big_alone_stays_whole() -> None:
    assert split(days(y2020=5, y2021=MOST_EVENTS + 1, y2022=5), 1) == [
        Part(None, 2020, 5), Part(2021, 2021, MOST_EVENTS + 1), Part(2022, None, 5)
    ]  # fmt: skip


def test_bytes_count_too() -> None:
    assert [part.events for part in split(days(y2020=100, y2021=100), 2_000_000)] == [100, 100]


def test_an_open_start_is_before_every_year_and_nothing_has_no_parts() -> None:
    assert split([OPEN_PAST, OPEN_PAST, *days(y2020=3)], 1) == [Part(None, None, 5)]
    assert split([], 10_000_000) == []


def test_of_very_many_parts_the_last_are_given_and_the_first_begins_where_it_begins() -> None:
    found = split([day for year in range(1900, 1940) for day in days(**{f"y{year}": MOST_EVENTS})], 1)
    assert len(found) == MOST_PARTS
    assert found[0].first == 1940 - MOST_PARTS
    assert found[-1].last is None
