"""A phrase → the EDTF of the whole: "since", "by" and "from … to" around the dates in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf import format_day, parse_edtf, split_days
from timeline.domain.reported_dates.resolve import resolve

if TYPE_CHECKING:
    from datetime import date

    from timeline.domain.reported_dates.phrases import Phrase
    from timeline.domain.reported_dates.point import Point

MARKS = "?~%"
AHEAD = {"until", "by"}
"""These look forward, unless the sentence is about the past."""


def compose(phrase: Phrase, published: date | None) -> str:
    """Raises NeedsPublicationError, and InvalidDate for days that no calendar has."""
    future = phrase.future or (phrase.lead in AHEAD and not phrase.past)
    texts = [resolve(point, published, future=future) for point in phrase.points]
    if len(texts) > 1:
        return _several(phrase, _in_order(texts, phrase))
    return _alone(phrase.lead, texts[0], phrase.points[0])


def _in_order(texts: list[str], phrase: Phrase) -> list[str]:
    """Read alone, "from December to February" ends the year after it began."""
    first, last = parse_edtf(texts[0]), parse_edtf(texts[-1])
    point = phrase.points[0]
    open_year = point.year is None and point.month is not None and point.text is None
    if phrase.joiner == "to" and open_year and first.bounds.start_earliest > last.bounds.end_latest:
        year, _, rest = texts[0].partition("-")
        return [f"{int(year) - 1:04d}-{rest}", *texts[1:]]
    return texts


def _several(phrase: Phrase, texts: list[str]) -> str:
    if phrase.joiner == "to":
        return f"{_side(texts[0])}/{_side(texts[-1])}"
    if phrase.lead == "between":
        return f"[{_side(texts[0])}..{_side(texts[-1])}]"
    members = ",".join(_side(text) for text in texts)
    return f"[{members}]" if phrase.joiner == "or" else f"{{{members}}}"


def _alone(lead: str | None, text: str, point: Point) -> str:
    if lead == "since":
        return f"{_side(text)}/.."
    if lead == "until":
        return f"../{_last_day(text) if point.edge else _side(text)}"
    if lead == "by":
        return f"[..{_last_day(text) if point.edge else _side(text)}]"
    if lead == "before":
        return f"[..{_neighbour(text, -1)}]"
    if lead == "after":
        return f"[{_neighbour(text, 1)}..]"
    return text


def _side(text: str) -> str:
    """An interval and a set hold no set: its month or year holds it instead, or a set's own hull."""
    if not text.startswith("["):
        return text
    bounds = parse_edtf(text).bounds
    first, last = split_days(bounds.start_earliest), split_days(bounds.end_latest)
    if first[:2] == last[:2]:
        return f"{first[0]:04d}-{first[1]:02d}"
    return f"{first[0]:04d}" if first[0] == last[0] else f"{first[0] // 10:03d}X"


def _last_day(text: str) -> str:
    bounds = parse_edtf(text).bounds
    return format_day(bounds.end_latest)


def _neighbour(text: str, step: int) -> str:
    """The unit before or after: year, month or day; of anything else the day."""
    plain = text.rstrip(MARKS)
    bounds = parse_edtf(plain).bounds
    day = bounds.start_earliest - 1 if step < 0 else bounds.end_latest + 1
    whole = format_day(day)
    width = {1: "year", 2: "month"}.get(len(plain.lstrip("-").split("-")), "day")
    if not plain.replace("-", "").isdigit() or width == "day":
        return whole
    return whole.rsplit("-", 2 if width == "year" else 1)[0]
