"""Which of the words that look like a date are none: a date that is invented is worse than one that is missed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.domain.reported_dates.phrases import Phrase

SURE = re.compile(r"(?:^|[\s(“\"'])(?i:in|during|since|until|till)\s(?:the\s)?(?:month\sof\s|year\s)?$")
PLACING = re.compile(r"(?:^|[\s(“\"'])(?i:of|on|for|throughout|dated|and|or|to)\s(?:the\s)?(?:month\sof\s|year\s)?$")
"""Before a month or a year these make it a date, unless a name or things that are counted follow."""

COUNTED = re.compile(
    r"\s(?!(?i:and|or|to|the|an?|with|when|after|before|as|but|for|it|he|she|they|we|his|her|its|their|was|were|is|are|had"
    r"|has|while|by|under|at|on|in|from|until|according|because|where|which|who|that|did|would|will|over|no|not|all)\b)"
    r"[a-z]"
)
NAMED = re.compile(r"\s[A-Z][a-z]")
REPEATED = re.compile(r"(?:^|\s)(?i:every|each)\s$")
PROPER = re.compile(r"(?:Good|Black|Bloody|Holy|Easter|Palm|Ash|Super)\s$")
TITLE = re.compile(r"\s(?:Times|Post|Mail|Telegraph|Express|Mirror|Magazine|Review|Night|School)\b")


def is_date(text: str, phrase: Phrase) -> bool:
    before, after = text[max(0, phrase.core - 40) : phrase.core], text[phrase.end :]
    first = phrase.points[0]
    if first.weekday is not None:
        return not (REPEATED.search(before) or PROPER.search(before) or TITLE.match(after))
    if not phrase.bare or SURE.search(before):
        return True
    placed = phrase.lead is not None or bool(PLACING.search(before))
    if first.month is not None or first.season is not None:
        return placed and not NAMED.match(after) and not (first.season and COUNTED.match(after))
    return _is_year(before, after, phrase, placed=placed)


def _is_year(before: str, after: str, phrase: Phrase, *, placed: bool) -> bool:
    in_brackets = before.endswith("(") and after.startswith(")")
    if in_brackets or (phrase.joiner == "to" and phrase.lead == "from"):
        return True
    return (placed or phrase.points[0].approximate) and not COUNTED.match(after)
