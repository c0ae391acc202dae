"""Sets in words: "3 or 4 June 2025", "some time Jan – Apr 2024", "by 31 Dec 2025"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.english.dates import date_words, describe_date, mark
from timeline.domain.edtf.english.intervals import describe_run
from timeline.domain.edtf.english.words import Words, join_list, shorten
from timeline.domain.edtf.sets import EdtfSet, Member, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.domain.edtf.date import EdtfDate

CONJUNCTIONS = {"one_of": "or", "all_of": "and"}


def describe_set(value: EdtfSet, *, full: bool) -> str:
    if len(value.members) == 1:
        return _describe_lone(value, value.members[0], full=full)
    word = CONJUNCTIONS[value.kind]
    return join_list(_describe_members(value.members, word, full=full), word)


def _describe_lone(value: EdtfSet, member: Member, *, full: bool) -> str:
    if not isinstance(member, Run):
        return describe_date(member, full=full)
    if member.start is not None and member.end is not None:
        prefix = "some time" if value.kind == "one_of" else "all of"
        return f"{prefix} {describe_run(member.start, member.end, full=full)}"
    if value.kind == "one_of" and member.end is not None and member.end.precision == "day":
        return f"by {describe_date(member.end, full=full)}"
    return _describe_members((member,), CONJUNCTIONS[value.kind], full=full)[0]


def _describe_members(members: Sequence[Member], word: str, *, full: bool) -> list[str]:
    """Single dates share month and year with the one that follows; a run stands for itself."""
    alike = len({date.qualifiers for member in members for date in _dates(member)}) == 1
    shown = shorten([_words(member, full=full) for member in members], months=alike)
    return [_describe_member(member, text, word, full=full) for member, text in zip(members, shown, strict=True)]


def _dates(member: Member) -> tuple[EdtfDate, ...]:
    return member.dates if isinstance(member, Run) else (member,)


def _words(member: Member, *, full: bool) -> Words:
    words = date_words(_dates(member)[0], full=full)
    closed = isinstance(member, Run) and member.start is not None and member.end is not None
    return Words("", "", str(words)) if closed else words


def _describe_member(member: Member, shown: str, word: str, *, full: bool) -> str:
    if not isinstance(member, Run):
        return mark(shown, member)
    if member.start is not None and member.end is not None:
        return describe_run(member.start, member.end, full=full)
    side = f"{word} later" if member.start is not None else f"{word} earlier"
    return f"{mark(shown, member.dates[0])} {side}"
