"""Sets in words: "3 or 4 June 2025", "some time Jan – Apr 2024", "by 31 Dec 2025"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.english.dates import date_words, describe_date, mark
from timeline.domain.edtf.english.intervals import describe_run
from timeline.domain.edtf.english.words import shorten
from timeline.domain.edtf.sets import EdtfSet, Member, Run
from timeline.domain.speech import Words, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.domain.edtf.date import EdtfDate
    from timeline.domain.speech import Speech

CONJUNCTIONS = {"one_of": "or", "all_of": "and"}
WITHIN = {"one_of": phrase("some time %(run)s"), "all_of": phrase("all of %(run)s")}
BEYOND = {
    ("or", True): phrase("%(date)s or later"),
    ("or", False): phrase("%(date)s or earlier"),
    ("and", True): phrase("%(date)s and later"),
    ("and", False): phrase("%(date)s and earlier"),
}
"""By conjunction, and whether the run has a start."""


def describe_set(value: EdtfSet, speech: Speech, *, full: bool) -> str:
    if len(value.members) == 1:
        return _describe_lone(value, value.members[0], speech, full=full)
    word = CONJUNCTIONS[value.kind]
    return speech.join(_describe_members(value.members, word, speech, full=full), word)


def _describe_lone(value: EdtfSet, member: Member, speech: Speech, *, full: bool) -> str:
    if not isinstance(member, Run):
        return describe_date(member, speech, full=full)
    if member.start is not None and member.end is not None:
        return speech.say(WITHIN[value.kind], run=describe_run(member.start, member.end, speech, full=full))
    if value.kind == "one_of" and member.end is not None and member.end.precision == "day":
        return speech.say(phrase("by %(date)s"), date=describe_date(member.end, speech, full=full))
    return _describe_members((member,), CONJUNCTIONS[value.kind], speech, full=full)[0]


def _describe_members(members: Sequence[Member], word: str, speech: Speech, *, full: bool) -> list[str]:
    """Single dates share month and year with the one that follows; a run stands for itself."""
    alike = len({date.qualifiers for member in members for date in _dates(member)}) == 1
    shown = shorten([_words(member, speech, full=full) for member in members], months=alike)
    return [
        _describe_member(member, text, word, speech, full=full) for member, text in zip(members, shown, strict=True)
    ]


def _dates(member: Member) -> tuple[EdtfDate, ...]:
    return member.dates if isinstance(member, Run) else (member,)


def _words(member: Member, speech: Speech, *, full: bool) -> Words:
    words = date_words(_dates(member)[0], speech, full=full)
    closed = isinstance(member, Run) and member.start is not None and member.end is not None
    return Words("", "", str(words)) if closed else words


def _describe_member(member: Member, shown: str, word: str, speech: Speech, *, full: bool) -> str:
    if not isinstance(member, Run):
        return mark(shown, member, speech)
    if member.start is not None and member.end is not None:
        return describe_run(member.start, member.end, speech, full=full)
    return speech.say(BEYOND[word, member.start is not None], date=mark(shown, member.dates[0], speech))
