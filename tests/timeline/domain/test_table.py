from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import an_event, at
from timeline.domain.errors import InvalidImport
from timeline.domain.event import Event
from timeline.domain.table import COLUMNS, FORMULA, JSON_COLUMNS, guard, read_row, unguard, write_row


def test_lists_and_objects_are_json_and_words_are_not() -> None:
    assert {"tags", "places", "citations", "recurrence"} <= JSON_COLUMNS
    assert not JSON_COLUMNS & {"title", "importance", "status", "category"}


def test_every_field_of_the_event_has_a_column() -> None:
    assert set(Event.model_fields) - {"when"} <= set(COLUMNS)
    assert {"edtf", "start", "start_zone", "end", "end_zone", "date_text", "date_anchor", "date_note"} <= set(COLUMNS)


def test_times_keep_their_zones() -> None:
    event = an_event({"start": at("2018-05-05T00:00:00"), "end": at("2018-05-05T01:00:00", "Asia/Seoul")})
    row = write_row(event)
    assert (row["start"], row["start_zone"], row["end_zone"]) == ("2018-05-05T00:00:00", "Asia/Pyongyang", "Asia/Seoul")
    assert Event.parse(read_row(row)) == event


def test_what_is_missing_is_the_default_and_what_is_unknown_is_passed_over() -> None:
    row = {"uid": "u", "slug": "s", "title": "T", "edtf": "2025", "tags": "", "colour of the sky": "blue"}
    assert Event.parse(read_row(row)) == an_event("2025", uid="u", slug="s", title="T")


def test_bad_json_is_told_with_its_column_and_all_at_once() -> None:
    with pytest.raises(InvalidImport) as caught:
        read_row({"title": "T", "tags": "[", "places": "{'name'}"})
    assert {problem.where for problem in caught.value.problems} == {"/tags", "/places"}


@given(st.text(alphabet="'=+-@ab\t＝", max_size=6))
def test_a_guarded_cell_is_never_a_formula_and_comes_back(text: str) -> None:
    assert guard(text)[:1] not in FORMULA
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["'Twas", "'", "it's", ""])
def test_ordinary_apostrophes_stay_as_they_are(text: str) -> None:
    assert guard(text) == unguard(text) == text
