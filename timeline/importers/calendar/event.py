"""One VEVENT as the document of a draft."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from timeline.domain.calendar_uid import PART, read_uid
from timeline.domain.edtf import OPEN_PAST, parse_edtf
from timeline.domain.errors import InvalidDate, Problem
from timeline.importers import tidy
from timeline.importers.calendar.lines import split_list
from timeline.importers.calendar.moments import Moment, read_duration, read_moment
from timeline.importers.calendar.recurring import Series
from timeline.importers.importer import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.importers.calendar.components import Component
    from timeline.importers.calendar.zones import Zones

DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1)
RECURRING = ("RRULE", "RDATE")
HTML = re.compile(r"<(?:br|p|a|b|i|ul|li|div|span)\b[^<>]*>", re.IGNORECASE)
BRACKET = re.compile(r"\[[^\]]+\] ")
RELATIONS = {
    "PARENT", "CHILD", "SIBLING", "DEPENDS-ON", "REFID", "FIRST", "NEXT", "STARTTOSTART", "STARTTOFINISH",
    "FINISHTOSTART", "FINISHTOFINISH",
}  # fmt: skip
PARTS = {"begin": " begins", "end": " ends"}


class UnreadableError(ValueError):
    """An event that cannot be taken; `line` says where it shows."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Reader:
    """One component; `ours` says that our own feed wrote it, whose decorations are then taken off again."""

    def __init__(
        self, component: Component, overrides: Sequence[Component], zones: Zones, zone: str, *, ours: bool
    ) -> None:
        self.component = component
        self.faults: list[Fault] = []
        self._overrides = overrides
        self._zones = zones
        self._zone = zone
        self._ours = ours

    @property
    def uid(self) -> str:
        return self.component.text("UID")

    @property
    def part(self) -> str:
        """`begin` or `end` where this is one of the two markers of a long interval in our own feed."""
        return read_uid(self.uid)[1] if self._ours and self.component.first("X-EDTF") else ""

    @property
    def event_uid(self) -> str:
        return read_uid(self.uid)[0] if self._ours and (self.part or not PART.search(self.uid)) else self.uid

    def document(self) -> dict[str, Any]:
        """Raises UnreadableError."""
        start, end = self._times()
        title, text = self._title(), self._text()
        document = {
            "uid": tidy.uid(self.event_uid),
            "title": title,
            "description": text,
            "status": self._status(),
            **self._dated(start, end, title, text),
            **self._labels(),
            "places": self._places(),
            "links": [{"url": one.value.strip()} for one in self._links()],
            "relations": self._relations(),
        }  # fmt: skip
        return tidy.compact(document)

    def _times(self) -> tuple[Moment, Moment | None]:
        given = self.component.first("DTSTART")
        if given is None:
            raise UnreadableError(self.component.line, "the event has no DTSTART, so there is no date to keep it by")
        try:
            start = read_moment(given.value, given, self._zones)
        except ValueError as error:
            raise UnreadableError(given.line, str(error)) from error
        return start, self._end(start)

    def _end(self, start: Moment) -> Moment | None:
        """Exclusive. One that is wrong is left out: that it happened, and when it began, is still right."""
        ends, lasts = self.component.first("DTEND"), self.component.first("DURATION")
        given = ends or lasts
        if given is None:
            return None
        try:
            if ends is not None:
                end = read_moment(ends.value, ends, self._zones)
            else:
                end = Moment(start.clock + read_duration(given.value), start.zone) if start.timed else Moment(
                    (start.clock + read_duration(given.value)).date())  # fmt: skip
            if end.timed is not start.timed:
                end = Moment(end.day) if not start.timed else end
            return self._ordered(start, end, given.line)
        except (ValueError, OverflowError) as error:
            self._fault(given.line, f"{error}; the end is left out", lost=False)
            return None

    def _ordered(self, start: Moment, end: Moment, line: int) -> Moment | None:
        if end.timed is not start.timed or end.in_zone(start.zone) < start.clock:
            self._fault(line, "ends before it starts, or in another form; the end is left out", lost=False)
            return None
        return None if end.in_zone(start.zone) == start.clock else end

    def _dated(self, start: Moment, end: Moment | None, title: str, text: str) -> dict[str, Any]:
        recurs = bool(self._overrides) or any(self.component.first(name) for name in RECURRING)
        zone = start.zone or (self._zone if recurs and start.timed else None)
        when = self._when(start, end, zone)
        if not recurs:
            return {"when": when}
        series = Series(self.component, start, zone, self._zones)
        recurrence = series.document()
        length = None if end is None else end.in_zone(zone) - start.clock
        overrides = series.overrides(self._overrides, length if start.timed else length or DAY, title, text)
        if "rrule" not in recurrence and "rdate" not in recurrence and overrides:
            recurrence["rdate"] = [one["recurrence_id"] for one in overrides]
        self.faults += series.faults
        if recurrence or overrides:
            return {"when": when, "recurrence": recurrence | ({"overrides": overrides} if overrides else {})}
        return {"when": when}

    def _when(self, start: Moment, end: Moment | None, zone: str | None) -> dict[str, Any]:
        edtf = self._trusted_edtf(start, end)
        if edtf is not None:
            return {"edtf": edtf}
        if not start.timed:
            last = Moment(end.day - DAY) if end is not None else start
            return {"edtf": _day(start) if last.day <= start.day else f"{_day(start)}/{_day(last)}"}
        if zone is None:
            self._fault(self.component.line, f"{self._floats(start)}; kept as a local time of no zone", lost=False)
            clocks = [one.clock.isoformat() for one in (start, end) if one is not None]
            return {"edtf": "/".join(clocks)}
        if start.zone is None:
            self._fault(self.component.line, f"{self._floats(start)}; recurs, so it is read as {zone}", lost=False)
        when = {"start": {"local": start.clock.isoformat(), "zone": zone}}
        if end is not None:
            own = end.zone or zone
            when["end"] = {"local": end.clock.isoformat(), "zone": own}
        return when

    @staticmethod
    def _floats(start: Moment) -> str:
        return f'the time zone "{start.tzid[:60]}" is unknown' if start.tzid else "the time has no zone"

    def _trusted_edtf(self, start: Moment, end: Moment | None) -> str | None:
        """X-EDTF, as long as the days that people see are still those that it is drawn on."""
        given = self.component.first("X-EDTF")
        if given is None:
            return None
        try:
            value = parse_edtf(given.text.strip())
        except InvalidDate as error:
            self._fault(given.line, f"X-EDTF {error}; left out", lost=False)
            return None
        if start.timed:
            agrees = value.instants[0] is not None and _seconds(start) == value.instants[0]
        else:
            first = (start.day - EPOCH).days
            last = (end.day - DAY - EPOCH).days if end is not None else first
            agrees = (first, last) in self._drawn(value.bounds)
        if not agrees:
            self._fault(given.line, f"X-EDTF {value} no longer agrees with DTSTART; left out", lost=False)
        return str(value) if agrees else None

    def _drawn(self, bounds: Any) -> set[tuple[int, int]]:
        """Days, both inclusive, on which a calendar of ours shows such a date: see `feeds.calendar.layout`."""
        first, last = bounds.start_earliest, bounds.end_latest
        if self.part == "begin":
            return {(first, first), (first, bounds.start_latest)}
        if self.part == "end":
            return {(last, last), (bounds.end_earliest, last)}
        side = last if first <= OPEN_PAST else first
        return {(first, last), (side, side)}

    def _title(self) -> str:
        title = tidy.line(self.component.text("SUMMARY"))
        if self._ours:
            title = title.removeprefix("Cancelled: ")
            if self.component.first("X-EDTF"):
                title = BRACKET.sub("", title, count=1) if title.startswith("[") else title
            title = title.removesuffix(PARTS.get(self.part, "")) if self.part else title
        return (
            title
            or tidy.line(self._text().partition("\n")[0])
            or tidy.line(self.component.text("LOCATION"))
            or "Untitled"
        )

    def _text(self) -> str:
        text = self.component.text("DESCRIPTION")
        return tidy.from_html(text) if HTML.search(text) else tidy.text(text)

    def _status(self) -> str:
        status = self.component.text("STATUS").lower()
        doubted = self._ours and status == "tentative" and re.search(r"[?%]", self.component.text("X-EDTF"))
        return status if status in {"tentative", "cancelled"} and not doubted else ""

    def _labels(self) -> dict[str, Any]:
        names = [tidy.line(name) for one in self.component.every("CATEGORIES") for name in split_list(one.value)]
        tags = list(dict.fromkeys(name for name in names if name))
        if self._ours and self.component.first("COLOR") and tags:
            return {"category": tags[0], "tags": tags[1:100]}
        return {"tags": tags[:100]}

    def _places(self) -> list[dict[str, Any]]:
        name = tidy.line(self.component.text("LOCATION"))
        position = re.fullmatch(
            r"\s*([+-]?\d{1,2}(?:\.\d*)?)\s*[;,]\s*([+-]?\d{1,3}(?:\.\d*)?)\s*", self.component.text("GEO")
        )
        if not position:
            return [{"name": name}] if name else []
        latitude, longitude = float(position[1]), float(position[2])
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004
            return [{"name": name}] if name else []
        return [{"name": name or f"{latitude}, {longitude}", "latitude": latitude, "longitude": longitude}]

    def _links(self) -> Iterator[Any]:
        for one in self.component.properties:
            if one.name in {"URL", "CONFERENCE"} and re.match(r"https?://[^\s<>\"\\^`{|}]+$", one.value.strip()):
                yield one

    def _relations(self) -> list[dict[str, str]]:
        made = []
        for one in self.component.every("RELATED-TO"):
            kind = one.parameters.get("RELTYPE", "PARENT").upper()
            own = self.part and read_uid(one.text)[0] == self.event_uid
            uid = tidy.uid(one.text)
            if kind in RELATIONS and uid and not own:
                made.append({"type": kind.lower(), "uid": uid})
        return made[:200]

    def _fault(self, line: int, message: str, *, lost: bool) -> None:
        self.faults.append(Fault(Problem(f"line {line}", message), lost))


def _day(moment: Moment) -> str:
    return moment.day.isoformat()


def _seconds(start: Moment) -> int | None:
    if start.zone is None:
        return None
    since = start.in_zone("UTC") - Moment(EPOCH).clock
    return since.days * 86_400 + since.seconds
