"""iCalendar (RFC 5545) as it is published, and our own without loss.

The file is read twice: first for what must be known before any event (the calendar's name, its zones, which events
replace one occurrence of another), then event by event. Attendees, organizers and alarms are not taken.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import Problem
from timeline.importers import tidy
from timeline.importers.calendar.components import Component, Parser
from timeline.importers.calendar.event import Reader, UnreadableError
from timeline.importers.calendar.lines import Property, unfolded
from timeline.importers.calendar.whole import enclosed, with_edits
from timeline.importers.calendar.zones import Zones, find_name
from timeline.importers.drafting import draft
from timeline.importers.importer import BLANK, About, Fault, Importer, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.importers.importer import Finding, Source

MOST_OVERRIDES = 50_000
SEARCHED = 1 << 20
LONGEST_FOLDED = 64
OVERRIDE = re.compile(rb"(?:[\r\n]{1,2}[ \t])?".join(b"%c" % octet for octet in b"RECURRENCE-ID"), re.IGNORECASE)
"""The property's name, folded wherever it may be."""
AGAIN = ("", *(f"#{number}" for number in range(2, 100)))
"""What tells events apart that share uid and start; more of them are one event told for ever."""
CALENDAR = {
    "title": ("NAME", "X-WR-CALNAME"),
    "description": ("DESCRIPTION", "X-WR-CALDESC"),
    "zone": ("X-WR-TIMEZONE", "TIMEZONE-ID"),
    "colour": ("COLOR",),
}


@dataclass(slots=True)
class Survey:
    """What the first reading finds. `masters` are the uids that overrides may belong to."""

    properties: dict[str, str] = field(default_factory=dict)
    zones: Zones = field(default_factory=Zones)
    overrides: dict[str, list[Component]] = field(default_factory=dict)
    masters: set[str] = field(default_factory=set)

    @property
    def ours(self) -> bool:
        return "//Timeline//" in self.properties.get("PRODID", "")


def survey(source: Source) -> Survey:
    """Raises InvalidImport where the file is no whole calendar."""
    found = Survey()
    skipped = set() if _mentions(source, OVERRIDE) else {"VEVENT"}
    number = 0
    with source.open() as file:
        for part in Parser(unfolded(file), {"VTODO", "VJOURNAL", "VFREEBUSY", *skipped}).run():
            if isinstance(part, Property):
                found.properties.setdefault(part.name, part.text.strip())
            elif isinstance(part, Component) and part.name == "VTIMEZONE":
                found.zones.define(part)
            elif isinstance(part, Component) and part.name == "VEVENT":
                number += _note_override(part, found)
                if number > MOST_OVERRIDES:
                    raise refused(f"line {part.line}", f"more than {MOST_OVERRIDES:,} changed occurrences")
    return found


def _note_override(part: Component, found: Survey) -> bool:
    uid = part.text("UID")
    if part.first("RECURRENCE-ID") is None:
        found.masters.add(uid)
        return False
    found.overrides.setdefault(uid, []).append(part)
    return True


def _mentions(source: Source, word: re.Pattern[bytes]) -> bool:
    with source.open() as file:
        tail = b""
        while piece := file.read(SEARCHED):
            if word.search(tail + piece):
                return True
            tail = piece[-LONGEST_FOLDED:]
    return False


def read(source: Source) -> Iterator[Finding]:
    found = survey(source)
    yield _about(found)
    yield from Events(source, found).run()
    for tzid, line in found.zones.unknown.items():
        yield Fault(Problem(f"line {line}", f'no zone is known by the name "{tzid[:80]}"; its times float'), lost=False)


def _about(found: Survey) -> About:
    whole = found.properties.get("X-TIMELINE")
    if found.ours and whole:
        about = _json(whole)
        if about is not None:
            return About(about, complete=True)
    fields = {
        name: next((found.properties[one] for one in names if found.properties.get(one)), "")
        for name, names in CALENDAR.items()
    }
    colour = fields["colour"].lower()
    return About({
        "title": tidy.line(fields["title"]),
        "description": tidy.text(fields["description"]),
        "zone": find_name(fields["zone"]),
        "colour": colour if colour.isascii() and colour.isalpha() else None,
    })  # fmt: skip


