import pytest

from timeline.domain.edtf import describe, parse_edtf, plain_iso

ENGLISH = {
    "2025-08": "August 2025",
    "2025-10-10": "10 Oct 2025",
    "2023-08/2025-03": "Aug 2023 – Mar 2025",
    "2025-10-10/2025-10-12": "10–12 Oct 2025",
    "2025-06-03/2025-08-05": "3 June – 5 Aug 2025",
    "2025-08/2025-12~": "Aug – c. Dec 2025",
    "2024-37~": "c. early 2024",
    "2024-38~": "c. mid 2024",
    "2024-39~": "c. late 2024",
    "2024-37": "first third of 2024",
    "1950~": "c. 1950",
    "2025-10-10?": "10 Oct 2025?",
    "2025-10-10%": "c. 10 Oct 2025?",
    "2004-06-~11": "c. 11 June 2004 (day approximate)",
    "2004?-06-11": "11 June 2004? (year uncertain)",
    "2023/..": "since 2023",
    "2023/": "from 2023, end unknown",
    "../1985": "until 1985",
    "/1985": "until 1985, start unknown",
    "../2025-12-13?": "until 13 Dec 2025?",
    "../..": "at all times",
    "[2025-06-03,2025-06-04]": "3 or 4 June 2025",
    "[2025-06-03,2025-07-04]": "3 June 2025 or 4 July 2025",
    "[2024-01..2024-04]": "some time Jan – Apr 2024",
    "[..2025-12-31]": "by 31 Dec 2025",
    "[2023-07..]": "July 2023 or later",
    "[1667,1668,1670..1672]": "1667, 1668 or 1670 – 1672",
    "{2025-05-03,2025-05-05}": "3 and 5 May 2025",
    "{1960,1961-12}": "1960 and December 1961",
    "199X": "1990s",
    "18XX": "1800s",
    "2025-33": "Q1 2025",
    "2024-40": "first half of 2024",
    "2024-41": "second half of 2024",
    "2004-XX": "some month in 2004",
    "1985-04-XX": "some day in April 1985",
    "1985-XX-XX": "some day in 1985",
    "1984-1X": "some month Oct – Dec 1984",
    "156X-12-25": "25 Dec in some year of the 1560s",
    "XXXX-12-25": "25 Dec in some year",
    "-0043": "44 BCE",
    "0000": "1 BCE",
    "-0043-03-15": "15 Mar 44 BCE",
    "0918": "918 CE",
    "Y-13800000000": "13.8 billion BCE",
    "Y12024": "12,024",
    "2001-21": "spring 2001",
    "2023-24": "winter 2023",
    "2001-31": "autumn 2001 (southern hemisphere)",
    "1985-04-12T23:20:30Z": "12 Apr 1985, 23:20:30 UTC",
    "1985-04-12T23:20:00+04:30": "12 Apr 1985, 23:20 UTC+4:30",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_a_date_reads_as_a_desk_would_print_it(text: str) -> None:
    assert describe(parse_edtf(text)) == ENGLISH[text]


@pytest.mark.parametrize(
    ("text", "words"),
    [("2025-10-10", "10 October 2025"), ("2025-10-10/2025-10-12", "10–12 October 2025"),
     ("2023-08/2025-03", "August 2023 – March 2025")],
)  # fmt: skip
def test_detail_views_spell_months_out(text: str, words: str) -> None:
    assert describe(parse_edtf(text), full=True) == words


@pytest.mark.parametrize(
    ("text", "plain"),
    [("2025-08", "2025-08"), ("[2025-06-03,2025-06-04]", "2025-06"), ("2025-21", "2025"), ("2025-10-10", "2025-10-10"),
     ("2023-24", None), ("../1985", None), ("-0043", None), ("Y12024", None)],
)  # fmt: skip
def test_the_plain_iso_value_holds_every_day_that_it_may_be(text: str, plain: str | None) -> None:
    bounds = parse_edtf(text).bounds
    assert plain_iso(bounds.start_earliest, bounds.end_latest) == plain
