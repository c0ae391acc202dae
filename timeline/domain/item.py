"""An event as machines are given it: the log's document, its place in the log, and its date worked out.

The one definition that the HTTP API and the JSON Feed's extension share. No client needs an EDTF parser:
`when` carries days, instants, kind and English beside the notation, each a property here and a member of
the JSON.
"""
# mypy: disable-error-code="prop-decorator"
# (mypy knows no decorator above @property; pydantic's computed_field is one)

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, computed_field, field_serializer

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, format_day
from timeline.domain.edtf.values import EndKind  # noqa: TC001  pydantic reads it at run time
from timeline.domain.event import Event
from timeline.domain.instant import write_instant
from timeline.domain.when import When

if TYPE_CHECKING:
    from timeline.domain.clock import ZonedTime
    from timeline.domain.edtf import Edtf
    from timeline.domain.version import EventVersion

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_INSTANT = -62_135_596_800  # 0001-01-01T00:00:00Z
LAST_INSTANT = 253_402_300_799  # 9999-12-31T23:59:59Z

Kind = Literal["date", "datetime", "interval", "one_of", "all_of", "zoned"]
Day = Annotated[
    str,
    Field(
        pattern=r"^[+-]?\d{4,}-\d{2}-\d{2}$",
        description="A day, ISO 8601; years outside 0000 to 9999 have a sign, and may have more digits.",
    ),
]
Instant = Annotated[str, Field(description="RFC 3339, in UTC.", json_schema_extra={"format": "date-time"})]
EdtfOrNone = Annotated[
    str | None,
    Field(
        description="Extended Date/Time Format, ISO 8601-2:2019. Of a zoned time its start, as a date and "
        "time with UTC offset; null where that offset has odd seconds.",
    ),
]


class DatedWhen(When):
    """`when` as it is stored, and what follows from it. Days are inclusive, null where a side is open."""

    @field_serializer("edtf")
    def edtf_of_any_kind(self, edtf: Edtf | None) -> EdtfOrNone:
        return _zoned_edtf(self.start) if self.start is not None else str(edtf)

    @computed_field
    @property
    def kind(self) -> Kind:
        found: Any = super().kind
        return found  # type: ignore[no-any-return]  # the six values of Edtf and "zoned", as the schema test shows

    @computed_field
    @property
    def precision(self) -> str:
        return super().precision

    @computed_field
    @property
    def uncertain(self) -> bool:
        return super().uncertain

    @computed_field
    @property
    def approximate(self) -> bool:
        return super().approximate

    @computed_field(description="It started on this day at the earliest.")
    @property
    def earliest(self) -> Day | None:
        return _day(self.bounds.start_earliest)

    @computed_field(description="It started on this day at the latest.")
    @property
    def start_latest(self) -> Day | None:
        return _day(self.bounds.start_latest)

    @computed_field(description="It ended on this day at the earliest.")
    @property
    def end_earliest(self) -> Day | None:
        return _day(self.bounds.end_earliest)

    @computed_field(description="It ended on this day at the latest.")
    @property
    def latest(self) -> Day | None:
        return _day(self.bounds.end_latest)

    @computed_field
    @property
    def start_kind(self) -> EndKind:
        found: Any = super().start_kind
        return found  # type: ignore[no-any-return]

    @computed_field
    @property
    def end_kind(self) -> EndKind:
        found: Any = super().end_kind
        return found  # type: ignore[no-any-return]

    @computed_field(description="Where the time of day and its zone are known.")
    @property
    def starts_at(self) -> Instant | None:
        return _instant(self.instants[0])

    @computed_field(description="Exclusive; where the time of day and its zone are known.")
    @property
    def ends_at(self) -> Instant | None:
        return _instant(self.instants[1])

    @computed_field(description="English for people.", examples=["c. August 2025"])
    @property
    def text(self) -> str:
        return self.describe()


class Item(Event):
    """A version of an event. `recorded_at` is when it was last changed, `published_at` when it first was
    public.
    """

    when: DatedWhen
    revision: Annotated[int, Field(ge=0, description="The log's number: ascends with each change of the timeline.")]
    sequence: Annotated[int, Field(ge=0, description="Counts this event's versions from 0.")]
    recorded_at: Instant
    published_at: Instant | None
    tombstone: Annotated[bool, Field(description="Withdrawn: the event is as it last was.")]


def write_item(version: EventVersion) -> dict[str, Any]:
    """The JSON object of an Item, all members present. Nothing is validated again: a version's event has
    been.
    """
    event = version.event
    return Item.model_construct(
        **{
            **event.__dict__,
            "when": DatedWhen.model_construct(**event.when.__dict__),
            "revision": version.revision,
            "sequence": version.sequence,
            "recorded_at": write_instant(version.recorded_at),
            "published_at": None if version.published_at is None else write_instant(version.published_at),
            "tombstone": version.tombstone,
        }
    ).model_dump(mode="json")


def read_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """The event's own document out of a JSON object that `write_item` gave: what was worked out is left out, and
    the EDTF of a zoned time with it.
    """
    when = item.get("when")
    document = {name: value for name, value in item.items() if name in Event.model_fields and value is not None}
    if isinstance(when, Mapping):
        given = {name: value for name, value in when.items() if name in When.model_fields and value is not None}
        document["when"] = {name: value for name, value in given.items() if name != "edtf" or "start" not in given}
    return document


@cache
def item_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of what `write_item` gives."""
    schema = Item.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _day(days: int) -> str | None:
    return None if days in {OPEN_PAST, OPEN_FUTURE} else format_day(days)


def _instant(seconds: int | None) -> str | None:
    """RFC 3339 has the years 1 to 9999 only."""
    if seconds is None or not FIRST_INSTANT <= seconds <= LAST_INSTANT:
        return None
    return write_instant(EPOCH + timedelta(seconds=seconds))


def _zoned_edtf(time: ZonedTime) -> str | None:
    """The start; EDTF's offsets have no seconds, as local mean times do."""
    offset = time.utc_offset
    if offset % timedelta(minutes=1):
        return None
    sign, minutes = "-" if offset < timedelta() else "+", abs(offset) // timedelta(minutes=1)
    return f"{time.local.isoformat()}{sign}{minutes // 60:02d}:{minutes % 60:02d}"
