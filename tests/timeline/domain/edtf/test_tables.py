"""The tables of valid and invalid dates, and that what is written canonically is read and written the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.domain.edtf.invalid_dates import INVALID_DATES
from tests.timeline.domain.edtf.loc_examples import LOC_EXAMPLES
from tests.timeline.domain.edtf.valid_dates import VALID_DATES
from timeline.domain.edtf import describe, format_day, join_days, parse_edtf
from timeline.domain.errors import InvalidDate

MARKS = st.sampled_from(["", "", "", "?", "~", "%"])
YEARS = st.integers(0, 9999).map("{:04d}".format) | st.sampled_from(["199X", "20XX", "XXXX", "-0044", "-001X", "1X9X"])
MONTHS = st.integers(1, 12).map("{:02d}".format) | st.sampled_from(["XX", "0X", "1X", "X1", "X2"])
DAYS = st.integers(1, 28).map("{:02d}".format) | st.sampled_from(["XX", "0X", "1X", "2X", "X5"])


@st.composite
def dates(draw: st.DrawFn) -> str:
    """With marks before and after any part."""
    parts = [draw(part) for part in (YEARS, MONTHS, DAYS)[: draw(st.integers(1, 3))]]
    return "-".join(draw(MARKS) + part + draw(MARKS) for part in parts)


seasons = st.builds("{}-{}".format, YEARS, st.integers(21, 41))
long_years = st.integers(10_000, 10**13).map("Y{}".format) | st.integers(-(10**13), -10_000).map("Y{}".format)
points = dates() | seasons | long_years
runs = st.tuples(points, points).map("..".join) | points
intervals = st.tuples(points | st.sampled_from(["", ".."]), points | st.sampled_from(["", ".."])).map("/".join)
lists = st.lists(runs, min_size=1, max_size=5).map(", ".join)
sets = st.one_of(lists.map("[{}]".format), lists.map("{{{}}}".format))


@pytest.mark.parametrize(("text", "canonical", "earliest", "latest", "precision"), VALID_DATES)
def test_a_valid_date_has_one_text_its_days_and_its_precision(
    text: str, canonical: str, earliest: str, latest: str, precision: str
) -> None:
    value = parse_edtf(text)
    days = format_day(value.bounds.start_earliest), format_day(value.bounds.end_latest)
    assert (value.text, *days, value.precision) == (canonical, earliest, latest, precision)
    assert parse_edtf(canonical).text == canonical


@pytest.mark.parametrize(("text", "words", "position"), INVALID_DATES, ids=[repr(row[0])[:60] for row in INVALID_DATES])
def test_an_invalid_date_is_refused_where_it_goes_wrong(text: str, words: str, position: int) -> None:
    with pytest.raises(InvalidDate) as refused:
        parse_edtf(text)
    assert words in refused.value.reason
    assert refused.value.position == position, refused.value


@given(points | intervals | sets)
def test_canonical_text_is_read_as_the_same_days_and_written_the_same(text: str) -> None:
    try:
        value = parse_edtf(text)
    except InvalidDate as error:
        assert 1 <= error.position <= len(text) + 1  # noqa: PT017  both outcomes are right
        return
    again = parse_edtf(value.text)
    assert again.text == value.text
    assert again.bounds == value.bounds
    assert (again.uncertain, again.approximate) == (value.uncertain, value.approximate)
    assert describe(again) == describe(value)


@given(dates())
def test_marks_never_move_a_bound(text: str) -> None:
    bare = text.translate(str.maketrans("", "", "?~%"))
    try:
        expected = parse_edtf(bare)
    except InvalidDate:
        with pytest.raises(InvalidDate):
            parse_edtf(text)
        return
    value = parse_edtf(text)
    assert (value.bounds, value.precision, value.gapped) == (expected.bounds, expected.precision, expected.gapped)


@given(points | intervals | sets)
def test_bounds_are_in_order(text: str) -> None:
    try:
        bounds = parse_edtf(text).bounds
    except InvalidDate:
        return
    assert bounds.start_earliest <= bounds.start_latest <= bounds.end_latest
    assert bounds.start_earliest <= bounds.end_earliest <= bounds.end_latest


@pytest.mark.parametrize("text", [*LOC_EXAMPLES, *(row[0] for row in VALID_DATES)])
def test_every_valid_date_reads_as_words_in_short_and_in_full(text: str) -> None:
    value = parse_edtf(text)
    for full in (False, True):
        words = describe(value, full=full)
        assert words == words.strip() != ""
        assert not any(mark in words for mark in ("None", "..", "  ", "[", "{", "~", "%"))


@pytest.mark.parametrize("mask", ["XXXX", "-XXXX", "X0X0", "XX00", "X4XX"])
def test_a_leap_day_of_an_unknown_year_is_found_before_and_after_the_dates_of_all_others(mask: str) -> None:
    value = parse_edtf(f"{mask}-02-29")
    bounds = value.bounds
    assert value.overlaps(bounds.start_earliest, bounds.start_earliest, "possible")
    assert value.overlaps(bounds.end_latest, bounds.end_latest, "possible")
    assert not value.overlaps(bounds.start_earliest - 400, bounds.start_earliest - 1, "possible")
    assert not value.overlaps(bounds.end_latest + 1, bounds.end_latest + 400, "possible")
    assert not value.overlaps(join_days(2001, 1, 1), join_days(2003, 12, 31), "possible")
