"""Questions read from a query string, and written as one and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.domain.cursor import Cursor
from timeline.domain.errors import InvalidCursor, InvalidQuery, InvalidWindow, UnknownFilter
from timeline.domain.query import PARAMETERS, EventQuery, parse_query

PAIRS = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(["parade", '"honour guard" -draft', "weap*"]),
        "from": st.sampled_from(["2025-08", "1950~", "../2020"]),
        "to": st.sampled_from(["2025-12-13", "2031?"]),
        "match": st.just("certain"),
        "tag": st.text(
            st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20
        ).filter(lambda text: text.strip() == text),
        "bbox": st.just("124.5,37.5,130.7,43"),
        "updated_since": st.just("2025-10-10T09:00:00Z"),
        "as_of": st.sampled_from(["7", "2025-10-10T09:00:00Z"]),
        "sort": st.sampled_from(["-date", "updated"]),
        "limit": st.integers(1, 1_000).map(str),
        "expand": st.just("0"),
    },
)


@pytest.mark.parametrize(
    ("pairs", "error", "words"),
    [
        ([("form", "2025")], UnknownFilter, 'did you mean "from"'),
        ([("from", "2025-13")], InvalidQuery, "no month 13"),
        ([("from", "2026"), ("to", "2025")], InvalidWindow, "exchange them"),
        ([("limit", "0")], InvalidQuery, "between 1 and 1000"),
        ([("limit", "1e9")], InvalidQuery, "whole number"),
        ([("sort", "size")], InvalidQuery, "none of date, -date"),
        ([("limit", "1"), ("limit", "2")], InvalidQuery, "given twice"),
        ([("cursor", "abc")], InvalidCursor, "follow `next` links"),
        ([("cursor", str(Cursor("updated", (1,), b"x" * 16)))], InvalidCursor, "belongs to sort=updated"),
        ([("cursor", str(Cursor("date", (1,), b"x" * 16)))], InvalidCursor, "follow `next` links"),
        ([("cursor", str(Cursor("date", ("a", "b", "c", 1), b"x" * 16)))], InvalidCursor, "follow `next` links"),
        ([("as_of", "yesterday")], InvalidQuery, "RFC 3339"),
        ([("tag", "")], InvalidQuery, "empty"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(
    pairs: list[tuple[str, str]], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        parse_query(pairs)


def test_a_query_writes_the_query_string_that_it_was_read_from() -> None:
    pairs = [("from", "2025-08"), ("to", "2025-12~"), ("match", "certain"), ("tag", "a"), ("tag", "b"), ("as_of", "7")]
    assert parse_query(pairs).pairs() == pairs


@given(PAIRS)
def test_what_a_query_writes_asks_the_same_and_is_written_the_same(pairs: dict[str, str]) -> None:
    query = parse_query(pairs.items())
    written = query.pairs()
    assert parse_query(written) == query
    assert parse_query(written).pairs() == written
    assert [name for name, _ in written] == [name for name in PARAMETERS if name in dict(written)]


def test_a_query_says_itself_in_words() -> None:
    query = parse_query([("tag", "parade"), ("from", "2025-08"), ("to", "2025-12"), ("match", "certain")])
    assert query.describe() == "parade, August 2025 – December 2025, certainly in that time"
    assert EventQuery().describe() == ""
