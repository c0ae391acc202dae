"""The dates in English words as reports write them, read against the day of publication: words → EDTF.

    find_dates("The unit left in August and returned on Friday.", date(2025, 12, 13))
    → 2025-08 ("in August"), 2025-12-12 ("on Friday")

Conventions:

- A weekday, month or day of a month without a year is the latest one that is not after publication; the next one
  where the sentence speaks of the future ("will", "is due", "planned"); "last", "this" and "next" say it themselves.
- Early, middle and late year are the thirds 37, 38 and 39 with `~`; of a month, one of the days 1–10, 11–20, 21–end;
  of a decade, one of its years 0–3, 4–6, 7–9.
- "Since" is `X/..`, "until" and "through" `../X`, "by" `[..X]`, "from X to Y" `X/Y`; "before" and "after" leave X out.
- "Between X and Y" and "X or Y" are one of them: they do not say that it lasted.
- "Ago" in weeks and more is approximate, to the unit that was named, and so is "about"; "possibly" is uncertain.
- 03/04/2025 is one of two days, since nobody can tell which.
- Winter is named after the year in which it begins.
- What may be a date and may be none is none: "May", "march", "the sun sat", "2024 trucks" are passed over.

`vocabulary` has the words, `forms` what a single date looks like, `phrases` how dates join and which words before
them change their meaning, `silence` what is no date, `tense` which way the sentence looks, `resolve` the choice of
the year or the day, `compose` the EDTF. dateutil's relativedelta counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.edtf import Edtf, parse_edtf
from timeline.domain.errors import InvalidDate
from timeline.domain.reported_dates.compose import compose
from timeline.domain.reported_dates.phrases import find_phrases
from timeline.domain.reported_dates.resolve import NeedsPublicationError
from timeline.domain.reported_dates.silence import is_date
from timeline.domain.reported_dates.tense import with_tense
from timeline.domain.reported_dates.vocabulary import NAMES

if TYPE_CHECKING:
    from datetime import date

    from timeline.domain.reported_dates.phrases import Phrase

__all__ = ["Reported", "find_dates", "parse_reported"]

LONGEST = 300
"""Characters of what is read as one date."""

WORD = re.compile(r"[A-Za-z]+")
KEPT = {"bc", "bce", "ad", "ce", "q"}
OVER = re.compile(
    r"(?i)\b(?:in|on|the|at|of|during|date|some\s?time|early|late|night|morning|evening|afternoon|noon|midnight|about"
    r"|\d{1,2}(?::\d\d)?\s?(?:a\.?m\.?|p\.?m\.?)|\d{1,2}:\d\d)(?!\w)|[\s,.;:'’()\"“”]+"
)
"""What may stand beside a date in a field of its own: small words, the time of day."""
HEDGES = (
    (re.compile(r"(?i)\s*\((?:estimated?|est\.?|approx(?:\.|imate(?:ly)?)?|circa)\)\s*$"), "about "),
    (re.compile(r"(?<=\w)\s*\(?\?\)?\s*$"), "possibly "),
)


class Reported(NamedTuple):
    """`words` stand in the text from `start` to `end`. `relative`: the publication date was needed to read them."""

    edtf: Edtf
    words: str
    start: int
    end: int
    relative: bool


def find_dates(text: str, published: date | None = None) -> list[Reported]:
    """Every date in a sentence or more, in order; without a publication date, those that do not need one."""
    phrases = [phrase for phrase in find_phrases(text) if is_date(text, phrase)]
    found = (_read(text, phrase, published) for phrase in with_tense(text, phrases))
    return [one for one in found if one is not None]


def parse_reported(text: str, published: date | None = None) -> Reported:
    """The whole text as one date, such as a field of a table; raises InvalidDate when it is none, more than one, or
    needs the publication date.
    """
    if len(text) > LONGEST:
        raise InvalidDate(text, LONGEST + 1, f"over {LONGEST} characters; give one date")
    prepared = _prepared(text)
    phrase = next((one for one in find_phrases(prepared, alone=True) if _covers(prepared, one)), None)
    if phrase is None:
        reason = 'no date can be read in this; give EDTF such as "2025-08~", or words such as "in August 2025"'
        raise InvalidDate(text, 1, reason)
    found = _read(prepared, phrase, published)
    if found is not None:
        return found._replace(words=text.strip(), start=0, end=len(text))
    if published is None and _is_relative(phrase):
        raise InvalidDate(text, 1, "when this is depends on the day it was published; give that too")
    raise InvalidDate(text, 1, "no such day in the calendar")


def _prepared(text: str) -> str:
    """In the case that sentences have, with a hedge behind the date put before it."""
    for pattern, words in HEDGES:
        text = pattern.sub("", words + text) if pattern.search(text) else text
    cased = text.casefold() if text.isupper() or text.islower() else text
    return cased if cased is text and not text.islower() else WORD.sub(_cased, cased)


def _cased(found: re.Match[str]) -> str:
    word = found[0]
    if word in KEPT:
        return word.upper()
    return word.capitalize() if _names_date(word) else word


def _names_date(word: str) -> bool:
    return word.capitalize() in NAMES


def _covers(text: str, phrase: Phrase) -> bool:
    """Whether nothing is left over."""
    return not OVER.sub("", text[: phrase.start]) and not OVER.sub("", text[phrase.end :])


def _read(text: str, phrase: Phrase, published: date | None) -> Reported | None:
    try:
        edtf = parse_edtf(compose(phrase, published))
    except (NeedsPublicationError, InvalidDate, ValueError, OverflowError):  # "30 February" is no date, so none is told
        return None
    return Reported(edtf, text[phrase.start : phrase.end], phrase.start, phrase.end, _is_relative(phrase))


def _is_relative(phrase: Phrase) -> bool:
    try:
        compose(phrase, None)
    except NeedsPublicationError:
        return True
    except (InvalidDate, ValueError, OverflowError):
        return False
    return False
