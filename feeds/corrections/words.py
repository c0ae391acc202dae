"""What changed between two versions, field by field, in words.

Of a list, what came and what went; of a long text, the words that differ with a few around them. Where two states
read the same in words (a place moved by a metre), they are told as data: no change goes unsaid.
"""

from __future__ import annotations

import json
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from feeds.text import clean, one_line, plain_text
from feeds.words import describe_source
from timeline.domain.actor import Actor
from timeline.domain.event import Event, Link, Media, Relation
from timeline.domain.figure import Figure, describe_figure
from timeline.domain.place import Place
from timeline.domain.provenance import Citation
from timeline.domain.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.domain.correction import Correction

AROUND = 6
"""Words of context on either side of what differs."""

LONGEST = 60
NAMES = {"when": "Date", "citations": "Sources", "media": "Pictures and recordings", "slug": "Address"}


class Told(NamedTuple):
    """`before` or `after` is "" where there was nothing."""

    name: str
    before: str
    after: str


def tell_changes(correction: Correction) -> list[Told]:
    before, after = correction.before.event, correction.after.event
    return [_tell(change.field, before, after) for change in correction.changes]


def headline(correction: Correction) -> str:
    return f"{correction.kind.capitalize()}: {one_line(correction.after.event.title)}"


def _tell(field: str, before: Event, after: Event) -> Told:
    old, new = getattr(before, field), getattr(after, field)
    told = _list(old, new) if isinstance(old, tuple) else _texts(_say(old), _say(new))
    if told[0] == told[1]:
        told = _as_data(before, field), _as_data(after, field)
    return Told(NAMES.get(field, field.replace("_", " ").capitalize()), *told)


def _list(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[str, str]:
    gone = [_say(one) for one in old if one not in new]
    come = [_say(one) for one in new if one not in old]
    return "; ".join(gone), "; ".join(come)


def _texts(old: str, new: str) -> tuple[str, str]:
    """The whole of short texts; of long ones, what lies between their common ends."""
    olds, news = old.split(), new.split()
    if max(len(olds), len(news)) <= LONGEST:
        return " ".join(olds), " ".join(news)
    start = _alike(olds, news)
    end = _alike(olds[start:][::-1], news[start:][::-1])
    return _excerpt(olds, start, end), _excerpt(news, start, end)


def _alike(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _excerpt(words: list[str], start: int, end: int) -> str:
    first, last = max(start - AROUND, 0), min(len(words) - end + AROUND, len(words))
    shown = words[first:last]
    cut = [*shown[:LONGEST], "…"] if len(shown) > LONGEST else shown
    return " ".join([*(["…"] if first else []), *cut, *(["…"] if last < len(words) and cut[-1:] != ["…"] else [])])


def _as_data(event: Event, field: str) -> str:
    return json.dumps(event.document().get(field), ensure_ascii=False, sort_keys=True)


def _say(value: Any) -> str:
    """One value in words; "" for none."""
    if value is None:
        return ""
    say = SAY.get(type(value))
    return say(value) if say else plain_text(str(value))


def _when(when: When) -> str:
    reported = f", reported as “{one_line(when.date_text)}”" if when.date_text else ""
    note = f" ({one_line(when.date_note)})" if when.date_note else ""
    return f"{when.describe(full=True)}{reported}{note}"


def _place(place: Place) -> str:
    role = "" if place.role == "at" else f"{place.role} "
    where = "" if place.latitude is None else f" ({place.latitude}, {place.longitude})"
    return f"{role}{one_line(place.name)}{where}"


def _actor(actor: Actor) -> str:
    return one_line(f"{actor.name} ({actor.role})" if actor.role else actor.name)


def _figure(figure: Figure) -> str:
    said_by = f" ({one_line(figure.attributed_to)})" if figure.attributed_to else ""
    return f"{one_line(figure.name)}: {one_line(describe_figure(figure))}{said_by}"


def _citation(citation: Citation) -> str:
    objection = "contradicting: " if citation.stance == "contradicts" else ""
    quote = f" “{one_line(citation.quote)}”" if citation.quote else ""
    return f"{objection}{describe_source(citation.source)}{quote}"


def _link(link: Link) -> str:
    return one_line(f"{link.title}: {link.url}" if link.title else link.url)


def _media(media: Media) -> str:
    return one_line(f"{media.alt}: {media.url}" if media.url else media.alt)


def _relation(relation: Relation) -> str:
    return clean(f"{relation.type} {relation.uid}")


SAY: dict[type, Callable[[Any], str]] = {
    When: _when, Place: _place, Actor: _actor, Figure: _figure, Citation: _citation, Link: _link, Media: _media,
    Relation: _relation,
}  # fmt: skip
