"""A made-up article: what is proposed from it, and that nothing of it is published."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.importers.article import Article, draft_article
from timeline.importers.article.attribution import find_attribution
from timeline.importers.article.figures import find_figures
from timeline.importers.article.sentences import split_sentences

ARTICLE = Article("Dam gives way", date(2025, 12, 13), "The Valley Courier", "https://example.org/dam")
TEXT = """Dam gives way above Orto

The dam at Orto gave way on Friday, flooding at least 1,200 houses, the regional
government said. Nobody had been told, according to Red Cross officials.

It was built from May 1961 to March 1964 by the firm of Dr. Halm. Between 40 and 45 people
are missing, police said. The ministry will publish a report on 20 January.
"""


def test_each_dated_sentence_is_proposed_with_who_says_so_and_its_figures() -> None:
    first, second, third = draft_article(TEXT, ARTICLE)
    assert (str(first.when.edtf), first.when.date_text) == ("2025-12-12", "on Friday")
    assert str(first.when.date_anchor) == "2025-12-13"
    assert [(one.low, one.unit, one.qualifier) for one in first.figures] == [(1200, "houses", "at least")]
    assert (str(second.when.edtf), second.when.date_anchor) == ("1961-05/1964-03", None)
    assert str(third.when.edtf) == "2026-01-20"


def test_everything_proposed_is_a_draft_that_quotes_its_sentence() -> None:
    for draft in draft_article(TEXT, ARTICLE, undated=True):
        assert draft.publication == "draft"
        (citation,) = draft.citations
        assert (citation.source.title, citation.source.publisher) == ("Dam gives way", "The Valley Courier")
        assert citation.quote in " ".join(TEXT.split())


def test_undated_sentences_are_proposed_when_asked_and_known_by_publication_alone() -> None:
    dated, all_of_them = draft_article(TEXT, ARTICLE), draft_article(TEXT, ARTICLE, undated=True)
    added = [draft for draft in all_of_them if draft not in dated]
    assert [str(draft.when.edtf) for draft in added] == ["../2025-12-13"] * 2
    assert [draft.citations[0].attributed_to for draft in added] == ["Red Cross officials", "police"]


def test_the_same_article_gives_the_same_uids() -> None:
    first, second = draft_article(TEXT, ARTICLE), draft_article(TEXT, ARTICLE)
    assert [one.uid for one in first] == [one.uid for one in second]
    assert len({one.uid for one in first}) == len(first)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Kim said so, KCNA reported.", "Kim, reported by KCNA"),
        ("According to Reuters and Ukrainian intelligence, it fell.", "Reuters and Ukrainian intelligence"),
        ("It fell, as reported by the Open Source Centre (OSC).", "the Open Source Centre"),
        ("“We are going,” Anna Berg, the mayor, told reporters.", "Anna Berg"),
        ("State media said nothing, witnesses said.", "State media"),
        ("It grew, according to notes from French, Dutch and Belgian police.", "French, Dutch and Belgian police"),
        ("He said it was late.", None),
        ("It rained.", None),
    ],
)
def test_who_says_so_is_found(sentence: str, who: str | None) -> None:
    assert find_attribution(sentence) == who


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("an estimated 4.2 to 5.8 million rounds of ammunition", [(4_200_000, 5_800_000, "rounds", "estimated")]),
        ("nearly 50% of the shells", [(50, 50, "%", "about")]),
        ("nine soldiers and 148 missiles (KN-23)", [(9, 9, "soldiers", "exactly"), (148, 148, "missiles", "exactly")]),
        ("120 long-range artillery systems", [(120, 120, "long-range artillery systems", "exactly")]),
        ("less than three months", [(None, 3, "months", "at most")]),
        ("the 528th regiment fired 122mm shells, operating 24/7", []),
        ("it costs $200 or €3,000", []),
    ],
)  # fmt: skip
def test_numbers_that_count_something_are_figures(sentence: str, figures: list[object]) -> None:
    found = find_figures(sentence)
    assert [(one.get("low"), one.get("high"), one["unit"], one["qualifier"]) for one in found] == figures


def test_sentences_end_where_people_end_them() -> None:
    text = "Mr. Halm left at 5 p.m. on Oct. 3. “Good!” he said. The U.S. team came.\n\nA new\nparagraph"
    assert list(split_sentences(text)) == [
        "Mr. Halm left at 5 p.m. on Oct. 3.", "“Good!” he said.", "The U.S. team came.", "A new paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("The 90-day closure that began on 3 May 2024 is over.", "2024-05-03/2024-07-31"),
        ("The two-week strike, which hurt, started in May 2024.", "2024-05"),
        ("A 45-day voyage starting in May 2024 ended well.", "2024-05/2024-06~"),
        ("After a two-month long dry spell which started in November 2023 it rained.", "2023-11/2024-01~"),
        ("It lasted 90 days and then, in May 2024, was over.", "2024-05"),
    ],
)
def test_what_lasted_so_long_from_a_start_is_an_interval(sentence: str, when: str) -> None:
    (draft,) = draft_article(sentence, ARTICLE)
    assert str(draft.when.edtf) == when
    assert ("lasted" in (draft.when.date_note or "")) is ("/" in when)


def test_hearsay_is_a_report_too() -> None:
    (draft,) = draft_article("Two mills have reportedly closed.\n\nIt rained.", ARTICLE, undated=True)
    assert draft.title == "Two mills have reportedly closed."
