"""Dates in a text, joined where they belong together, with the words before them that change what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.domain.reported_dates.forms import FORMS, SMALL_YEAR, Form, joiner_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.domain.reported_dates.point import Point

REACH = 40
"""Characters before a date in which the words that belong to it are looked for."""

LEADS = {
    "since": "since", "from": "from", "between": "between", "until": "until", "till": "until", "up to": "until",
    "up until": "until", "through": "until", "by": "by", "no later than": "by", "before": "before",
    "prior to": "before", "ahead of": "before", "after": "after", "following": "after", "either": "either",
    "starting": "from", "as of": "as of",
}  # fmt: skip
LEAD = re.compile(rf"\b(?i:(?P<lead>{'|'.join(sorted(LEADS, key=len, reverse=True))}))(?:\s(?i:in|on|the|about))*\s$")
ABOUT = re.compile(
    r"(?:(?<=[\s(])|^)(?i:circa|c\.|ca\.|around|about|approximately|roughly|some\stime\saround)\s(?:the\s)?$"
)
DOUBT = re.compile(r"(?:(?<=[\s(])|^)(?i:possibly|perhaps|probably|maybe)\s(?:in\s|on\s|during\s)?(?:the\s)?$")
PREPOSITION = re.compile(r"(?:(?<=[\s(])|^)(?i:in|on|during|at)\s(?:the\s)?$")
BETWEEN = re.compile(
    r"\s?(?P<dash>[-–—])\s?|,?\s(?P<word>(?i:to|until|till|through|and|or))\s(?:(?i:in|on|the|early|late)\s)*"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The date itself begins at `core`, after its lead. `joiner` is to, and or or, between several points; `lead` one
    of the values of LEADS. `future` and `past` are what the sentence's verbs say.
    """

    start: int
    core: int
    end: int
    points: tuple[Point, ...]
    joiner: str | None = None
    lead: str | None = None
    bare: bool = False
    future: bool = False
    past: bool = False


def find_phrases(text: str, *, alone: bool = False) -> list[Phrase]:
    """All that look like dates, in order. `alone`: the text is nothing else, so small years may be read too."""
    return [_led(text, phrase) for phrase in _joined(text, _singles(text, alone=alone))]


def _singles(text: str, *, alone: bool) -> Iterator[Phrase]:
    """The first in the text, and of those that begin there the longest; then on behind it."""
    small = alone and re.match(r"(?i)\s*(?:between|from)\s", text)
    position, ahead = 0, _look_ahead(text, (*FORMS, SMALL_YEAR) if small else FORMS, 0)
    while ahead:
        form, match = min(ahead, key=lambda one: (one[1].start(), -one[1].end()))
        points = form.read(match)
        if points:
            start = match.start()
            yield Phrase(start, start, match.end(), tuple(points), joiner_of(match), bare=form.bare)
        position = match.end()
        passed = [form for form, match in ahead if match.start() < position]
        ahead = [one for one in ahead if one[1].start() >= position] + _look_ahead(text, passed, position)


def _look_ahead(text: str, forms: Sequence[Form], position: int) -> list[tuple[Form, re.Match[str]]]:
    """The next match of each form that has one: it is kept until the reading has passed it."""
    matches = ((form, form.pattern.search(text, position)) for form in forms)
    return [(form, match) for form, match in matches if match is not None]


def _joined(text: str, phrases: Iterator[Phrase]) -> list[Phrase]:
    done: list[Phrase] = []
    for phrase in phrases:
        joiner = _joiner(text, done[-1], phrase) if done else None
        if joiner is None:
            done.append(phrase)
            continue
        before = done.pop()
        points = _shared(before.points, phrase.points)
        done.append(replace(before, end=phrase.end, points=points, joiner=joiner, bare=before.bare and phrase.bare))
    return done


def _joiner(text: str, before: Phrase, after: Phrase) -> str | None:
    """The word "and" joins what shares a year, what is bare alike ("in 2022 and 2023"), or what stands after "between";
    otherwise it merely goes on.
    """
    found = BETWEEN.fullmatch(text[before.end : after.start])
    if found is None or (before.joiner and before.joiner != "or"):
        return None
    word = (found["word"] or "to").lower()
    if word != "and":
        return "or" if word == "or" else "to"
    first, last = before.points[-1], after.points[0]
    shares_year = first.month is not None and first.year is None and last.year is not None
    alike = before.bare and after.bare and (first.month is None) == (last.month is None)
    return "and" if shares_year or alike or _lead_before(text, before.start)[1] == "between" else None


def _shared(before: tuple[Point, ...], after: tuple[Point, ...]) -> tuple[Point, ...]:
    """Of "May to July 2024" the year stands once, and a month later in the year than the last one's is of the year
    before.
    """
    last = after[0]
    if last.year is None or last.month is None:
        return before + after
    year, month = last.year, last.month
    shared = [
        replace(point, year=year - (point.month > month)) if point.month and point.year is None else point
        for point in before
    ]
    return (*shared, *after)


def _lead_before(text: str, start: int) -> tuple[int, str | None]:
    found = _just_before(LEAD, text, start)
    return (start, None) if found is None else (found.start(), LEADS[found["lead"].lower()])


def _just_before(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return pattern.search(text, max(0, start - REACH), start)


def _led(text: str, phrase: Phrase) -> Phrase:
    """With its lead and its doubts, which are part of the words; a mere preposition too."""
    start, points = phrase.start, phrase.points
    if about := _just_before(ABOUT, text, start):
        start, points = about.start(), tuple(replace(point, approximate=True) for point in points)
    if doubt := _just_before(DOUBT, text, start):
        start, points = doubt.start(), tuple(replace(point, uncertain=True) for point in points)
    led, lead = _lead_before(text, start)
    if lead is None and (found := _just_before(PREPOSITION, text, start)):
        led = found.start()
    return replace(phrase, start=led, points=points, lead=lead)
