from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from feeds import FORMATS

if TYPE_CHECKING:
    from feeds import Format


def test_calendars_come_first_then_json() -> None:
    assert list(FORMATS)[:2] == ["ics", "json"]


@pytest.mark.parametrize("made", FORMATS.values(), ids=list(FORMATS))
def test_a_format_says_what_it_is(made: Format) -> None:
    assert all((made.name, made.title, made.suffix, made.media_type, made.spec, made.use))
    assert ";" not in made.media_type
