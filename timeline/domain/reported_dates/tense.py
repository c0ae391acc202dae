"""Does the sentence look forward? Then a bare "Monday" is the next one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.domain.reported_dates.phrases import Phrase

FUTURE = re.compile(
    r"\b(?i:will|shall|(?:is|are|was|were)\s(?:set|due|scheduled|planned|expected|slated|to\b)|plans?\sto|planned\sfor"
    r"|scheduled|expected|to\sbe\sheld|going\sto|must|upcoming)\b|['’]ll\b"
)
PAST = re.compile(r"\b(?i:was|were|had|did|\w{2,}ed|held|ran|kept|stood|went|took|lay)\b")
PRESENT = re.compile(r"\b(?i:stays?|remains?|holds?|runs?|lasts?|keeps?|is|are|has|have|continues?)\b")
CLAUSE = re.compile(r"[;:]\s|[.!?]\s(?=[A-Z])")
WORDS = re.compile(r"[a-z]{3}")


def with_tense(text: str, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The verbs are those since the clause or the date before; a date that opens its clause looks ahead."""
    for index, phrase in enumerate(phrases):
        since = phrases[index - 1].end if index else 0
        until = phrases[index + 1].start if index + 1 < len(phrases) else len(text)
        words = CLAUSE.split(text[since : phrase.start])[-1]
        if not WORDS.search(words):
            words = CLAUSE.split(text[phrase.end : until])[0]
        yield replace(phrase, future=bool(FUTURE.search(words)), past=_is_past(words))


def _is_past(words: str) -> bool:
    return bool(PAST.search(words)) and not PRESENT.search(words)
