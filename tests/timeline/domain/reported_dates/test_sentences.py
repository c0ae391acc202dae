"""How many of two hundred sentences are read right. Both halves were written before any rule; the second was not
looked at while the rules were tuned.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.timeline.domain.reported_dates.held_out_sentences import HELD_OUT_SENTENCES
from tests.timeline.domain.reported_dates.tuned_sentences import TUNED_SENTENCES
from timeline.domain.edtf import parse_edtf
from timeline.domain.reported_dates import find_dates

HALVES = {"tuned": TUNED_SENTENCES, "held out": HELD_OUT_SENTENCES}


def read(published: str, sentence: str) -> list[str]:
    return [str(found.edtf) for found in find_dates(sentence, date.fromisoformat(published))]


@pytest.mark.parametrize("half", HALVES)
def test_the_table_itself_is_canonical_edtf(half: str) -> None:
    texts = [text for _, _, dates in HALVES[half] for text in dates]
    assert [str(parse_edtf(text)) for text in texts] == texts


@pytest.mark.parametrize(("half", "least"), [("tuned", 1.0), ("held out", 0.98)])
def test_nearly_all_sentences_are_read_as_a_careful_reader_does(half: str, least: float) -> None:
    wrong = [(sentence, dates, read(day, sentence)) for day, sentence, dates in HALVES[half]]
    wrong = [row for row in wrong if row[1] != row[2]]
    assert 1 - len(wrong) / len(HALVES[half]) >= least, wrong


@pytest.mark.parametrize("half", HALVES)
def test_where_no_date_is_none_is_invented(half: str) -> None:
    silent = [(sentence, read(day, sentence)) for day, sentence, dates in HALVES[half] if not dates]
    assert [row for row in silent if row[1]] == []


@pytest.mark.parametrize("half", HALVES)
def test_the_words_stand_where_they_are_said_to(half: str) -> None:
    for day, sentence, _ in HALVES[half]:
        for found in find_dates(sentence, date.fromisoformat(day)):
            assert sentence[found.start : found.end] == found.words
