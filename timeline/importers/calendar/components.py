"""Components one at a time (RFC 5545, section 3.6), so that a calendar of any length needs the memory of one event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.domain.errors import Problem
from timeline.importers.calendar.lines import Property, parse_line
from timeline.importers.importer import Fault, refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

DEEPEST = 6
MOST_PROPERTIES = 20_000
LARGEST = 4_000_000
"""Characters of one component."""
TEXTS = {"DESCRIPTION", "SUMMARY", "COMMENT", "LOCATION", "X-ALT-DESC"}


@dataclass(slots=True)
class Component:
    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)
    size: int = 0

    def first(self, name: str) -> Property | None:
        return next((one for one in self.properties if one.name == name), None)

    def every(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def text(self, name: str) -> str:
        found = self.first(name)
        return "" if found is None else found.text.strip()

    @property
    def overlong(self) -> bool:
        return self.size > LARGEST or len(self.properties) > MOST_PROPERTIES


class Parser:
    """Yields faults, properties of the calendar itself, and the components directly inside it. Those named in
    `skipped` are stepped over unread.
    """

    def __init__(self, lines: Iterator[tuple[int, str]], skipped: Collection[str] = ()) -> None:
        self._lines = lines
        self._skipped = skipped
        self._stack: list[Component] = []
        self._calendars = 0
        self._beyond = 0

    def run(self) -> Iterator[Component | Property | Fault]:
        """Raises InvalidImport where the file is no calendar, or where its end is missing: it is then not the file
        that was published.
        """
        number = 0
        for number, text in self._lines:
            if self._stack and self._is_skipped():
                yield from self._step_over(number, text)
                continue
            yield from self._take(number, text)
        if not self._calendars:
            raise refused("", "no calendar: it has no line BEGIN:VCALENDAR")
        if self._stack:
            raise refused(f"line {number}", f"the file is cut off: END:{self._stack[-1].name} is missing")

    def _is_skipped(self) -> bool:
        return len(self._stack) > 1 and self._stack[1].name in self._skipped

    def _step_over(self, number: int, text: str) -> Iterator[Component | Property | Fault]:
        start = text[:6].upper()
        if start in {"BEGIN:", "END:VE"} or start.startswith("END:"):
            yield from self._take(number, text)

    def _take(self, number: int, text: str) -> Iterator[Component | Property | Fault]:
        head = text[:6].upper()
        if head == "BEGIN:":
            yield from self._begin(text[6:].strip().upper(), number)
        elif head.startswith("END:"):
            yield from self._end(text[4:].strip().upper(), number)
        elif self._stack and not self._beyond:
            yield from self._property(number, text)

    def _begin(self, name: str, number: int) -> Iterator[Property | Fault]:
        if name == "VCALENDAR":
            if self._stack:
                yield _fault(number, f"BEGIN:VCALENDAR inside {self._stack[-1].name}; that is left out")
            self._stack = [Component(name, number)]
            self._calendars += 1
            yield Property("BEGIN", {}, name, number)
        elif not self._stack:
            return
        elif name == "VEVENT" and any(one.name == "VEVENT" for one in self._stack):
            yield _fault(number, f"BEGIN:VEVENT before the END of that of line {self._stack[1].line}; that is left out")
            self._stack = [self._stack[0], Component(name, number)]
        elif len(self._stack) >= DEEPEST:
            self._beyond += 1
        else:
            self._stack.append(Component(name, number))

    def _end(self, name: str, number: int) -> Iterator[Component | Fault]:
        if self._beyond:
            self._beyond -= 1
        elif self._stack and self._stack[-1].name == name:
            yield from self._close()
        elif any(one.name == name for one in self._stack):
            yield _fault(number, f"END:{name} while {self._stack[-1].name} of line {self._stack[-1].line} is open")
            while self._stack and self._stack.pop().name != name:
                pass
        elif self._stack:
            yield _fault(number, f"END:{name[:40]} without its BEGIN", lost=False)

    def _close(self) -> Iterator[Component | Fault]:
        done = self._stack.pop()
        if done.overlong:
            yield _fault(done.line, f"{done.name} is longer than any event; left out")
        elif len(self._stack) == 1:
            yield done
        elif self._stack:
            self._stack[-1].children.append(done)

    def _property(self, number: int, text: str) -> Iterator[Property | Fault]:
        component = self._stack[-1]
        component.size += len(text)
        if component.overlong:
            return
        found = parse_line(text, number)
        if found is None:
            yield _fault(number, self._joined(component, text), lost=False)
        elif len(self._stack) == 1:
            yield found
        else:
            component.properties.append(found)

    @staticmethod
    def _joined(component: Component, text: str) -> str:
        """Publishers break long texts without folding them: the rest belongs to the text above."""
        last = component.properties[-1] if component.properties else None
        if last is None or last.name not in TEXTS:
            return f'no property: "{text[:40]}"'
        component.properties[-1] = Property(last.name, last.parameters, f"{last.value}\\n{text.strip()}", last.line)
        return f"not folded; read as more of {last.name}"


def _fault(line: int, message: str, *, lost: bool = True) -> Fault:
    return Fault(Problem(f"line {line}", message), lost)
