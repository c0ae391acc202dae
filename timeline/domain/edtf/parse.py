"""Text → EDTF value: which shape it is, and the shapes that hold several dates. Every refusal says where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn, TypeVar

from timeline.domain.edtf.points import PLAIN, parse_date, parse_point, read_plain
from timeline.domain.edtf.values import Edtf, EdtfDate, EdtfDateTime, EdtfInterval, EdtfSet, End, Member
from timeline.domain.errors import InvalidDate

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 255
FOREIGN = re.compile(r"[^0-9XYESTZ:?~%/\[\]{},.+\- ]")
CLOSING = {"[": "]", "{": "}"}
Parsed = TypeVar("Parsed")


def parse_edtf(text: str) -> Edtf:
    """Raises InvalidDate."""
    plain = PLAIN.fullmatch(text)
    if plain and text[0] != "-":
        return read_plain(text, plain)
    _check_characters(text)
    if text[0] in CLOSING:
        return _parse_set(text)
    if " " in text:
        raise InvalidDate(text, text.index(" ") + 1, "a space has no meaning here; remove it")
    return _parse_interval(text) if "/" in text else parse_point(text)


def _check_characters(text: str) -> None:
    if not text:
        raise InvalidDate(text, 1, "is empty; give a date such as 2025, 2025-08 or 2025-08-10")
    if len(text) > LIMIT:
        raise InvalidDate(text, LIMIT + 1, f"is over {LIMIT} characters")
    foreign = FOREIGN.search(text)
    if foreign:
        _refuse_character(text, foreign.start())


def _refuse_character(text: str, index: int) -> NoReturn:
    character = text[index]
    if character.isspace():
        raise InvalidDate(text, index + 1, "white space has no meaning here; remove it")
    if character.isdigit():
        raise InvalidDate(text, index + 1, f"{character} is not one of the digits 0-9")
    hint = f"; write {character.upper()}" if character in "xytzes" else ""
    raise InvalidDate(text, index + 1, f"unexpected {character!r}{hint}")


def _at(whole: str, offset: int, parse: Callable[[str], Parsed], part: str) -> Parsed:
    """Parse a part, so that a refusal points into the whole."""
    try:
        return parse(part)
    except InvalidDate as error:
        raise InvalidDate(whole, error.position + offset, error.reason) from None


def _parse_interval(text: str) -> EdtfInterval:
    left, _, right = text.partition("/")
    if "/" in right:
        raise InvalidDate(text, text.rindex("/") + 1, "an interval has one slash, between start and end")
    start, end = _parse_end(text, left, 0), _parse_end(text, right, len(left) + 1)
    if isinstance(start, str) and isinstance(end, str) and not start == end == "open":
        raise InvalidDate(text, 1, "an interval needs a start, an end, or .. on both sides")
    if not isinstance(start, str) and not isinstance(end, str) and _ends_early(start, end):
        raise InvalidDate(text, len(left) + 2, f"the end {end} is before the start {start}; exchange them")
    return EdtfInterval(f"{_write_end(start)}/{_write_end(end)}", start, end)


def _parse_end(whole: str, part: str, offset: int) -> End:
    if not part:
        return "unknown"
    return "open" if part == ".." else _at(whole, offset, parse_point, part)


def _ends_early(start: EdtfDate | EdtfDateTime, end: EdtfDate | EdtfDateTime) -> bool:
    """By instants where both are known: across zones a later day can be an earlier moment."""
    if isinstance(start, EdtfDateTime) and isinstance(end, EdtfDateTime):
        if start.instant is not None and end.instant is not None:
            return end.instant < start.instant
        return (end.day, end.seconds) < (start.day, start.seconds)
    return end.last < start.first


def _write_end(end: End) -> str:
    if isinstance(end, str):
        return ".." if end == "open" else ""
    return end.text


def _parse_set(text: str) -> EdtfSet:
    closing = CLOSING[text[0]]
    if text[-1] != closing or len(text) < len("[]") + 1:
        raise InvalidDate(text, len(text), f"a set that begins with {text[0]} ends with {closing} and has members")
    pieces = text[1:-1].split(",")
    members, offset = [], 1
    for index, piece in enumerate(pieces):
        # The Library of Congress writes a space after some commas.
        stripped = piece.removeprefix(" ") if index else piece
        place = offset + len(piece) - len(stripped)
        members.append(_parse_member(text, stripped, place, first=index == 0, last=index == len(pieces) - 1))
        offset += len(piece) + 1
    written = ",".join(_write_member(member) for member in members)
    return EdtfSet(f"{text[0]}{written}{closing}", "one_of" if closing == "]" else "all_of", tuple(members))


def _parse_member(whole: str, piece: str, offset: int, *, first: bool, last: bool) -> Member:
    if ".." not in piece:
        date = _at(whole, offset, parse_date, piece)
        return Member(date, date)
    left, _, right = piece.partition("..")
    after = offset + len(left) + 2
    start = _at(whole, offset, parse_date, left) if left else None
    end = _at(whole, after, parse_date, right) if right else None
    if start is None and (end is None or not first):
        raise InvalidDate(whole, offset + 1, ".. needs a date, and before one it stands first in the set")
    if end is None and not last:
        raise InvalidDate(whole, after - 1, "a run without an end stands last in the set")
    if start is not None and end is not None and end.last < start.first:
        raise InvalidDate(whole, after + 1, f"the run ends at {end}, before {start}; exchange them")
    return Member(start, end)


def _write_member(member: Member) -> str:
    if member.single is not None:
        return member.single.text
    return f"{member.start or ''}..{member.end or ''}"
