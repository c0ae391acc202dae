"""What is a date, which days it may mean, and what is none."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.timeline.domain.edtf.loc_examples import LOC_EXAMPLES
from timeline.domain.edtf import Bounds, format_day, join_days, parse_edtf, split_days
from timeline.domain.errors import InvalidDate

VALID = {
    # text: earliest, latest, precision
    "0000": ("0000-01-01", "0000-12-31", "year"),
    "0918": ("0918-01-01", "0918-12-31", "year"),
    "9999-12-31": ("9999-12-31", "9999-12-31", "day"),
    "-0043": ("-0043-01-01", "-0043-12-31", "year"),
    "-0043-03-15": ("-0043-03-15", "-0043-03-15", "day"),
    "-0004-02-29": ("-0004-02-29", "-0004-02-29", "day"),
    "2000-02-29": ("2000-02-29", "2000-02-29", "day"),
    "Y12024": ("+12024-01-01", "+12024-12-31", "year"),
    "Y-13800000000": ("-13800000000-01-01", "-13800000000-12-31", "year"),
    "Y-138E8S3": ("-13899999999-01-01", "-13800000000-12-31", "year"),
    "Y2E3": ("2000-01-01", "2000-12-31", "year"),
    "1950S1": ("1000-01-01", "1999-12-31", "year"),
    "1950S4": ("1950-01-01", "1950-12-31", "year"),
    "-1950S2": ("-1999-01-01", "-1900-12-31", "year"),
    "1950S2~": ("1900-01-01", "1999-12-31", "year"),
    "199X": ("1990-01-01", "1999-12-31", "decade"),
    "18XX": ("1800-01-01", "1899-12-31", "century"),
    "2XXX": ("2000-01-01", "2999-12-31", "millennium"),
    "XXXX": ("0000-01-01", "9999-12-31", "millennium"),
    "-004X": ("-0049-01-01", "-0040-12-31", "decade"),
    "-XXXX": ("-9999-01-01", "-0001-12-31", "millennium"),
    "1X32": ("1032-01-01", "1932-12-31", "year"),
    "2004-0X": ("2004-01-01", "2004-09-30", "month"),
    "2004-X1": ("2004-01-01", "2004-11-30", "month"),
    "2004-02-XX": ("2004-02-01", "2004-02-29", "day"),
    "2003-02-2X": ("2003-02-20", "2003-02-28", "day"),
    "2004-06-3X": ("2004-06-30", "2004-06-30", "day"),
    "2004-XX-31": ("2004-01-31", "2004-12-31", "day"),
    "XXXX-02-29": ("0000-02-29", "9996-02-29", "day"),
    "19XX-02-29": ("1904-02-29", "1996-02-29", "day"),
    "2023-24": ("2023-12-01", "2024-02-29", "season"),
    "-0001-24": ("-0001-12-01", "0000-02-29", "season"),
    "2024-37~": ("2024-01-01", "2024-04-30", "quadrimester"),
    "2022?-24~": ("2022-12-01", "2023-02-28", "season"),
    "2024-06/2024": ("2024-06-01", "2024-12-31", "year"),
    "2024/2024-06": ("2024-01-01", "2024-06-30", "year"),
    "../..": ("..", "..", "millennium"),
    "199X/2004-06": ("1990-01-01", "2004-06-30", "decade"),
    "-0044/0014": ("-0044-01-01", "0014-12-31", "year"),
    "2001-21/2001-23": ("2001-03-01", "2001-11-30", "season"),
    "1985-04-12T23:20:30Z/1985-04-13T01:00:00Z": ("1985-04-12", "1985-04-13", "second"),
    "1985-04-12T00:30:00+10/1985-04-11T23:30:00Z": ("1985-04-12", "1985-04-11", "second"),
    "{1667,1668, 1670..1672}": ("1667-01-01", "1672-12-31", "year"),
    "[2025-06-03,2025-06-04]": ("2025-06-03", "2025-06-04", "day"),
    "[2024-01..2024-04]": ("2024-01-01", "2024-04-30", "month"),
    "[1667]": ("1667-01-01", "1667-12-31", "year"),
    "[1984~,1986?]": ("1984-01-01", "1986-12-31", "year"),
    "{..1983-12-31,1984-10-10..1984-11-01,1984-11-05..}": ("..", "..", "day"),
}

INVALID = {
    # text: position, words
    "": (1, "empty"),
    "1969-13": (6, "no month 13; months are 01-12, seasons 21-41"),
    "1969-00": (6, "no month 00"),
    "1969-20": (6, "no month 20"),
    "1969-42": (6, "no month 42"),
    "2023-02-29": (9, "not a leap year"),
    "1900-02-29": (9, "not a leap year"),
    "-0001-02-29": (10, "not a leap year"),
    "2024-06-31": (9, "no day 31"),
    "2024-06-00": (9, "no day 00"),
    "2024-01-32": (9, "no day 32"),
    "2024/2023": (6, "exchange them"),
    "2024-06-11/2024-06-10": (12, "exchange them"),
    "2024-07/2024-06": (9, "exchange them"),
    "1985-04-12T23:20:30Z/1985-04-12T23:20:29Z": (22, "exchange them"),
    " 2024": (1, "space"),
    "2024 ": (5, "space"),
    "2024\n": (5, "white space"),
    "2024\t": (5, "white space"),
    "２０２４": (1, "digits 0-9"),
    "٢٠٢٤": (1, "digits 0-9"),
    "2024x": (5, "write X"),
    "y12024": (1, "write Y"),
    "20é4": (3, "unexpected"),
    "2024-4": (5, "not expected after 2024"),
    "2024-4-1": (5, "not expected after 2024"),
    "2024-04-1": (8, "not expected after 2024-04"),
    "2024-04-011": (11, "not expected"),
    "20240401": (1, "four digits"),
    "202": (1, "four digits"),
    "12345": (1, "four digits"),
    "+2024": (1, "is no date"),
    "--05": (1, "is no date"),
    "2024--05": (5, "not expected"),
    "2024-W05": (6, "unexpected 'W'"),
    "2024-21-03": (9, "a season has no days"),
    "199X-21": (1, "needs a whole year"),
    "2024-3X": (6, "no month 3X"),
    "2024-02-3X": (9, "at most 29 days"),
    "2024-04-31": (9, "no day 31"),
    "2023-XX-32": (9, "no day 32"),
    "XXX1-02-29": (9, "no year that fits"),
    "X100-02-29": (9, "no year that fits"),
    "-0000": (1, "1 BCE is 0000"),
    "Y2024": (2, "four digits without Y"),
    "Y02024": (2, "does not start with 0"),
    "Y1E9999999": (2, "at most 13 digits"),
    "Y99999999999999": (2, "at most 13 digits"),
    "Y-1E14": (3, "at most 13 digits"),
    "Y17E": (1, "is no date"),
    "1950S5": (6, "give S1 to S4"),
    "1950S0": (6, "give S1 to S4"),
    "1950E2": (1, "four digits"),
    "Y12024-05": (1, "is no date"),
    "2024??": (6, "not expected"),
    "2024?~": (6, "not expected"),
    "/": (1, "needs a start, an end"),
    "/..": (1, "needs a start, an end"),
    "../": (1, "needs a start, an end"),
    "2024/2025/2026": (10, "one slash"),
    "2024/2025-13": (11, "no month 13"),
    "2024-13/2025": (6, "no month 13"),
    "[2024": (5, "ends with ]"),
    "{2024]": (6, "ends with }"),
    "[]": (2, "has members"),
    "[..]": (2, "needs a date"),
    "[2024,]": (7, "a date is missing"),
    "[2024,..2025]": (7, "stands first"),
    "[2024..,2025]": (6, "stands last"),
    "[2025..2024]": (8, "exchange them"),
    "[2024,2025-13]": (12, "no month 13"),
    "[2024;2025]": (6, "unexpected ';'"),
    "[2024  ,2025]": (6, "not expected"),
    "1985-04-12T24:00:00": (12, "no hour 24"),
    "1985-04-12T23:60:00": (15, "no minute 60"),
    "1985-04-12T23:59:60Z": (18, "leap second"),
    "1985-04-12T23:20:30+24": (21, "no hour 24"),
    "1985-04-12T23:20": (11, "Thh:mm:ss"),
    "1985-04T23:20:30": (8, "Thh:mm:ss"),
    "1985-04-12T23:20:30?": (11, "Thh:mm:ss"),
    "1985-04-31T23:20:30": (9, "no day 31"),
    "9" * 256: (256, "over 255"),
    "[" * 255: (255, "ends with ]"),
}


@pytest.mark.parametrize("text", LOC_EXAMPLES)
def test_every_example_of_the_library_of_congress_has_its_days(text: str) -> None:
    bounds = parse_edtf(text).bounds
    assert (format_day(bounds.start_earliest), format_day(bounds.end_latest)) == LOC_EXAMPLES[text]


@pytest.mark.parametrize("text", VALID)
def test_a_valid_date_has_its_days_and_precision(text: str) -> None:
    value = parse_edtf(text)
    earliest, latest = format_day(value.bounds.start_earliest), format_day(value.bounds.end_latest)
    assert (earliest, latest, value.precision) == VALID[text]


@pytest.mark.parametrize("text", INVALID, ids=repr)
def test_what_is_no_date_is_refused_with_its_place_and_reason(text: str) -> None:
    position, words = INVALID[text]
    with pytest.raises(InvalidDate) as refused:
        parse_edtf(text)
    assert refused.value.position == position, refused.value
    assert words in refused.value.reason


@pytest.mark.parametrize("text", [*LOC_EXAMPLES, *VALID])
def test_canonical_text_is_read_as_the_same_value(text: str) -> None:
    value = parse_edtf(text)
    again = parse_edtf(value.text)
    assert (again, again.text) == (value, value.text)


@pytest.mark.parametrize(
    ("given_text", "canonical"),
    [
        ("?2004-?06-?11", "2004-06-11?"),
        ("~2004-06", "2004~-06"),
        ("2004?-06~-11", "%2004-~06-11"),
        ("2004-~06-11~", "2004-06-11~"),
        ("{1667,1668, 1670..1672}", "{1667,1668,1670..1672}"),
        ("~1950", "1950~"),
        ("2004-06-11?", "2004-06-11?"),
        ("?Y17000", "Y17000?"),
    ],
)
def test_one_meaning_has_one_text(given_text: str, canonical: str) -> None:
    assert parse_edtf(given_text).text == canonical


@pytest.mark.parametrize("year", [1900, 1999, 2000, 2004])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_ends_on_its_last_day(year: int, month: int) -> None:
    bounds = parse_edtf(f"{year}-{month:02d}").bounds
    assert bounds.end_latest - bounds.start_earliest + 1 == calendar.monthrange(year, month)[1]


@pytest.mark.parametrize(
    ("code", "first", "last", "precision"),
    [
        (21, "2001-03-01", "2001-05-31", "season"), (22, "2001-06-01", "2001-08-31", "season"),
        (23, "2001-09-01", "2001-11-30", "season"), (24, "2001-12-01", "2002-02-28", "season"),
        (25, "2001-03-01", "2001-05-31", "season"), (26, "2001-06-01", "2001-08-31", "season"),
        (27, "2001-09-01", "2001-11-30", "season"), (28, "2001-12-01", "2002-02-28", "season"),
        (29, "2001-09-01", "2001-11-30", "season"), (30, "2001-12-01", "2002-02-28", "season"),
        (31, "2001-03-01", "2001-05-31", "season"), (32, "2001-06-01", "2001-08-31", "season"),
        (33, "2001-01-01", "2001-03-31", "quarter"), (34, "2001-04-01", "2001-06-30", "quarter"),
        (35, "2001-07-01", "2001-09-30", "quarter"), (36, "2001-10-01", "2001-12-31", "quarter"),
        (37, "2001-01-01", "2001-04-30", "quadrimester"), (38, "2001-05-01", "2001-08-31", "quadrimester"),
        (39, "2001-09-01", "2001-12-31", "quadrimester"), (40, "2001-01-01", "2001-06-30", "semester"),
        (41, "2001-07-01", "2001-12-31", "semester"),
    ],
)  # fmt: skip
def test_a_part_of_a_year_has_its_months(code: int, first: str, last: str, precision: str) -> None:
    value = parse_edtf(f"2001-{code}")
    assert (format_day(value.bounds[0]), format_day(value.bounds[3]), value.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("1984?", True, False), ("1984~", False, True), ("1984%", True, True), ("2004-06-~11", False, True),
     ("1984?/2004~", True, True), ("[1984?,1985]", True, False), ("1984", False, False)],
)  # fmt: skip
def test_qualifiers_anywhere_count_for_the_whole(text: str, uncertain: bool, approximate: bool) -> None:
    value = parse_edtf(text)
    assert (value.uncertain, value.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("2023/..", "known", "open"), ("2023/", "known", "unknown"), ("../1985", "open", "known"),
     ("/1985", "unknown", "known"), ("[..1984]", "open", "known"), ("1984", "known", "known")],
)  # fmt: skip
def test_an_end_is_known_open_or_unknown(text: str, start: str, end: str) -> None:
    value = parse_edtf(text)
    assert (value.start_kind, value.end_kind) == (start, end)


def test_an_interval_starts_not_after_its_end_nor_ends_before_its_start() -> None:
    days = [join_days(2024, 6, 1), join_days(2024, 6, 30), join_days(2024, 6, 1), join_days(2024, 12, 31)]
    assert parse_edtf("2024-06/2024").bounds == Bounds(*days)


@pytest.mark.parametrize(
    ("text", "instants"),
    [
        ("1970-01-01T00:00:00Z", (0, None)),
        ("1970-01-01T00:00:00+01", (-3600, None)),
        ("1970-01-01T00:00:00-04:30", (16_200, None)),
        ("1970-01-01T00:00:00", (None, None)),
        ("1970-01-01T00:00:00Z/1970-01-02T00:00:00Z", (0, 86_400)),
        ("1970-01-01", (None, None)),
    ],
)
def test_only_times_with_a_known_offset_are_instants(text: str, instants: tuple[int | None, int | None]) -> None:
    assert parse_edtf(text).instants == instants


@given(st.dates())
def test_days_are_counted_as_python_counts_them(day: date) -> None:
    count = join_days(day.year, day.month, day.day)
    assert count == day.toordinal() - date(1970, 1, 1).toordinal()
    assert split_days(count) == (day.year, day.month, day.day)


@given(st.integers(-(10**13) * 366, 10**13 * 366))
def test_any_day_is_split_and_joined_again(day: int) -> None:
    assert join_days(*split_days(day)) == day


@given(st.text(max_size=255) | st.text("0123456789XYES-:TZ.?~%/[]{},+ ", max_size=255))
@example("[XXX1-02-29..]")
def test_any_text_is_a_date_or_is_refused_with_its_place(text: str) -> None:
    try:
        value = parse_edtf(text)
    except InvalidDate as error:
        assert 1 <= error.position <= max(len(text), 1) + 1  # noqa: PT017  both outcomes are right
    else:
        assert parse_edtf(value.text) == value
