"""The marks `?`, `~` and `%` (ISO 8601-2, 8): uncertain, approximate, both."""

from __future__ import annotations

from timeline.domain.edtf.date import APPROXIMATE, UNCERTAIN

MARKS = ("", "?", "~", "%")
"""By flags."""

FLAGS = {"": 0, "?": UNCERTAIN, "~": APPROXIMATE, "%": UNCERTAIN | APPROXIMATE}
UNMARKED = ((), (0,), (0, 0), (0, 0, 0))
"""By number of parts."""


def write_parts(parts: tuple[str, ...], qualifiers: tuple[int, ...]) -> str:
    """The canonical text: one mark after the parts from the left that share it, else one before each part.

    "?2004-?06-11" is "2004-06?-11".
    """
    first = qualifiers[0]
    marked = qualifiers.count(first)
    if marked == len(qualifiers):
        return "-".join(parts) + MARKS[first]
    grouped = qualifiers[:marked]
    if first and not any(qualifiers[marked:]) and grouped.count(first) == marked:
        group = "-".join(parts[:marked]) + MARKS[grouped[0]]
        return "-".join((group, *parts[marked:]))
    return "-".join(MARKS[flags] + part for part, flags in zip(parts, qualifiers, strict=True))
