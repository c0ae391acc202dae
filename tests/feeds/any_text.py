"""Texts that a field may hold: bait for every notation, and whatever Hypothesis thinks of."""

from __future__ import annotations

from hypothesis import strategies as st

from timeline.domain.text import FORBIDDEN, LINE_BREAK

BAIT = st.sampled_from([
    "\\", "\\n", "\\N", ";", ",", ":", '"', "^", "^n", "\u2028", "\u2029", "\x85", "\t", "\ufeff", "é", "👩‍🚀", "조선",
    "ع", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "X-INJECTED:1", "http://example.org/?a=1;b,c", "<b>",
    "&amp;", "](", "*", " ", "  ", "=", "a" * 73,
])  # fmt: skip
PIECES = st.one_of(BAIT, st.text(max_size=5))
TEXTS = st.lists(st.one_of(PIECES, st.just("\n")), max_size=30).map(lambda pieces: FORBIDDEN.sub("", "".join(pieces)))
LINES = st.lists(PIECES, max_size=12).map(
    lambda pieces: "x" + FORBIDDEN.sub("", LINE_BREAK.sub(" ", "".join(pieces)))[:400] + "x"
)
"""Such as begin and end with a letter."""

BARE_LINES = (
    st.lists(PIECES, min_size=1, max_size=6)
    .map(lambda pieces: FORBIDDEN.sub("", LINE_BREAK.sub("", "".join(pieces)))[:250])
    .filter(str.strip)
)
"""Nothing around them: a sign or a mark alone too."""
