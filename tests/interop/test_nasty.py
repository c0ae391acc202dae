"""What the nasty timeline cannot hold is refused where it comes in, with its place."""

from __future__ import annotations

import pytest

from tests.interop.nasty import CASES
from timeline.domain.errors import InvalidEvent
from timeline.domain.event import EventDraft


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x0b"])
def test_no_line_separator_comes_into_a_title(character: str) -> None:
    with pytest.raises(InvalidEvent) as caught:
        EventDraft.parse({**CASES["day"].document, "title": f"a{character}b"})
    (problem,) = caught.value.problems
    assert problem.where == "/title"
    assert "position 2" in str(problem)
