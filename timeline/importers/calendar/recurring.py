"""RRULE, RDATE, EXDATE and overrides of a component as the recurrence of a draft (RFC 5545, section 3.8.5).

What the domain keeps is one rule, days and wall clocks. More rules, EXRULE and rules by the minute become days and
wall clocks where they are few; where they are not, they are refused and the event is kept without them.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidEvent, Problem
from timeline.domain.recurrence import Recurrence, occurrences, parse_rrule
from timeline.domain.recurrence.check import check_rule
from timeline.importers.calendar.frequent import expand_frequent
from timeline.importers.calendar.moments import Moment, read_moment, read_moments
from timeline.importers.importer import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.importers.calendar.components import Component
    from timeline.importers.calendar.lines import Property
    from timeline.importers.calendar.zones import Zones

MOST = 2_000
"""Starts that a second rule may come to."""
MOST_RULES = 8
"""RRULE and EXRULE of one event."""
FOR_EVER = 3_000_000
PASSED_OVER = re.compile(r"(?:^|;)\s*(?:RSCALE=GREGORIAN|SKIP=OMIT|X-[A-Z-]+=[^;]*)", re.IGNORECASE)
TIMES = re.compile(r";BY(?:HOUR|MINUTE|SECOND)=[^;]*")
"""To be ignored where DTSTART is a day (section 3.3.10)."""
UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?")


class Series:
    """The recurrence of one component whose DTSTART is `start`; `zone` is the one that its clock is kept in."""

    def __init__(self, component: Component, start: Moment, zone: str | None, zones: Zones) -> None:
        self._component = component
        self._start = start
        self._zone = zone
        self._zones = zones
        self.faults: list[Fault] = []

    def document(self) -> dict[str, Any]:
        """Members of a `recurrence`; empty where it does not recur."""
        rules = [one for one in self._component.every("RRULE") if one.value.strip()]
        kept, more = self._rules(rules)
        extra = sorted({*more, *self._starts("RDATE")} - {self._local(self._start)})
        without = sorted({*self._starts("EXDATE"), *self._excluded()})
        document: dict[str, Any] = {}
        if kept:
            document["rrule"] = kept
        if extra:
            document["rdate"] = extra
        if without:
            document["exdate"] = without
        return document

    def _rules(self, rules: list[Property]) -> tuple[str | None, set[str]]:
        kept: str | None = None
        more: set[str] = set()
        for rule in rules[:MOST_RULES]:
            text = self._clean(rule.value)
            try:
                short = expand_frequent(text, self._start.clock) if self._start.timed else None
                if short is not None:
                    more |= {one.isoformat() for one in short}
                elif kept is None:
                    kept = self._checked(text)
                else:
                    more |= self._expanded(text)
            except (InvalidEvent, ValueError) as error:
                self._fault(rule, f"RRULE {error}; kept as happening once")
        if len(rules) > MOST_RULES:
            self._fault(rules[MOST_RULES], f"more than {MOST_RULES} rules; the rest are left out")
        return kept, more

    def _checked(self, text: str) -> str:
        """Raises InvalidEvent."""
        return str(check_rule(parse_rrule(text)))

    def _expanded(self, text: str) -> set[str]:
        """Raises ValueError where that is no end of starts."""
        start = self._start.clock if self._start.timed else self._start.day
        found = occurrences(
            Recurrence(rrule=self._checked(text)), start, window=(-FOR_EVER, FOR_EVER), limit=MOST, zone=self._zone
        )
        if found.truncated:
            raise ValueError(f"{text[:60]}: a second rule may have at most {MOST:,} starts")
        return {one.start.isoformat() for one in found.items}

    def _excluded(self) -> set[str]:
        excluded: set[str] = set()
        for rule in self._component.every("EXRULE")[:MOST_RULES]:
            try:
                excluded |= self._expanded(self._clean(rule.value))
            except (InvalidEvent, ValueError) as error:
                self._fault(rule, f"EXRULE {error}; nothing is left out for it")
        return excluded

    def _clean(self, text: str) -> str:
        """UNTIL in the form of DTSTART, and no parts that say what goes without saying. UNTIL of a zoned series must be
        in UTC, so one that has forgotten to say so is.
        """
        plain = PASSED_OVER.sub("", re.sub(r"\s+", "", text.upper()).removeprefix("RRULE:")).strip(";")
        plain = plain if self._start.timed else TIMES.sub("", plain)
        return UNTIL.sub(self._until, plain)

    def _until(self, found: re.Match[str]) -> str:
        day, clock, utc = found.groups()
        if not self._start.timed:
            return f"UNTIL={day}"
        if clock is None:
            return f"UNTIL={day}T{self._start.clock:%H%M%S}" if self._zone is None else f"UNTIL={day}T235959"
        return f"UNTIL={day}T{clock}{utc or ('Z' if self._start.zone else '')}"

    def _starts(self, name: str) -> Iterator[str]:
        """A day without a time, of a series that has one, means the occurrence of that day."""
        for one in self._component.every(name):
            try:
                for moment in read_moments(one, self._zones):
                    yield self._local(moment)
            except ValueError as error:
                self._fault(one, f"{error}; left out", lost=False)

    def _local(self, moment: Moment) -> str:
        if not self._start.timed:
            return moment.in_zone(self._zone).date().isoformat() if moment.timed else moment.day.isoformat()
        if not moment.timed:
            return datetime.combine(moment.day, self._start.clock.time()).isoformat()
        return moment.in_zone(self._zone).isoformat()

    def overrides(
        self, components: Iterable[Component], length: timedelta | None, title: str, text: str
    ) -> list[dict[str, Any]]:
        """One for each occurrence that a component with RECURRENCE-ID replaces; the last of several holds."""
        made: dict[str, dict[str, Any]] = {}
        for component in components:
            try:
                override = self._override(component, length, title, text)
                made[override["recurrence_id"]] = override
            except ValueError as error:
                self.faults.append(
                    Fault(Problem(f"line {component.line}", f"{error}; this occurrence is left as the others"))
                )
        return list(made.values())

    def _override(self, component: Component, length: timedelta | None, title: str, text: str) -> dict[str, Any]:
        """Raises ValueError."""
        named, begins, ends = (component.first(name) for name in ("RECURRENCE-ID", "DTSTART", "DTEND"))
        if named is None:
            raise ValueError("no RECURRENCE-ID")
        origin = self._local(read_moment(named.value, named, self._zones))
        start = self._local(read_moment(begins.value, begins, self._zones)) if begins else origin
        end = self._local(read_moment(ends.value, ends, self._zones)) if ends else None
        made: dict[str, Any] = {"recurrence_id": origin}
        if start != origin:
            made["start"] = start
        usual = None if length is None else (_read(start) + length).isoformat()
        if end is not None and end not in {usual, start} and end > start:
            made["end"] = end
        summary, description = component.text("SUMMARY"), component.text("DESCRIPTION")
        if summary and summary != title:
            made["title"] = summary
        if description and description != text:
            made["description"] = description
        status = component.text("STATUS").lower()
        if status in {"tentative", "cancelled"}:
            made["status"] = status
        return made

    def _fault(self, one: Property, message: str, *, lost: bool = True) -> None:
        self.faults.append(Fault(Problem(f"line {one.line}", message), lost))


def _read(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
