"""Two events that are likely one: dates that may be the same day, and titles of nearly the same words."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from timeline.domain.lint.finding import Finding, key_of, name_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.domain.event import EventDraft

ALIKE = 0.75
"""The share of words that two titles have in common, of those that either has."""
LARGEST_GROUP = 500
WORD = re.compile(r"\w+")


def likely_duplicates(events: Sequence[EventDraft], _aliases: Mapping[str, str]) -> Iterator[Finding]:
    """Only events that begin on the same earliest day are compared, so that a long timeline is read in a moment."""
    groups: dict[int, list[tuple[int, EventDraft, set[str]]]] = {}
    for index, event in enumerate(events):
        groups.setdefault(event.when.bounds.start_earliest, []).append((index, event, _words(event.title)))
    for group in groups.values():
        for (first, one, words), (second, other, others) in combinations(group[:LARGEST_GROUP], 2):
            if _alike(words, others):
                message = f"{name_event(one)} and {name_event(other)} look like one event told twice"
                yield Finding(message, (key_of(one, first), key_of(other, second)))


def _words(title: str) -> set[str]:
    return set(WORD.findall(title.casefold()))


def _alike(words: set[str], others: set[str]) -> bool:
    return bool(words) and len(words & others) >= ALIKE * len(words | others)
