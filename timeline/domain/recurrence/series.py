"""The recurrence set of one event: DTSTART, RRULE and RDATE, less EXDATE, with overrides in their places.

Inside, everything is a naive datetime, days at their midnight. DTSTART is always in the set, even where it
does not match the rule: RFC 5545, section 3.8.5.3 leaves that open, RFC 8984, section 4.3.3 settles it so.
An UNTIL before DTSTART leaves nothing of the rule, and not DTSTART either: other calendars agree on that.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from timeline.domain.recurrence.ending import Ending, ending
from timeline.domain.recurrence.occurrence import EPOCH, Occurrence
from timeline.domain.recurrence.parse import parse_rrule
from timeline.domain.recurrence.pattern import Pattern, pattern_of
from timeline.domain.recurrence.periods import FIRST_MOMENT, LAST_MOMENT
from timeline.domain.recurrence.value import Override, Recurrence, parse_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Series:
    start: datetime
    duration: timedelta | None
    all_day: bool
    pattern: Pattern | None
    ending: Ending
    rdate: tuple[datetime, ...]
    exdate: frozenset[datetime]
    overrides: dict[datetime, Override]

    def overlapping(self, first: int, last: int) -> Iterator[Occurrence]:
        """Days since 1970-01-01, inclusive, within the years 1 to 9999."""
        opening, closing = midnight(first), midnight(last) + timedelta(seconds=86_399)
        reach = min(self.duration or timedelta(), opening - FIRST_MOMENT)
        regular = (self._at(fire) for fire in self.fires(opening - reach, closing) if fire not in self.overrides)
        merged = heapq.merge(regular, self._moved(first, last), key=lambda item: item.start)
        return (item for item in merged if item.first_day <= last and item.last_day >= first)

    def fires(self, first: datetime, last: datetime) -> Iterator[datetime]:
        """The set before overrides, in order, each once."""
        previous = None
        for fire in heapq.merge(self._given(first, last), self._ruled(first, last)):
            if fire != previous and fire not in self.exdate:
                yield fire
            previous = fire

    def replaced(self) -> Iterator[Occurrence]:
        """Overridden occurrences, wherever they went."""
        return self._existing(self.overrides.items())

    def is_counted_to(self, last: int) -> bool:
        """Whether COUNT could be followed far enough to know of everything until then."""
        return self.ending.exact or self.ending.last is None or midnight(last) <= self.ending.last

    def last_day(self) -> int | None:
        """None for ever, or for longer than was counted. DTSTART's own day where nothing is left."""
        if self.pattern is not None and (self.ending.last is None or not self.ending.exact):
            return None
        regular = (self._at(fire) for fire in self._last_fires())
        days = [item.last_day for item in (*regular, *self.replaced())]
        return max(days, default=self._at(self.start).last_day)

    def first_day(self) -> int:
        regular = next((fire for fire in self.fires(self.start, LAST_MOMENT) if fire not in self.overrides), None)
        days = [self._at(regular).first_day] if regular else []
        days += [self._at(fire).first_day for fire in self._given(FIRST_MOMENT, self.start)]
        days += [item.first_day for item in self.replaced()]
        return min(days, default=self._at(self.start).first_day)

    def _given(self, first: datetime, last: datetime) -> list[datetime]:
        return [fire for fire in sorted((*self._begun(), *self.rdate)) if first <= fire <= last]

    def _begun(self) -> tuple[datetime, ...]:
        over = self.ending.last is not None and self.ending.last < self.start
        return () if over else (self.start,)

    def _ruled(self, first: datetime, last: datetime) -> Iterable[datetime]:
        if self.pattern is None:
            return ()
        return self.pattern.between(first, min(last, self.ending.last or last))

    def _last_fires(self) -> list[datetime]:
        """The last fire of the rule and all that were given, so far as EXDATE and overrides leave them."""
        skip = self.exdate | self.overrides.keys()
        given = [fire for fire in (*self._begun(), *self.rdate) if fire not in skip]
        if self.pattern is None or self.ending.last is None:
            return given
        ruled = self.pattern.last_before(self.ending.last, skip)
        return given if ruled is None else [*given, ruled]

    def _moved(self, first: int, last: int) -> list[Occurrence]:
        """Overlap is asked first because it is the cheaper question."""
        near = []
        for fire, override in self.overrides.items():
            item = self._at(fire, override)
            if item.first_day <= last and item.last_day >= first:
                near.append((fire, override))
        return sorted(self._existing(near), key=lambda item: item.start)

    def _existing(self, overrides: Iterable[tuple[datetime, Override]]) -> Iterator[Occurrence]:
        return (self._at(fire, override) for fire, override in overrides if any(self.fires(fire, fire)))

    def _at(self, fire: datetime, override: Override | None = None) -> Occurrence:
        start, end = fire, None
        if override and override.start:
            start = moment(parse_start(override.start))
        if override and override.end:
            end = moment(parse_start(override.end))
        elif self.duration is not None:
            end = start + min(self.duration, LAST_MOMENT - start)
        shown = None if end is None else self._shown(end)
        return Occurrence(self._shown(fire).isoformat(), self._shown(start), shown, override)

    def _shown(self, at: datetime) -> date | datetime:
        return at.date() if self.all_day else at


def series_of(recurrence: Recurrence, start: date | datetime, end: date | datetime | None, zone: str | None) -> Series:
    """The forms of `start` and `recurrence` are taken to agree."""
    all_day, begin = not isinstance(start, datetime), moment(start)
    rule = None if recurrence.rrule is None else parse_rrule(recurrence.rrule)
    pattern = None if rule is None else pattern_of(rule, begin, all_day=all_day)
    return Series(
        start=begin,
        duration=None if end is None else moment(end) - begin,
        all_day=all_day,
        pattern=pattern,
        ending=Ending(begin) if rule is None or pattern is None else ending(rule, pattern, zone),
        rdate=tuple(moment(parse_start(text)) for text in recurrence.rdate),
        exdate=frozenset(moment(parse_start(text)) for text in recurrence.exdate),
        overrides={moment(parse_start(item.recurrence_id)): item for item in recurrence.overrides},
    )


def moment(at: date | datetime) -> datetime:
    """Days at their midnight, whole seconds."""
    return at.replace(microsecond=0, fold=0) if isinstance(at, datetime) else datetime.combine(at, time())


def midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day + EPOCH), time())
