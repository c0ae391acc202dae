"""Overlap with a window equals what one gets by trying every day that the date may mean."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.edtf import join_days, parse_edtf
from timeline.domain.errors import InvalidDate

EPOCH = date(1970, 1, 1)
FIRST, LAST = date(1999, 1, 1), date(2030, 1, 1)


def count(day: date) -> int:
    return (day - EPOCH).days


ALL_DAYS = [
    (count(day), day.isoformat()) for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days))
]
"""Days since 1970-01-01 with their names."""


def fits(mask: str, text: str) -> bool:
    return all(want in ("X", have) for want, have in zip(mask, text, strict=True))


@cache
def units(text: str) -> list[tuple[int, int]]:
    """The units that a plain or masked date may be: days, or months or years as first and last day."""
    length = len(text)
    found: dict[str, tuple[int, int]] = {}
    for number, name in ALL_DAYS:
        unit = name[:length]
        if unit in found or fits(text, unit):
            found[unit] = (found.get(unit, (number,))[0], number)
    return list(found.values())


@st.composite
def masks(draw: st.DrawFn) -> str:
    year = draw(st.sampled_from(["2000", "2004", "2005", "2019", "200X", "201X"]))
    month = draw(st.sampled_from(["", "-01", "-02", "-12", "-XX", "-1X", "-0X", "-X1"]))
    day = draw(st.sampled_from(["", "-01", "-15", "-28", "-29", "-XX", "-1X", "-X1"])) if month else ""
    return f"{year}{month}{day}"


windows = st.builds(
    lambda start, length: (start, start + length),
    st.integers(count(date(1999, 6, 1)), count(date(2021, 1, 1))),
    st.one_of(st.integers(0, 20), st.integers(0, 3000)),
)


@given(masks(), windows)
def test_a_date_possibly_meets_a_window_when_one_of_its_days_does(text: str, window: tuple[int, int]) -> None:
    candidates = units(text)
    try:
        value = parse_edtf(text)
    except InvalidDate:
        assert candidates == []
        return
    first, last = window
    possible = any(start <= last and end >= first for start, end in candidates)
    certain = all(first <= start and end <= last for start, end in candidates)
    assert value.overlaps(first, last, "possible") == possible
    assert value.overlaps(first, last, "certain") == certain
    assert value.bounds.start_earliest == candidates[0][0]
    assert value.bounds.end_latest == candidates[-1][1]


@given(st.lists(masks(), min_size=1, max_size=4), st.sampled_from(["[]", "{}"]), windows)
def test_a_set_meets_a_window_by_its_members(texts: list[str], brackets: str, window: tuple[int, int]) -> None:
    members = [units(text) for text in texts]
    if not all(members):
        return
    value = parse_edtf(f"{brackets[0]}{','.join(texts)}{brackets[1]}")
    first, last = window
    possible = any(start <= last and end >= first for one in members for start, end in one)
    inside = [all(first <= start and end <= last for start, end in one) for one in members]
    assert value.overlaps(first, last, "possible") == possible
    assert value.overlaps(first, last, "certain") == (all(inside) if brackets == "[]" else any(inside))


@given(masks(), masks(), windows)
def test_an_interval_meets_a_window_by_its_outermost_ends(left: str, right: str, window: tuple[int, int]) -> None:
    starts, ends = units(left), units(right)
    try:
        value = parse_edtf(f"{left}/{right}")
    except InvalidDate:
        assert not starts or not ends or ends[-1][1] < starts[0][0]
        return
    first, last = window
    begins = {starts[0][0], starts[-1][1]}
    finishes = {ends[0][0], ends[-1][1]}
    possible = any(begin <= finish and begin <= last and finish >= first for begin, finish in product(begins, finishes))
    assert value.overlaps(first, last, "possible") == possible


def test_a_day_of_no_known_year_is_asked_quickly_about_any_window() -> None:
    value = parse_edtf("XXXX-XX-25")
    christmas = join_days(1, 12, 25)
    assert value.overlaps(christmas, christmas, "possible")
    assert not value.overlaps(christmas + 1, christmas + 5, "possible")
    assert value.overlaps(-(10**15), 10**15, "certain")
