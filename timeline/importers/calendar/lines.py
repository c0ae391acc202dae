"""Content lines (RFC 5545, section 3.1) out of files that keep to it more or less.

Seen in published calendars and forgiven: bare LF or CR, byte order marks, characters folded in halves, Latin-1 beside
UTF-8, quoted-printable (vCalendar 1.0), colons in unquoted parameters, text that goes on in a line of its own without
being folded.
"""

from __future__ import annotations

import io
import quopri
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 1_000_000
"""Characters of an unfolded line; what is beyond is passed over."""
PIECE = 65_536
PARAMETER = re.compile(r';\s*([A-Za-z0-9_-]+)(?:=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?')
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
MOMENT = re.compile(r"^(DT|RDATE|EXDATE|RECURRENCE)", re.IGNORECASE)
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
CARET = {"^n": "\n", "^^": "^", "^'": '"'}


@dataclass(frozen=True, slots=True)
class Property:
    """`value` is as written, escapes and all; parameter names are in upper case."""

    name: str
    parameters: Mapping[str, str]
    value: str
    line: int

    @property
    def text(self) -> str:
        return unescape(self.value)


def unescape(value: str) -> str:
    if "\\" not in value:
        return value
    return ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def split_list(value: str) -> list[str]:
    """TEXT values between commas that are not escaped."""
    return [unescape(part) for part in re.findall(r"(?:\\.|[^,\\])+", value, re.DOTALL)]


def unfolded(raw: BinaryIO) -> Iterator[tuple[int, str]]:
    """Number and text of each content line that is not blank."""
    file = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline=None)
    parts: list[str] = []
    begun = length = number = 0
    while line := file.readline(PIECE):
        whole = line.endswith("\n")
        number += whole
        text = line.rstrip("\n")
        if parts and text[:1] in {" ", "\t"} and text.strip():
            length += len(text)
            if length <= LONGEST:
                parts.append(text[1:])
        elif text.strip():
            if parts:
                yield begun, _decoded("".join(parts))
            begun, parts, length = number + (not whole), [text], len(text)
        while not whole and (line := file.readline(PIECE)):
            whole = line.endswith("\n")
            number += whole
            length += len(line)
            if length <= LONGEST:
                parts.append(line.rstrip("\n"))
    file.detach()
    if parts:
        yield begun, _decoded("".join(parts))


def _decoded(text: str) -> str:
    """A line is folded between octets, so characters come together here; what is no UTF-8 is Windows-1252."""
    if text.isascii():
        return text
    octets = text.encode("utf-8", "surrogateescape")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def parse_line(text: str, line: int) -> Property | None:
    """None where it is no content line."""
    found = NAME.match(text)
    if found is None:
        return None
    name, place = found[0].upper(), found.end()
    if text[place : place + 1] == ":":
        return Property(name, {}, text[place + 1 :], line)
    if text[place : place + 1] != ";":
        return None
    parameters: dict[str, str] = {}
    while found := PARAMETER.match(text, place):
        parameters[found[1].upper()] = _parameter(found[2] or "")
        place = found.end()
    if text[place : place + 1] != ":":
        place = text.rfind(":") if MOMENT.match(name) else text.find(":", place)
        if place < 0:
            return None
        _mend(text[:place], parameters)
    return _plain(Property(name, parameters, text[place + 1 :], line))


def _parameter(value: str) -> str:
    plain = value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' and value.count('"') == 2 else value  # noqa: PLR2004
    return re.sub(r"\^[n^']", lambda found: CARET[found[0]], plain) if "^" in plain else plain


def _mend(head: str, parameters: dict[str, str]) -> None:
    """`TZID=(UTC+01:00) Brussels:2013…`: the zone's name has the colon."""
    found = re.search(r";TZID=([^;]*)$", head, re.IGNORECASE)
    if found:
        parameters["TZID"] = found[1].strip('"')


def _plain(one: Property) -> Property:
    if one.parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return one
    octets = quopri.decodestring(one.value.encode("utf-8", "replace"))
    try:
        text = octets.decode(one.parameters.get("CHARSET", "utf-8"))
    except (LookupError, UnicodeDecodeError, ValueError):
        text = octets.decode("cp1252", "replace")
    escaped = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\n", "\\n")
    return Property(one.name, one.parameters, escaped, one.line)
