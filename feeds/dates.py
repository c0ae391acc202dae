"""A date in the words of a feed: how sure it is comes before what happened, because a calendar's grid hides
it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feeds.text import one_line

if TYPE_CHECKING:
    from timeline.domain.event import Event
    from timeline.domain.when import When

MONTHS = re.compile(
    r"\b(Jan)uary\b|\b(Feb)ruary\b|\b(Mar)ch\b|\b(Apr)il\b|\b(Aug)ust\b|\b(Sep)tember\b|\b(Oct)ober\b"
    r"|\b(Nov)ember\b|\b(Dec)ember\b"
)
VAGUE = re.compile(r"\bsome\b")
WITH_ARTICLE = re.compile(r"\d+s\b|first |second |third |\d+(st|nd|rd|th) ")


def is_exact(when: When) -> bool:
    """Whether a calendar can show this date and be right: every day in it known, none in doubt."""
    if when.uncertain or when.approximate or not has_both_ends(when):
        return False
    bounds = when.bounds
    if when.kind in {"one_of", "all_of"}:
        return bounds.start_earliest == bounds.end_latest
    return bounds.start_earliest == bounds.start_latest and bounds.end_earliest == bounds.end_latest


def has_both_ends(when: When) -> bool:
    return when.start_kind == when.end_kind == "known"


def bracket(when: When) -> str:
    """Short enough for the front of a title: "[Aug 2025]"."""
    return f"[{abbreviate(when.describe())}]"


def abbreviate(words: str) -> str:
    return MONTHS.sub(lambda found: found[found.lastindex or 0], words)


def date_line(when: When) -> str | None:
    """One sentence on when, or None where the date is a plain day or days and says all itself."""
    words = when.describe(full=True)
    if when.edtf is None:
        return f"Local time: {words}"
    if when.precision == "second":
        return f"Time: {words}"
    if is_exact(when):
        return None
    sentence = f"{_label(when)}: {_hedged(when, words)}"
    return sentence if sentence.endswith("?") else f"{sentence}."


def _label(when: When) -> str:
    if not has_both_ends(when):
        return "Dates known in part"
    if when.kind == "all_of":
        return "Dates"
    if when.kind == "interval":
        return "Exact days unknown"
    bounds = when.bounds
    return "Day in doubt" if bounds.start_earliest == bounds.end_latest else "Exact day unknown"


def _hedged(when: When, words: str) -> str:
    """What describes itself as vague is left as it is."""
    if when.kind != "date" or VAGUE.search(words):
        return words
    if not when.uncertain and not when.approximate:
        return f"some time in {'the ' if WITH_ARTICLE.match(words) else ''}{words}"
    plain = words.removeprefix("c. ").removesuffix("?")
    return ("possibly " if when.uncertain else "") + ("about " if when.approximate else "") + plain


def date_notes(event: Event) -> list[str]:
    """The date line, the words as reported, and how the date was derived from them."""
    when, notes = event.when, []
    line = f"Recurring, first on {when.describe(full=True)}" if event.recurrence else date_line(when)
    if line:
        notes.append(line)
    if when.date_text:
        notes.append(f"As reported: “{one_line(when.date_text)}”")
    if when.date_note:
        notes.append(f"On the date: {one_line(when.date_note)}")
    return notes
