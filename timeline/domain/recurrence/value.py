"""The recurrence of an event as it is kept: RRULE, RDATE, EXDATE and overrides, in canonical text.

Local starts are days ("2025-10-10") for all-day events and wall clocks ("2025-10-10T09:00:00") for zoned
ones, never a mixture. Which of the two is right is known only beside DTSTART: see `check_recurrence`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from timeline.domain.clock import parse_day, parse_local
from timeline.domain.errors import InvalidRecurrence
from timeline.domain.recurrence.check import check_rule
from timeline.domain.recurrence.parse import LONGEST_RULE, parse_rrule
from timeline.domain.text import Line, Text
from timeline.domain.value import Value

if TYPE_CHECKING:
    from datetime import date, datetime

MOST_DATES = 10_000
MOST_OVERRIDES = 1_000


def parse_start(text: str) -> date | datetime:
    """`YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS]`; raises InvalidDate."""
    return parse_local(text) if "T" in text.upper() else parse_day(text)


def _canonical_start(text: str) -> str:
    return parse_start(text).isoformat()


def _sorted_once(starts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(starts)))


def _canonical_rule(text: str) -> str:
    return str(check_rule(parse_rrule(text)))


LocalStart = Annotated[
    str,
    StringConstraints(strict=True, max_length=19),
    AfterValidator(_canonical_start),
    Field(
        description="A day, or a wall clock of the event's zone.",
        examples=["2025-10-10", "2025-10-10T09:00:00"],
    ),
]
LocalStarts = Annotated[tuple[LocalStart, ...], Field(max_length=MOST_DATES), AfterValidator(_sorted_once)]
RRule = Annotated[
    str,
    StringConstraints(strict=True, max_length=LONGEST_RULE),
    AfterValidator(_canonical_rule),
    Field(description="RRULE of RFC 5545, section 3.3.10.", examples=["FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=-1SU"]),
]


class Override(Value):
    """Replaces the one occurrence that the rule puts at `recurrence_id` (RFC 5545, section 3.8.4.4).

    A `start` without `end` moves the whole; an `end` without `start` only stretches it. An override of what
    is not an occurrence replaces nothing.
    """

    recurrence_id: LocalStart
    start: LocalStart | None = None
    end: Annotated[LocalStart | None, Field(description="Exclusive, as DTEND in RFC 5545.")] = None
    title: Line | None = None
    description: Text | None = None
    status: Literal["confirmed", "tentative", "cancelled"] | None = None

    @model_validator(mode="after")
    def ends_after_its_start(self) -> Self:
        start = self.start or self.recurrence_id
        if is_timed(start) != is_timed(self.recurrence_id):
            raise InvalidRecurrence(f"override {self.recurrence_id}: start {start} has another form; {SAME_FORM}")
        if self.end is None:
            return self
        if is_timed(self.end) != is_timed(start):
            raise InvalidRecurrence(f"override {self.recurrence_id}: end {self.end} has another form; {SAME_FORM}")
        if self.end <= start:
            reason = f"ends at {self.end} but starts at {start}; end is exclusive and must come later"
            raise InvalidRecurrence(f"override {self.recurrence_id}: {reason}")
        return self


class Recurrence(Value):
    """Occurrences are DTSTART, always, with RRULE and RDATE, less EXDATE (RFC 5545, section 3.8.5)."""

    rrule: RRule | None = None
    rdate: LocalStarts = ()
    exdate: LocalStarts = ()
    overrides: Annotated[tuple[Override, ...], Field(max_length=MOST_OVERRIDES)] = ()

    @field_validator("overrides")
    @classmethod
    def replaces_each_occurrence_once(cls, overrides: tuple[Override, ...]) -> tuple[Override, ...]:
        seen: set[str] = set()
        for override in overrides:
            if override.recurrence_id in seen:
                raise InvalidRecurrence(f"{override.recurrence_id} is overridden twice; keep one of the overrides")
            seen.add(override.recurrence_id)
        return tuple(sorted(overrides, key=lambda override: override.recurrence_id))

    @model_validator(mode="after")
    def is_of_one_form(self) -> Self:
        starts = self.local_starts()
        other = next((start for start in starts if is_timed(start) != is_timed(starts[0])), None)
        if other is not None:
            raise InvalidRecurrence(f"{starts[0]} and {other} have different forms; {SAME_FORM}")
        return self

    def local_starts(self) -> list[str]:
        """Everything that must have the form of DTSTART."""
        return [*self.rdate, *self.exdate, *(override.recurrence_id for override in self.overrides)]


SAME_FORM = "give days for an all-day event or wall clocks for a timed one"


def is_timed(start: str) -> bool:
    return "T" in start
