"""The event: the one definition of its fields, from which come validation, JSON document and JSON Schema."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from timeline.domain.actor import Actor
from timeline.domain.edtf import OPEN_FUTURE, Bounds
from timeline.domain.edtf.runs import runs_of
from timeline.domain.errors import InvalidEvent
from timeline.domain.figure import Figure
from timeline.domain.place import Place
from timeline.domain.problems import located, read_patched
from timeline.domain.provenance import Citations, Verification
from timeline.domain.recurrence import (
    Occurrences,
    Recurrence,
    check_recurrence,
    each_occurrence,
    occurrences,
    occurs_within,
    span,
    start_date,
)
from timeline.domain.runs import HORIZON, Runs, take_runs
from timeline.domain.text import Language, Line, Slug, Text, Uid, Url
from timeline.domain.value import Value
from timeline.domain.when import Match, When, Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from timeline.domain.edtf.runs import Run

Status = Literal["confirmed", "tentative", "cancelled"]
Publication = Literal["draft", "published"]
RelationType = Literal[
    "parent", "child", "sibling", "depends-on", "refid", "first", "next", "starttostart", "starttofinish",
    "finishtostart", "finishtofinish",
]  # fmt: skip


class Media(Value):
    """A picture or recording elsewhere; `restrictions` are the owner's, shown wherever it is."""

    url: Url | None = None
    alt: Line
    credit: Line | None = None
    licence: Line | None = None
    restrictions: Line | None = None


class Link(Value):
    url: Url
    title: Line | None = None


class Relation(Value):
    """How an event relates to another of the same timeline, in the words of RFC 5545 and RFC 9253.

    `parent`: this event is part of that one. `finishtostart`: that one had ended when this one began.
    """

    type: RelationType
    uid: Uid


class EventDraft(Value):
    """An event as somebody gives it: uid and slug may still be missing."""

    uid: Uid | None = None
    slug: Slug | None = None
    title: Line
    description: Annotated[Text, Field(description="Markdown.")] = ""
    language: Language | None = None
    when: When
    recurrence: Recurrence | None = None
    status: Status = "confirmed"
    publication: Publication = "published"
    verification: Verification = "reported"
    verification_note: Line | None = None
    citations: Citations = ()
    figures: Annotated[tuple[Figure, ...], Field(max_length=200)] = ()
    places: Annotated[tuple[Place, ...], Field(max_length=200)] = ()
    actors: Annotated[tuple[Actor, ...], Field(max_length=200)] = ()
    tags: Annotated[tuple[Line, ...], Field(max_length=100)] = ()
    category: Line | None = None
    importance: Annotated[int, Field(ge=1, le=5, description="5 is the most important.")] = 3
    media: Annotated[tuple[Media, ...], Field(max_length=50)] = ()
    links: Annotated[tuple[Link, ...], Field(max_length=100)] = ()
    relations: Annotated[tuple[Relation, ...], Field(max_length=200)] = ()

    @model_validator(mode="after")
    def recurs_from_exact_days(self) -> Self:
        if self.recurrence is not None and self.when.start is None and self.when.days is None:
            raise ValueError("recurs, so when must be exact days or a zoned start")
        if self.recurrence is not None:
            check_recurrence(self.recurrence, self._first_start()[0])
        return self

    def _first_start(self) -> tuple[date | datetime, date | datetime | None, str | None]:
        """DTSTART, exclusive DTEND and zone of the first occurrence, on the event's own calendar or clock."""
        when = self.when
        if when.start is not None:
            return when.start.local, None if when.end is None else when.end.local, when.start.zone
        first, last = when.bounds.start_earliest, when.bounds.end_latest
        return start_date(first), None if first == last else start_date(last + 1), None

    @property
    def bounds(self) -> Bounds:
        """Days since 1970-01-01 that it may touch: of a recurring event, from its first to its last occurrence."""
        if self.recurrence is None:
            return self.when.bounds
        start, end, zone = self._first_start()
        first, last = span(self.recurrence, start, end, zone=zone)
        endless = OPEN_FUTURE if last is None else last
        return Bounds(first, first, endless, endless)

    @property
    def gapped(self) -> bool:
        """Whether some days between its bounds are certainly none of its own."""
        return self.recurrence is not None or self.when.gapped

    def overlaps(self, window: Window, match: Match) -> bool:
        if self.recurrence is None:
            return self.when.overlaps(window, match)
        start, end, zone = self._first_start()
        return occurs_within(self.recurrence, start, end, window=window, zone=zone)

    @property
    def runs(self) -> Runs:
        """The days between its bounds that it may touch."""
        bounds = self.bounds
        if self.recurrence is None:
            return take_runs(self.runs_within(Window(bounds.start_earliest, bounds.end_latest)))
        found = take_runs(self.runs_within(Window(bounds.start_earliest, HORIZON)))
        return Runs(found.items, min(found.until, self._told_until(found)))

    def _told_until(self, found: Runs) -> int:
        """A series that goes on is followed to HORIZON, or as far as its COUNT could be."""
        if self.bounds.end_latest <= HORIZON:
            return OPEN_FUTURE
        last = found.items[-1][1] if found.items else self.bounds.start_earliest - 1
        beyond = self.list_occurrences(Window(last + 1, HORIZON), 1)
        return last if beyond.truncated and not beyond.items else HORIZON

    def runs_within(self, window: Window) -> Iterator[Run]:
        """Days that meet the window, as runs that may touch and overlap, ascending by their first days; they may
        reach beyond it.
        """
        if self.recurrence is None:
            edtf, bounds = self.when.edtf, self.bounds
            whole = iter([(bounds.start_earliest, bounds.end_latest)])
            found = whole if edtf is None else runs_of(edtf)
            return (run for run in takewhile(lambda run: run[0] <= window.last, found) if run[1] >= window.first)
        start, end, zone = self._first_start()
        every = each_occurrence(self.recurrence, start, end, window=window, zone=zone)
        return ((one.first_day, one.last_day) for one in every)

    def list_occurrences(self, window: Window, limit: int) -> Occurrences:
        """Of a recurring event, those that touch the window; there is no other way to list them."""
        start, end, zone = self._first_start()
        return occurrences(self.recurrence or Recurrence(), start, end, window=window, limit=limit, zone=zone)

    @classmethod
    def parse(cls, document: object) -> Self:
        """Raises InvalidEvent with every problem and its place as a JSON Pointer."""
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            raise InvalidEvent(located(error, cls.model_fields)) from error

    def document(self) -> dict[str, Any]:
        """The JSON object of this event: what the log keeps. Fields at their defaults are left out, so that
        a field added later changes no document that is already there.
        """
        return self.model_dump(mode="json", exclude_defaults=True)


class Event(EventDraft):
    """An event with its identity: `uid` never changes; `slug` may, and its old ones redirect."""

    uid: Uid
    slug: Slug

    def revised(self, changes: Mapping[str, Any]) -> Event:
        """Apply a JSON merge patch (RFC 7396); raises InvalidEvent."""
        return read_patched(Event, self.document(), {**changes, "uid": self.uid})
