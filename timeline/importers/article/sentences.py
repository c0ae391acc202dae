"""Text → sentences. A few rules for English news are enough here, since a person reads each proposal: the well-kept
splitters either bring a language model or have had no release for years.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2_000
"""Characters; more is no sentence but a list or a table, and is passed over."""

END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Capt|Maj|Sgt|Rep|Sen|Gov|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos"
    r"|vs|etc|Inc|Ltd|Co|approx|ca?|e\.g|i\.e|p|pp|vol|ed|fig)|\b(?:[A-Z]\.)*[A-Z]|\b[ap]\.m)\.$"
)


def split_sentences(text: str) -> Iterator[str]:
    """Without line breaks. A line break ends a sentence only where a line is blank, since prose may be wrapped."""
    for paragraph in re.split(r"\n\s*\n", text):
        words = " ".join(paragraph.split())
        yield from (sentence for sentence in _sentences(words) if sentence and len(sentence) <= LONGEST)


def _sentences(paragraph: str) -> Iterator[str]:
    start = 0
    for found in END.finditer(paragraph):
        ended = paragraph[start : found.start() + 1]
        if not (ended.endswith(".") and ABBREVIATION.search(ended[-12:])):
            yield paragraph[start : found.end()].strip()
            start = found.end()
    yield paragraph[start:].strip()
