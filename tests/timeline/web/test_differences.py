from __future__ import annotations

from typing import Any

import pytest

from tests.builders import an_event
from timeline.domain.event import Event
from timeline.web.differences import FIELDS, describe_changes


def told(before: Event, after: Event) -> dict[str, list[tuple[str, str]]]:
    return {
        one.field: [(piece.kind, piece.text) for piece in one.pieces if piece.kind != "same"]
        for one in describe_changes(before, after)
    }


def test_running_text_shows_the_words_that_went_and_came() -> None:
    before, after = an_event(title="Nine soldiers killed"), an_event(title="Ten soldiers killed")
    assert told(before, after) == {"Title": [("gone", "Nine"), ("new", "Ten")]}


def test_a_date_is_told_in_words() -> None:
    before, after = an_event("2025-08"), an_event({"edtf": "2025-08-13", "date_text": "last Wednesday"})
    assert told(before, after)["Date"] == [
        ("gone", "August 2025 (2025-08)"),
        ("new", "13 August 2025 (2025-08-13)"),
        ("new", "As reported: “last Wednesday”"),
    ]


def test_of_many_only_what_went_or_came_is_shown() -> None:
    figures = [{"name": "dead", "low": 9, "high": 9}, {"name": "hurt", "low": 4, "qualifier": "at least"}]
    more: list[dict[str, Any]] = [figures[0], {"name": "hurt", "low": 6, "qualifier": "at least"}]
    assert told(an_event(figures=figures), an_event(figures=more)) == {
        "Figures": [("gone", "hurt: at least 4"), ("new", "hurt: at least 6")]
    }


@pytest.mark.parametrize("field", sorted(set(Event.model_fields) - {"uid"}))
def test_every_field_has_a_name_for_readers(field: str) -> None:
    assert field in FIELDS
