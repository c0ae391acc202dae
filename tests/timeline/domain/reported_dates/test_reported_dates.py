from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.errors import InvalidDate
from timeline.domain.reported_dates import find_dates, parse_reported

PUBLISHED = date(2025, 12, 13)  # a Saturday

FIELDS = {
    "on Friday": "2025-12-12",
    "in August": "2025-08",
    "AUGUST": "2025-08",
    "from August 2023 to March 2025": "2023-08/2025-03",
    "as of early 2024": "2024-37~",
    "mid-2023": "2023-38~",
    "the summer of 2024": "2024-22",
    "late summer 2024": "2024-22~",
    "Oct. 10-12, 2025": "2025-10-10/2025-10-12",
    "since 2022": "2022/..",
    "until December": "../2025-12",
    "in the 1990s": "199X",
    "the '90s": "199X",
    "two weeks ago": "2025-11-29~",
    "a fortnight ago": "2025-11-29~",
    "a couple of days ago": "2025-12-11",
    "the day before yesterday": "2025-12-11",
    "circa 1950": "1950~",
    "either June 3 or 4": "[2025-06-03,2025-06-04]",
    "by the end of 2025": "[..2025-12-31]",
    "38 BC": "-0037",
    "Between 47 and 50": "[0047..0050]",
    "from December to February": "2024-12/2025-02",
    "12 May – 3 June 2024": "2024-05-12/2024-06-03",
    "1914-18": "1914/1918",
    "in 2022 and 2023": "{2022,2023}",
    "the third quarter": "2025-35",
    "winter 2023-24": "2023-24",
    "the first week of May": "[2025-05-01..2025-05-07]",
    "the week of October 6": "[2025-10-06..2025-10-12]",
    "the last two months": "2025-10~/2025-12-13",
    "New Year's Eve": "2024-12-31",
    "4.2.2022": "2022-02-04",
    "4/2/2022": "[2022-02-04,2022-04-02]",
    "8th century BC": "[-0799..-0700]",
    "3 p.m. on 5 June 2024": "2024-06-05",
    "May 2024 (estimated)": "2024-05~",
    "May 2024?": "2024-05?",
    "june 5, 2024": "2024-06-05",
    "JUNE 5, 2024": "2024-06-05",
    "last weekend": "[2025-12-06..2025-12-07]",
}


@pytest.mark.parametrize(("words", "edtf"), FIELDS.items())
def test_a_field_of_words_is_one_date(words: str, edtf: str) -> None:
    assert str(parse_reported(words, PUBLISHED).edtf) == edtf


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "no date can be read"),
        ("soon", "no date can be read"),
        ("47", "no date can be read"),
        ("May 3, 2024 in Kyiv", "no date can be read"),
        ("3 May 2024, 5 June 2024", "no date can be read"),
        ("30 February 2024", "no such day"),
        ("31 April", "no such day"),
        ("1 May 2024 " * 40, "over 300 characters"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(words: str, reason: str) -> None:
    with pytest.raises(InvalidDate, match=reason):
        parse_reported(words, PUBLISHED)


def test_words_that_lean_on_publication_ask_for_it() -> None:
    with pytest.raises(InvalidDate, match="depends on the day it was published"):
        parse_reported("on Friday")
    assert str(parse_reported("mid-2023").edtf) == "2023-38~"
    assert find_dates("He left on Friday and came back on 3 May 2024.")[0].words == "on 3 May 2024"


def test_a_reading_tells_whether_it_leaned_on_publication() -> None:
    assert parse_reported("in August", PUBLISHED).relative
    assert not parse_reported("August 2025", PUBLISHED).relative


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("The council will meet on Monday.", "2025-12-15"),
        ("The council met on Monday.", "2025-12-08"),
        ("Officials said on Friday the vote will be held on 20 December.", "2025-12-12"),
        ("The gates stayed closed until Friday.", "../2025-12-12"),
        ("The gates stay closed until Friday.", "../2025-12-19"),
    ],
)
def test_the_verb_says_which_way_a_weekday_lies(sentence: str, edtf: str) -> None:
    assert str(find_dates(sentence, PUBLISHED)[0].edtf) == edtf


@pytest.mark.parametrize(
    "sentence",
    [
        "Every Friday the market is full.",
        "On Black Friday the shops open early.",
        "The Sunday Times asked.",
        "A grant of 2020 dollars and a fine of 1999 pounds.",
        "He paid by August Meyer and left.",
        "The spring of the clock broke.",
        "The fall of the wall surprised all.",
        "It happens a second time.",
        "In four of ten cases",
        "a 1:2000 model",
        "version 3.11.2024.7",
    ],
)
def test_what_may_be_something_else_is_no_date(sentence: str) -> None:
    assert [str(found.edtf) for found in find_dates(sentence, PUBLISHED)] == []


@given(st.text(max_size=200), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_any_text_gives_dates_or_none(text: str, published: date) -> None:
    for found in find_dates(text, published):
        assert text[found.start : found.end] == found.words


WORDS = st.sampled_from([
    "in", "on", "the", "May", "June", "3", "10-12", "2024", "1990s", "early", "late", "last", "next", "Friday", "week",
    "ago", "two", "since", "until", "from", "to", "and", "or", "by", "of", ",", ".", "century", "BC", "quarter", "end",
    "spring", "Q3", "about", "possibly", "31", "days",
])  # fmt: skip


@given(st.lists(WORDS, max_size=25).map(" ".join), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_any_heap_of_date_words_gives_dates_or_none(text: str, published: date) -> None:
    for found in find_dates(text, published):
        assert str(found.edtf)


def test_hostile_text_is_read_in_a_moment() -> None:
    """Ten thousand characters of each; a sentence is some hundreds."""
    for text in ("1-" * 5_000, "May " * 2_500, "the " * 2_500, "1 to " * 2_000, " " * 10_000, "early " * 1_600):
        start = time.process_time()
        find_dates(text, PUBLISHED)
        assert time.process_time() - start < 5, text[:10]
