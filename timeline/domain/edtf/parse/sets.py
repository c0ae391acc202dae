"""Members between brackets (ISO 8601-2, level 2): [one of them], {all of them}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from timeline.domain.edtf.parse.date import read_date
from timeline.domain.edtf.parse.interval import check_order
from timeline.domain.edtf.parse.refusal import RefusedError
from timeline.domain.edtf.sets import EdtfSet, Member, make_run, set_bounds

if TYPE_CHECKING:
    from timeline.domain.edtf.date import EdtfDate

BRACKETS: dict[str, tuple[str, Literal["one_of", "all_of"]]] = {"[": ("]", "one_of"), "{": ("}", "all_of")}


def read_set(text: str) -> EdtfSet:
    closing, kind = BRACKETS[text[0]]
    if not text.endswith(closing):
        raise RefusedError(len(text) - 1, f"a set that begins with {text[0]} ends with {closing}")
    _check_content(text)
    members = tuple(_read_members(text[1:-1]))
    written = text[0] + ",".join(map(str, members)) + closing
    return EdtfSet(written, kind, members, set_bounds(kind, members))


def _check_content(text: str) -> None:
    if "/" in text:
        raise RefusedError(text.index("/"), "a set holds no intervals; write a run in it as 1960..1962")
    if "T" in text:
        raise RefusedError(text.index("T"), "a set holds dates, without times of day")


def _read_members(inner: str) -> list[Member]:
    pieces = inner.split(",")
    members, place = [], 1
    for index, piece in enumerate(pieces):
        bare = piece.removeprefix(" ") if index else piece
        members.append(_read_member(bare, place + len(piece) - len(bare), index, len(pieces)))
        place += len(piece) + 1
    return members


def _read_member(piece: str, place: int, index: int, count: int) -> Member:
    if ".." not in piece:
        return read_date(piece, place)
    left, _, right = piece.partition("..")
    after = place + len(left)
    _check_open_sides(left, right, after, first=index == 0, last=index == count - 1)
    start = read_date(left, place) if left else None
    end = read_date(right, after + 2) if right else None
    return _checked_run(start, end, after + 2)


def _check_open_sides(left: str, right: str, at: int, *, first: bool, last: bool) -> None:
    if not (left or right):
        raise RefusedError(at, ".. needs a date beside it")
    if not left and not first:
        raise RefusedError(at, "a run without a start stands first in its set")
    if not right and not last:
        raise RefusedError(at, "a run without an end stands last in its set")


def _checked_run(start: EdtfDate | None, end: EdtfDate | None, place: int) -> Member:
    if start is not None and end is not None:
        check_order(start, end, place)
    return make_run(start, end)
