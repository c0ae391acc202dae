"""What is searched for: words and phrases that must all be there, and those that must not.

`moscow parade` has both words, `"honour guard"` one after the other, `weap*` begins so, `-draft` is not there. Several
searches are alternatives, as the values of every parameter are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.domain.words import LONGEST_WORD, is_unspaced, pairs, runs_of_words, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.domain.event import Event

PART = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))(\*?)')
MOST_TERMS = 16
MOST_WORDS = 16_000
"""Of one event: positions that PostgreSQL can count are 16,383."""
MOST_OF_ONE = 255
"""Places of one word that PostgreSQL can hold."""
GAP = "\ue000"
"""Stands where a phrase must not run on, from one name to the next; a private character, so nobody can ask for it."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other; with `prefix` the last one is the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    text: str
    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return self.text


def parse_search(text: str) -> Search:
    """Raises ValueError when there is nothing to look for."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for minus, quoted, bare, star in PART.findall(text):
        given = quoted or bare
        term = read_term(given, prefix=bool(star) or (not quoted and given.endswith("*")))
        if term is not None:
            (unwanted if minus else wanted).append(term)
    if not wanted and not unwanted:
        raise ValueError("has no word to look for; give one with letters or digits")
    if len(wanted) + len(unwanted) > MOST_TERMS:
        raise ValueError(f"has more than {MOST_TERMS} words and phrases; leave some out")
    if len(wanted) == 1 and not unwanted and len(wanted[0].words) == 1 and len(wanted[0].words[0]) == 1:
        wanted = [Term(wanted[0].words, prefix=True)]
    return Search(text, tuple(wanted), tuple(unwanted))


def read_term(text: str, *, prefix: bool = False) -> Term | None:
    """The last run of an unspaced script may go on in the text, so its last character is no word of its own; one
    character is the beginning of a pair.
    """
    runs = runs_of_words(text)
    if not runs:
        return None
    last = runs[-1]
    before = [word for run in runs[:-1] for word in split_words(run)]
    if is_unspaced(last):
        return Term((*before, *(pairs(last) if len(last) > 1 else last)), prefix=len(last) == 1)
    return Term((*before, last[:LONGEST_WORD]), prefix)


@dataclass(frozen=True, slots=True)
class Words:
    """What one event is found by, best first: its title, its names, and all else."""

    title: tuple[str, ...]
    names: tuple[str, ...]
    body: tuple[str, ...]


def words_of(event: Event) -> Words:
    counted: dict[str, int] = {}
    left = MOST_WORDS
    fields = []
    for texts in ([event.title], _names(event), _body(event)):
        words = tuple(_indexed(texts, counted))[:left]
        left -= len(words)
        fields.append(words)
    return Words(*fields)


def _indexed(texts: Iterable[str], counted: dict[str, int]) -> Iterator[str]:
    for text in texts:
        for word in split_words(text):
            counted[word] = counted.get(word, 0) + 1
            yield word if counted[word] <= MOST_OF_ONE else GAP
        yield GAP


def _names(event: Event) -> list[str]:
    named = [*(place.name for place in event.places), *(actor.name for actor in event.actors), *event.tags]
    return named if event.category is None else [*named, event.category]


def _body(event: Event) -> Iterator[str]:
    yield event.description
    for citation in event.citations:
        given = (citation.source.title, citation.source.publisher, citation.quote, citation.attributed_to)
        yield from (text for text in given if text)
