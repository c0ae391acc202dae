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
    "Y-138E8S3": ("-13899999999-01-01", "-13800000000-12-31", "millennium"),
    "1950S1": ("1000-01-01", "1999-12-31", "millennium"),
    "1950S4": ("1950-01-01", "1950-12-31", "year"),
    "-1950S2": ("-1999-01-01", "-1900-12-31", "century"),
    "1950S2~": ("1900-01-01", "1999-12-31", "century"),
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
    "1985-04-12T00:30:00+10/1985-04-11T23:30:00Z": ("1985-04-11", "1985-04-12", "second"),
    "{1667,1668, 1670..1672}": ("1667-01-01", "1672-12-31", "year"),
    "[2025-06-03,2025-06-04]": ("2025-06-03", "2025-06-04", "day"),
    "[2024-01..2024-04]": ("2024-01-01", "2024-04-30", "month"),
    "[1667]": ("1667-01-01", "1667-12-31", "year"),
    "[1984~,1986?]": ("1984-01-01", "1986-12-31", "year"),
    "-1985-04-12T23:20:30Z": ("-1985-04-12", "-1985-04-12", "second"),
    "1985-04-12T00:00:00+00:00": ("1985-04-12", "1985-04-12", "second"),
    "199X-24": ("1990-12-01", "2000-02-29", "season"),
    "19X5-33": ("1905-01-01", "1995-03-31", "quarter"),
    "-004X-12": ("-0049-12-01", "-0040-12-31", "month"),
    "X0XX-02-29": ("0000-02-29", "9096-02-29", "day"),
    "XX00-02-29": ("0000-02-29", "9600-02-29", "day"),
    "2004-X2-30": ("2004-12-30", "2004-12-30", "day"),
    "2023-02-X9": ("2023-02-09", "2023-02-19", "day"),
    "2024-XX-31/2025": ("2024-01-31", "2025-12-31", "year"),
    "Y24660873052896": ("+24660873052896-01-01", "+24660873052896-12-31", "year"),
    "Y-24660873052896": ("-24660873052896-01-01", "-24660873052896-12-31", "year"),
    "Y10000": ("+10000-01-01", "+10000-12-31", "year"),
    "Y1E5": ("+100000-01-01", "+100000-12-31", "year"),
    "Y-1E5S1": ("-199999-01-01", "-100000-12-31", "millennium"),
    "0050S1": ("0050-01-01", "0059-12-31", "decade"),
    "-0001S1": ("-0001-01-01", "-0001-12-31", "year"),
    "1999S3": ("1990-01-01", "1999-12-31", "decade"),
    "/..": ("..", "..", "millennium"),
    "../": ("..", "..", "millennium"),
    "../2023-24": ("..", "2024-02-29", "season"),
    "2001-21~/2001-22": ("2001-03-01", "2001-08-31", "season"),
    "2024-06/2024-06-01": ("2024-06-01", "2024-06-01", "month"),
    "2024-12-31/2024": ("2024-12-31", "2024-12-31", "year"),
    "-0044-03-15/-0043": ("-0044-03-15", "-0043-12-31", "year"),
    "[..1984,1990]": ("..", "1990-12-31", "year"),
    "[1984,1990..]": ("1984-01-01", "..", "year"),
    "{1984..}": ("1984-01-01", "..", "year"),
    "{..1984,1990..}": ("..", "..", "year"),
    "[2023-24,2024-21]": ("2023-12-01", "2024-05-31", "season"),
    "{156X-12-25}": ("1560-12-25", "1569-12-25", "day"),
    "[199X,200X]": ("1990-01-01", "2009-12-31", "decade"),
    "2004-06~-XX": ("2004-06-01", "2004-06-30", "day"),
    "%2004-XX": ("2004-01-01", "2004-12-31", "month"),
    "2024-01-01/2024-01-01T10:00:00Z": ("2024-01-01", "2024-01-01", "day"),
    "2025-01-02T00:30:00+14:00/2025-01-01T23:00:00-10:00": ("2025-01-01", "2025-01-02", "second"),
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
    "20é4": (3, "'é' has no meaning in a date"),
    "2024-4": (6, "a month has two digits, as 05"),
    "2024-4-1": (6, "a month has two digits, as 05"),
    "2024-04-1": (9, "a day has two digits, as 07"),
    "2024-04-011": (11, "nothing of this kind may follow a date"),
    "20240401": (5, "hyphens are missing"),
    "202": (1, "four digits"),
    "12345": (5, "four digits"),
    "+2024": (1, "a year has no plus sign"),
    "--05": (1, "only one minus stands before a year"),
    "2024--05": (6, "a month has two digits, as 05"),
    "2024-W05": (6, "'W' has no meaning in a date"),
    "2024-21-03": (9, "21 is a season, which has no days"),
    "2024-3X": (6, "no month fits 3X"),
    "2024-02-3X": (9, "no day fits 3X"),
    "2024-04-31": (9, "no day 31"),
    "2023-XX-32": (9, "no day fits 32"),
    "XXX1-02-29": (9, "no day 29 in that month of any year that fits XXX1"),
    "X100-02-29": (9, "no day 29 in that month of any year that fits X100"),
    "-0000": (1, "1 BCE is 0000"),
    "Y2024": (1, "Y is for years of more than four digits"),
    "Y02024": (2, "a year after Y does not begin with 0"),
    "Y1E9999999": (2, "too far away"),
    "Y99999999999999": (1, "too far away"),
    "Y-1E14": (2, "too far away"),
    "Y17E": (1, "Y is followed by a whole year, as Y12345, Y-12345 or Y17E7"),
    "1950S5": (6, "no 5 significant digits"),
    "1950S0": (6, "no 0 significant digits"),
    "1950E2": (5, "an exponent needs Y before the year, as Y17E7"),
    "Y12024-05": (7, "a year with Y stands alone, without a month"),
    "2024??": (6, "one mark is enough"),
    "2024?~": (6, "one mark is enough"),
    "/": (1, "both ends are missing"),
    "2024/2025/2026": (10, "a second slash"),
    "2024/2025-13": (11, "no month 13"),
    "2024-13/2025": (6, "no month 13"),
    "[2024": (5, "ends with ]"),
    "{2024]": (6, "ends with }"),
    "[]": (2, "a date is missing here"),
    "[..]": (2, "needs a date"),
    "[2024,]": (7, "a date is missing"),
    "[2024,..2025]": (7, "stands first"),
    "[2024..,2025]": (6, "stands last"),
    "[2025..2024]": (8, "exchange them"),
    "[2024,2025-13]": (12, "no month 13"),
    "[2024;2025]": (6, "'"),
    "[2024  ,2025]": (6, "a space has no meaning here"),
    "1985-04-12T24:00:00": (12, "no hour 24"),
    "1985-04-12T23:60:00": (15, "no minute 60"),
    "1985-04-12T23:59:60Z": (18, "leap second"),
    "1985-04-12T23:20:30+24": (21, "no offset hour 24"),
    "1985-04-12T23:20": (11, "Thh:mm:ss"),
    "1985-04T23:20:30": (8, "Thh:mm:ss"),
    "1985-04-12T23:20:30?": (11, "Thh:mm:ss"),
    "1985-04-31T23:20:30": (9, "no day 31"),
    "Y2E3": (1, "Y is for years of more than four digits"),
    "Y-1": (1, "Y is for years of more than four digits"),
    "Y17E0": (5, "an exponent is a whole number from 1, without leading zeros, as in Y17E7"),
    "Y17E07": (5, "an exponent is a whole number from 1, without leading zeros, as in Y17E7"),
    "1985-04-12T23:20:30-00:00": (20, "no offset -00"),
    "1985-04-12T23:20:30+02:60": (24, "no offset minute 60"),
    "-0000-01-01T00:00:00Z": (1, "no year -0000"),
    "2024–25": (5, "– is no hyphen"),
    "2024.5": (5, "a single dot has no meaning"),
    "2024..2025": (5, "a run of dates takes a slash, as 2024/2025"),
    "2024,2025": (5, "several dates stand in brackets: [ ] for one of them, { } for all of them"),
    "2024-05-07-09": (11, "nothing of this kind may follow a date"),
    "2024-0101": (8, "a month has two digits"),
    "(2011)-06": (1, "no brackets"),
    "198u": (4, "no letter u"),
    "2024-05-07 10:00": (11, "a space has no meaning here"),
    "[2024/2025]": (6, "a set holds no intervals"),
    "[2024-05-07T10:00:00Z]": (12, "a set holds dates, without times of day"),
    "[ 2024]": (2, "a space has no meaning here"),
    "[2024, ]": (7, "a space has no meaning here"),
    "[2024,[2025]]": (7, "a set stands alone, not inside another value, and has both its brackets"),
    "2024/[2025]": (6, "a set stands alone, not inside another value, and has both its brackets"),
    "[..2024..]": (8, "a run of dates takes a slash, as 2024/2025"),
    "[2024]?": (7, "a set that begins with [ ends with ]"),
    "2024-06-11T": (11, "a time is Thh:mm:ss after a whole date, then Z, an offset such as +02:00, or nothing"),
    "X2024": (5, "a year has four digits"),
    "XXXS2": (1, "a year has four digits, as 0985"),
    "199XS2": (5, "S follows a year without X, and counts its exact digits, as 1950S2"),
    "S2": (1, "is no date"),
    "1950S": (5, "S follows a year without X, and counts its exact digits, as 1950S2"),
    "2004-0X-32": (9, "no day fits 32"),
    "2001-00": (6, "no month 00"),
    "-2001-13": (7, "no month 13"),
    "X": (1, "a year has four digits, as 0985"),
    "..": (1, "a run of dates takes a slash, as 2024/2025"),
    "./2024": (1, "a single dot has no meaning"),
    "2024/..2025": (6, "a run of dates takes a slash, as 2024/2025"),
    "2024-01-01/2023-12-31T10:00:00Z": (12, "the end 2023-12-31T10:00:00Z is before the start 2024-01-01"),
    "2024-01-01T10:00:00/2024-01-01T09:59:59": (
        21,
        "the end 2024-01-01T09:59:59 is before the start 2024-01-01T10:00:00",
    ),
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
