from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.calendar.lines import fold

PIECES = st.sampled_from(["a", " ", "\\n", "\\\\", "\\,", "^n", "é", "조", "👩‍🚀", "\t"])


@given(st.lists(PIECES, max_size=200).map("".join))
def test_folding_loses_nothing_and_splits_nothing(text: str) -> None:
    parts = fold(text.encode()).split(b"\r\n ")
    assert b"".join(parts).decode() == text
    assert all(len(part) + bool(index) <= 75 for index, part in enumerate(parts))
    for part in parts[:-1]:
        part.decode()
        assert (len(part) - len(part.rstrip(b"\\"))) % 2 == 0


@pytest.mark.parametrize(("length", "lines"), [(0, 1), (75, 1), (76, 2), (149, 2), (150, 3)])
def test_lines_are_filled(length: int, lines: int) -> None:
    assert len(fold(b"a" * length).split(b"\r\n ")) == lines
