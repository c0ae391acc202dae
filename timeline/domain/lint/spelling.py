"""Names that are likely one name: equal but for case, accents and punctuation, or a letter or two apart."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from timeline.domain.lint.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.domain.event import EventDraft

CLOSE = 0.92
SHORTEST = 6
"""Letters; shorter names differ by one letter and are still two names."""
LARGEST_GROUP = 500
HEAD = 3
"""Names are compared with those that begin alike: a slip is rarely at the start."""


def names_that_differ_by_spelling(events: Sequence[EventDraft], aliases: Mapping[str, str]) -> Iterator[Finding]:
    for kind, names in _kinds(events).items():
        known = aliases if kind == "actors" else {}
        for one, other in _pairs(names):
            if known.get(one, one) != known.get(other, other):
                hint = "; if they are one, name one of them or declare an alias" if kind == "actors" else ""
                yield Finding(f'the {kind} "{one}" and "{other}" differ by spelling only{hint}')


def _kinds(events: Sequence[EventDraft]) -> dict[str, list[str]]:
    """Each name once, in alphabetical order."""
    found: dict[str, Iterable[str]] = {
        "actors": {actor.name for event in events for actor in event.actors},
        "places": {place.name for event in events for place in event.places},
        "tags": {tag for event in events for tag in event.tags},
    }
    return {kind: sorted(names) for kind, names in found.items()}


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        folded = _folded(name)
        groups.setdefault(folded[:HEAD], []).append((name, folded))
    for group in groups.values():
        near = combinations(group[:LARGEST_GROUP], 2)
        yield from ((one, other) for (one, first), (other, second) in near if _alike(first, second))


def _alike(first: str, second: str) -> bool:
    if first == second:
        return True
    if min(len(first), len(second)) < SHORTEST or _digits(first) != _digits(second):
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE


def _digits(name: str) -> str:
    """Numbers tell apart: the 527th regiment is not the 528th."""
    return re.sub(r"\D", "", name)


def _folded(name: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", "", plain)
