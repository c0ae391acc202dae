"""Bounds and overlap against a model that lists every candidate day and every pair of ends."""

from __future__ import annotations

from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from timeline.domain.edtf import EdtfSet, join_days, parse_edtf, split_days
from timeline.domain.errors import InvalidDate

FIRST, LAST = join_days(1995, 1, 1), join_days(2031, 12, 31)
DAYS = [(day, "{:04d}-{:02d}-{:02d}".format(*split_days(day))) for day in range(FIRST, LAST + 1)]
SEASONS = {"21": (3, 4, 5), "30": (12, 1, 2), "24": (12, 1, 2), "34": (4, 5, 6), "38": (5, 6, 7, 8)}


@cache
def candidates(text: str) -> tuple[int, ...]:
    """Every day that a mask or season of these years may mean."""
    mask = text.ljust(10, "-")
    if text[5:] in SEASONS:
        return tuple(day for day, _ in DAYS if in_season(day, text))
    wanted = mask[:4], mask[5:7].replace("--", "XX"), mask[8:].replace("--", "XX")
    return tuple(day for day, name in DAYS if fits("-".join(wanted), name))


def in_season(day: int, text: str) -> bool:
    year, month, _ = split_days(day)
    months = SEASONS[text[5:]]
    begun = year - (months[0] == 12 and month < 12)
    return month in months and fits(text[:4], f"{begun:04d}")


def fits(mask: str, text: str) -> bool:
    return all(want in ("X", have) for want, have in zip(mask, text, strict=True))


years = st.sampled_from(["2000", "2003", "2004", "2019", "200X", "201X", "20X3", "20X4"]).filter(lambda y: y[2] != "X")
months = st.sampled_from(["", "-02", "-11", "-12", "-XX", "-1X", "-0X", "-X1", "-X2"])
days = st.sampled_from(["", "", "-01", "-29", "-31", "-XX", "-3X", "-0X", "-X9"])
masks = st.builds(lambda y, m, d: y + m + (d if m else ""), years, months, days)
dates = (masks | st.builds(lambda y, s: f"{y}-{s}", years, st.sampled_from(sorted(SEASONS)))).filter(candidates)
windows = st.builds(
    lambda first, length: (first, first + length),
    st.integers(join_days(1999, 6, 1), join_days(2021, 1, 1)),
    st.integers(0, 20) | st.integers(0, 4000),
)


@settings(deadline=None)
@given(dates, windows)
def test_a_date_is_exactly_its_candidate_days(text: str, window: tuple[int, int]) -> None:
    value, found = parse_edtf(text), candidates(text)
    first, last = window
    assert value.bounds == (found[0], found[-1], found[0], found[-1])
    assert value.gapped == (len(found) != found[-1] - found[0] + 1)
    assert value.overlaps(first, last, "possible") == any(first <= day <= last for day in found)
    assert value.overlaps(first, last, "certain") == (first <= found[0] and found[-1] <= last)


@settings(deadline=None)
@given(masks)
def test_a_mask_without_days_is_refused(text: str) -> None:
    try:
        parse_edtf(text)
    except InvalidDate:
        assert not candidates(text)
    else:
        assert candidates(text)


@settings(deadline=None)
@given(dates, dates, windows)
def test_an_interval_is_exactly_its_possible_pairs_of_ends(left: str, right: str, window: tuple[int, int]) -> None:
    starts, ends = candidates(left), candidates(right)
    assume(starts[0] <= ends[-1])
    first, last = window
    possible_starts = [day for day in starts if day <= ends[-1]]
    possible_ends = [day for day in ends if day >= starts[0]]
    value = parse_edtf(f"{left}/{right}")
    assert value.bounds == (starts[0], possible_starts[-1], possible_ends[0], ends[-1])
    assert value.overlaps(first, last, "possible") == (starts[0] <= last and ends[-1] >= first)
    certain = possible_starts[-1] <= last and possible_ends[0] >= first
    assert value.overlaps(first, last, "certain") == certain


@settings(deadline=None)
@given(st.lists(dates, min_size=1, max_size=4), st.sampled_from(["[]", "{}"]), windows)
def test_a_set_is_exactly_its_members(texts: list[str], brackets: str, window: tuple[int, int]) -> None:
    value = parse_edtf(brackets[0] + ",".join(texts) + brackets[1])
    assert isinstance(value, EdtfSet)
    first, last = window
    members = [candidates(text) for text in texts]
    inside = [first <= found[0] and found[-1] <= last for found in members]
    meets = any(first <= day <= last for found in members for day in found)
    assert value.overlaps(first, last, "possible") == meets
    assert value.overlaps(first, last, "certain") == (all(inside) if value.kind == "one_of" else any(inside))
    assert value.bounds.start_earliest == min(found[0] for found in members)
    assert value.bounds.end_latest == max(found[-1] for found in members)
