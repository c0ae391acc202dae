"""jCal (RFC 7265) from the very content lines of the iCalendar rendering: one source of truth, two notations.

It reads what `feeds.calendar` writes, and nothing more: it is no parser for the calendars of others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Property = list[Any]
MOMENTS = ("DTSTART", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED", "RECURRENCE-ID", "EXDATE", "RDATE")
TYPES = {
    **dict.fromkeys(MOMENTS, "date-time"),
    **dict.fromkeys(("URL", "CONCEPT"), "uri"),
    **dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO"), "utc-offset"),
    "SEQUENCE": "integer",
    "RRULE": "recur",
    "GEO": "float",
    "X-PUBLISHED-TTL": "duration",
}
"""Of the properties that we write; the rest is text."""

SEVERAL = frozenset({"CATEGORIES", "EXDATE", "RDATE"})
NUMBERS = frozenset({
    "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS",
})  # fmt: skip
FOLD = re.compile("\r\n[ \t]")
NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
COMMA = re.compile(r"(?:[^\\,]|\\.)+", re.DOTALL)
CARETS = {"^n": "\n", "^'": '"', "^^": "^"}


def write_jcal(text: bytes) -> Property:
    """The one component that the text holds: name, properties, components (RFC 7265, section 3.3)."""
    lines = iter(FOLD.sub("", text.decode()).split("\r\n"))
    opening = next(lines)
    return _component(opening.partition(":")[2], lines)


def _component(name: str, lines: Iterator[str]) -> Property:
    properties: list[Property] = []
    components: list[Property] = []
    for line in lines:
        if line.startswith("BEGIN:"):
            components.append(_component(line[6:], lines))
        elif line.startswith("END:"):
            break
        else:
            properties.append(_property(line))
    return [name.lower(), properties, components]


def _property(line: str) -> Property:
    """Section 3.4; VALUE becomes the type, every other parameter a member."""
    found = NAME.match(line)
    if found is None:
        raise ValueError(f"no content line: {line[:60]!r}")
    name, position, parameters = found[0], found.end(), {}
    while parameter := PARAMETER.match(line, position):
        parameters[parameter[1].lower()] = _parameter(parameter[2])
        position = parameter.end()
    kind = parameters.pop("value", TYPES.get(name, "text")).lower()
    return [name.lower(), parameters, kind, *_values(name, kind, line[position + 1 :])]


def _parameter(text: str) -> str:
    """RFC 6868."""
    return re.sub(r"\^[n'^]", lambda found: CARETS[found[0]], text.strip('"'))


def _values(name: str, kind: str, text: str) -> Iterable[Any]:
    if name in SEVERAL:
        return [READ[kind](one) for one in COMMA.findall(text)]
    return [READ[kind](text)]


def _text(text: str) -> str:
    return ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _date(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}"


def _date_time(text: str) -> str:
    return f"{_date(text)}T{text[9:11]}:{text[11:13]}:{text[13:]}"


def _offset(text: str) -> str:
    return ":".join([text[:3], *(text[at : at + 2] for at in range(3, len(text), 2))])


def _position(text: str) -> list[float]:
    """Section 3.4.1.2: structured, so a list of its own."""
    return [float(part) for part in text.split(";")]


def _rule(text: str) -> dict[str, Any]:
    """Section 3.6.10."""
    parts = (part.split("=", 1) for part in text.split(";"))
    return {name.lower(): _part(name, value) for name, value in parts}


def _part(name: str, text: str) -> Any:
    if name == "UNTIL":
        return _date_time(text) if "T" in text else _date(text)
    values: list[Any] = [int(one) if name in NUMBERS else one for one in text.split(",")]
    return values[0] if len(values) == 1 else values


READ: dict[str, Callable[[str], Any]] = {
    "text": _text, "uri": str, "duration": str, "integer": int, "date": _date, "date-time": _date_time,
    "utc-offset": _offset, "float": _position, "recur": _rule,
}  # fmt: skip
