"""When it happened, told as it is known.

Either `edtf`, a date of ISO 8601-2 that may be partial, approximate, open or one of several, or `start` (and
`end`, exclusive), wall-clock times in a zone. Never both, and neither is ever padded into the other: they are
separate meanings, so they are separate types.
"""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from timeline.domain.clock import ZonedTime
from timeline.domain.edtf import Bounds, Edtf, EdtfDate, EdtfInterval, describe, parse_edtf
from timeline.domain.text import Line
from timeline.domain.value import Value

Match = Literal["possible", "certain"]


class Window(NamedTuple):
    """Days since 1970-01-01, both inclusive: what a reader asks for with `from` and `to`."""

    first: int
    last: int


def read_edtf(given: object) -> Edtf:
    if not isinstance(given, str):
        raise ValueError(f'give EDTF text such as "2025-08~", not {given!r}')  # noqa: TRY004  pydantic's own
    return parse_edtf(given)


EdtfText = Annotated[
    Edtf,
    PlainValidator(read_edtf),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": 255,
            "format": "edtf",
            "description": "Extended Date/Time Format, ISO 8601-2:2019, levels 0 to 2.",
            "examples": ["2025-10-10", "2025-08~", "2023-08/2025-03", "../2025-12-13"],
        }
    ),
]


class When(Value):
    """`date_text` are the words as reported, `date_anchor` the date that relative words were read against
    (a publication date), `date_note` how the date was derived, for readers.
    """

    edtf: EdtfText | None = None
    start: ZonedTime | None = None
    end: Annotated[ZonedTime | None, Field(description="Exclusive, as DTEND in RFC 5545.")] = None
    date_text: Line | None = None
    date_anchor: EdtfText | None = None
    date_note: Line | None = None

    @model_validator(mode="after")
    def has_one_kind_of_date(self) -> Self:
        if (self.edtf is None) == (self.start is None):
            raise ValueError("needs either edtf, or start with a zone, and not both")
        if self.end is None:
            return self
        if self.start is None:
            raise ValueError("has an end without a start; an EDTF interval holds both")
        if self.end.timestamp() <= self.start.timestamp():
            raise ValueError("ends before it starts; end is exclusive and must come later")
        return self

    @property
    def bounds(self) -> Bounds:
        """Whole days since 1970-01-01; a zoned time lies on its own zone's day, not on UTC's."""
        if self.edtf is not None:
            return self.edtf.bounds
        first, last = self.start_time.day(), self._last_day()
        return Bounds(first, first, last, last)

    @property
    def start_time(self) -> ZonedTime:
        if self.start is None:
            raise TypeError("this date has no time of day")
        return self.start

    def _last_day(self) -> int:
        """The end is exclusive, so midnight ends the day before."""
        if self.end is None:
            return self.start_time.day()
        at_midnight = self.end.local.time().isoformat() == "00:00:00"
        return max(self.start_time.day(), self.end.day() - at_midnight)

    @property
    def edtf_text(self) -> str:
        """The same as EDTF, which has no zones: a zoned time with its offset, where that is whole minutes."""
        if self.edtf is not None:
            return str(self.edtf)
        start = _write_offset_time(self.start_time)
        return start if self.end is None else f"{start}/{_write_offset_time(self.end)}"

    @property
    def kind(self) -> str:
        return "zoned" if self.edtf is None else self.edtf.kind

    @property
    def precision(self) -> str:
        return "second" if self.edtf is None else self.edtf.precision

    @property
    def uncertain(self) -> bool:
        return self.edtf is not None and self.edtf.uncertain

    @property
    def approximate(self) -> bool:
        return self.edtf is not None and self.edtf.approximate

    @property
    def gapped(self) -> bool:
        return self.edtf is not None and self.edtf.gapped

    @property
    def start_kind(self) -> str:
        return "known" if self.edtf is None else self.edtf.start_kind

    @property
    def end_kind(self) -> str:
        return "known" if self.edtf is None else self.edtf.end_kind

    @property
    def instants(self) -> tuple[int | None, int | None]:
        """Start and end in seconds since 1970-01-01T00:00Z, where the time of day and its zone are known."""
        if self.edtf is not None:
            return self.edtf.instants
        return self.start_time.timestamp(), None if self.end is None else self.end.timestamp()

    @property
    def day(self) -> int | None:
        """The one day, where it is known exactly."""
        bounds = self.bounds
        exact = bounds.start_earliest == bounds.end_latest and self.precision in {"day", "second"}
        plain = self.edtf is None or isinstance(self.edtf, EdtfDate)
        return bounds.start_earliest if exact and plain else None

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day, where both are known exactly."""
        if self.day is not None:
            return self.day, self.day
        ends = (self.edtf.start, self.edtf.end) if isinstance(self.edtf, EdtfInterval) else ()
        exact = [one for one in ends if not isinstance(one, str) and one.precision == "day"]
        doubted = self.uncertain or self.approximate or self.gapped or len(exact) < 2  # noqa: PLR2004
        return None if doubted else (self.bounds.start_earliest, self.bounds.end_latest)

    def overlaps(self, window: Window, match: Match) -> bool:
        if self.edtf is not None:
            return self.edtf.overlaps(*window, match)
        return self.bounds.start_earliest <= window.last and self.bounds.end_latest >= window.first

    def describe(self, *, full: bool = False) -> str:
        if self.edtf is not None:
            return describe(self.edtf, full=full)
        start = self.start_time.describe(full=full)
        return start if self.end is None else f"{start} – {self.end.describe(full=full)}"


def _write_offset_time(time: ZonedTime) -> str:
    """Local mean times have offsets of odd seconds, which EDTF cannot say: those stay without one."""
    seconds = round(time.utc_offset.total_seconds())
    local = time.local.isoformat(timespec="seconds")
    if seconds % 60:
        return local
    if seconds == 0:
        return f"{local}Z"
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{local}{'-' if seconds < 0 else '+'}{hours:02d}:{minutes:02d}"
