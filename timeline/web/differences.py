"""What changed between two versions, in words: no reader should have to know the log's JSON.

A field of text shows which words went and which came; a field of many shows each that went or came, on a line of its
own, as it is shown on the event's page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from timeline.domain.speech import phrase
from timeline.domain.version import changes
from timeline.web.finding import VALUES
from timeline.web.language import speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline.domain.event import Event

Kind = Literal["same", "gone", "new"]
FIELDS = {
    "title": phrase("Title"),
    "slug": phrase("Address"),
    "description": phrase("Description"),
    "language": phrase("Language"),
    "when": phrase("Date"),
    "recurrence": phrase("Recurrence"),
    "status": phrase("Status"),
    "publication": phrase("Publication"),
    "verification": phrase("How sure"),
    "verification_note": phrase("Note on how sure"),
    "citations": phrase("Sources"),
    "figures": phrase("Figures"),
    "places": phrase("Places"),
    "actors": phrase("Who took part"),
    "tags": phrase("Tags"),
    "category": phrase("Category"),
    "importance": phrase("Importance"),
    "media": phrase("Pictures"),
    "links": phrase("Links"),
    "relations": phrase("Relations"),
}
WORDS = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`pieces` of running text, or of `lines`, each on its own."""

    field: str
    lines: bool
    pieces: Sequence[Piece]


def describe_changes(before: Event, after: Event) -> list[Difference]:
    """By field, in the order of the event's definition."""
    return [_difference(one.field, before, after) for one in changes(before, after)]


def _difference(field: str, before: Event, after: Event) -> Difference:
    name = speaking().gettext(FIELDS[field]) if field in FIELDS else field
    old, new = getattr(before, field), getattr(after, field)
    if isinstance(old, str) and isinstance(new, str) and field not in VALUED:
        return Difference(name, lines=False, pieces=compare(WORDS.findall(old), WORDS.findall(new)))
    return Difference(name, lines=True, pieces=compare(_lines(field, old), _lines(field, new)))


def compare(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """The shortest way from one to the other, runs joined where they are of text."""
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces += [Piece("same", text) for text in old[i:j]]
            continue
        pieces += [Piece("gone", text) for text in old[i:j]] + [Piece("new", text) for text in new[k:m]]
    return pieces


def _lines(field: str, value: Any) -> list[str]:
    if value is None or value == "":
        return []
    many = value if isinstance(value, tuple) else (value,)
    told = TOLD.get(field, str)
    return [line for one in many for line in _split(told(one))]


def _split(text: str | Iterable[str]) -> list[str]:
    return [text] if isinstance(text, str) else [line for line in text if line]


def _when(when: Any) -> list[str]:
    said = speaking()
    return [
        f"{said.when(when, full=True)} ({when.edtf_text})",
        said.say(phrase("As reported: “%(words)s”"), words=when.date_text) if when.date_text else "",
        said.say(phrase("In a report of %(day)s"), day=said.date(when.date_anchor)) if when.date_anchor else "",
        said.say(phrase("How derived: %(note)s"), note=when.date_note) if when.date_note else "",
    ]


def _citation(one: Any) -> str:
    source = ", ".join(filter(None, (one.source.title, one.source.publisher, one.locator, one.source.url)))
    parts = [source, one.attributed_to, f"“{one.quote}”" if one.quote else None, ", ".join(one.supports) or None]
    against = speaking().gettext("Contradicts.") if one.stance == "contradicts" else None
    return " · ".join(filter(None, (against, *parts)))


def _figure(one: Any) -> str:
    return f"{one.name}: {speaking().figure(one)}" + (f" ({one.attributed_to})" if one.attributed_to else "")


def _place(one: Any) -> str:
    point = "" if one.latitude is None else f" ({one.latitude:g}, {one.longitude:g})"
    return speaking().say(PLACED[one.role], place=one.name) + point


def _named(*names: str) -> Callable[[Any], str]:
    return lambda one: " · ".join(str(getattr(one, name)) for name in names if getattr(one, name))


PLACED = {"at": phrase("%(place)s"), "from": phrase("from %(place)s"), "to": phrase("to %(place)s")}
VALUED = {"status", "verification"}
TOLD: dict[str, Callable[[Any], str | Iterable[str]]] = {
    "when": _when,
    "status": lambda value: speaking().gettext(VALUES[value]),
    "verification": lambda value: speaking().gettext(VALUES[value]),
    "citations": _citation,
    "figures": _figure,
    "places": _place,
    "actors": _named("name", "role"),
    "media": _named("alt", "credit", "url"),
    "links": _named("title", "url"),
    "relations": _named("type", "uid"),
    "recurrence": lambda one: [one.rrule or "", *map(str, one.rdate), *map(str, one.exdate)],
}
"""How one value of a field is told; others by their own text."""