def _json(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


class Events:
    """The second reading. Changed occurrences of a series that is not in the file are one event, which recurs on just
    those days. The first marker of a pair waits for the second, which our feed writes right after it.
    """

    def __init__(self, source: Source, found: Survey) -> None:
        self._source = source
        self._found = found
        self._zone = find_name(found.properties.get("X-WR-TIMEZONE", "")) or source.choices.zone
        self._method = ""
        self._number = 0
        self._seen: dict[int, int] = {}
        self._waiting: tuple[Reader, dict[str, Any]] | None = None

    def run(self) -> Iterator[Finding]:
        with self._source.open() as file:
            for part in Parser(unfolded(file), {"VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"}).run():
                if isinstance(part, Fault):
                    yield part
                elif isinstance(part, Property) and part.name in {"BEGIN", "METHOD"}:
                    self._method = part.text.strip().upper()
                    self._number += part.name == "BEGIN"
                elif isinstance(part, Component) and part.name == "VEVENT":
                    yield from self._event(part, file.tell())
        yield from self._release(self._source.size)

    def _event(self, component: Component, position: int) -> Iterator[Finding]:
        uid = component.text("UID")
        overrides = self._found.overrides.get(uid, [])
        if component.first("RECURRENCE-ID") is not None:
            if uid in self._found.masters or (overrides and component.line != overrides[0].line):
                return
            overrides = overrides[1:]
        reader = Reader(component, overrides, self._found.zones, self._zone, ours=self._found.ours)
        try:
            document = reader.document()
            whole = enclosed(component) if self._found.ours else None
        except UnreadableError as error:
            yield self._unreadable(error, component)
            return
        except (ValueError, OverflowError, RecursionError) as error:
            yield Fault(Problem(f"line {component.line}", str(error)[:300]))
            return
        yield from reader.faults
        if whole is not None:
            document = with_edits(whole, document, component)
        yield from self._pair(reader, document, position)

    def _unreadable(self, error: UnreadableError, component: Component) -> Fault:
        """Answers to invitations speak of an event and are none (RFC 5546, section 3.2.3)."""
        answer = self._method not in {"VCALENDAR", "", "PUBLISH"} and component.first("DTSTART") is None
        message = (
            f"a {self._method.lower()[:20]} about an event, without its date; passed over" if answer else str(error)
        )
        return Fault(Problem(f"line {error.line}", message), lost=not answer)

    def _pair(self, reader: Reader, document: dict[str, Any], position: int) -> Iterator[Finding]:
        """Two markers of one interval are one event again; one alone, whose X-EDTF holds, is the whole of it."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting[1].get("uid") == document.get("uid") and reader.part == "end":
            yield from self._yield(waiting[0], _joined(waiting[1], document), position)
            return
        if waiting is not None:
            yield from self._yield(*waiting, position)
        if reader.part == "begin":
            self._waiting = (reader, document)
        else:
            yield from self._yield(reader, document, position)

    def _release(self, position: int) -> Iterator[Finding]:
        if self._waiting is not None:
            yield from self._yield(*self._waiting, position)

    def _yield(self, reader: Reader, document: dict[str, Any], position: int) -> Iterator[Finding]:
        uid = document.get("uid")
        if uid is not None:
            again = self._again(str(uid), reader)
            if again is None:
                message = f'the same event as one above (uid "{uid}"); the first is kept'
                yield Fault(Problem(f"line {reader.component.line}", message), lost=False)
                return
            document = {**document, "uid": again}
        yield from draft(document, f"line {reader.component.line}", position)

    def _again(self, uid: str, reader: Reader) -> str | None:
        """The uid, and for another event of the same uid one that tells it by its start; None for the very same,
        told twice by one calendar object. Each object of a stream (section 3.4) speaks for itself.
        """
        start, title = reader.component.text("DTSTART"), reader.component.text("SUMMARY")
        told = hash((self._number, start, title))
        for made in chain([uid], (tidy.uid(f"{uid}#{start}{again}") or uid for again in AGAIN)):
            if hash(made) not in self._seen:
                self._seen[hash(made)] = told
                return made
            if self._seen[hash(made)] == told:
                return None
        return None


def _joined(begin: dict[str, Any], end: dict[str, Any]) -> dict[str, Any]:
    """Where X-EDTF held for both they say the same; else it lasted from the one day to the other."""
    first, last = begin["when"].get("edtf", ""), end["when"].get("edtf", "")
    if first == last or not all(side and isinstance(side, str) for side in (first, last)):
        return begin
    sides = first.partition("/")[0], last.rpartition("/")[2]
    return {**begin, "when": {"edtf": "/".join(sides)}}


def recognises(head: str, suffix: str) -> bool:
    """By its first line: text that speaks of a calendar may stand in any other format."""
    begins = head.lstrip(BLANK).upper().startswith("BEGIN:VCALENDAR")
    return begins or (suffix in IMPORTER.suffixes and not head.startswith(("{", "[")))


IMPORTER = Importer(
    name="ical",
    title="iCalendar",
    suffixes=("ics", "ical", "ifb", "vcs"),
    use="Calendars of any publisher, recurring events too; our own `timeline export --format ical` without loss.",
    recognises=recognises,
    read=read,
    rank=5,
)
