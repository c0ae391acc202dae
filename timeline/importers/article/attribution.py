"""Who says so, in one sentence: "according to X", "X said", "as reported by X"."""

from __future__ import annotations

import re

NAME = r"(?:[A-Z][\w’'&.-]*\w|[A-Z]{2,})"
LINK = r"(?:\s(?:of|the|for|and|de|al|bin|von|van)\b)*"
NAMES = rf"(?:[Tt]he\s)?{NAME}(?:{LINK}\s{NAME})*"
TEAM = (
    r"(?:intelligence|officials?|analysts?|police|ministry|spokes(?:man|woman|person)|prosecutors?|sources?|media"
    r"|witnesses|agenc(?:y|ies)|governments?)"
)
SEVERAL = rf"{NAMES}(?:,\s{NAMES})+,?\sand\s{NAMES}(?:\s{TEAM})+"
ONE = rf"{NAMES}(?:['’]s?)?(?:\s{TEAM})*"
OTHER = rf"(?:{NAMES}|(?:[a-z]+\s)?{TEAM})(?:\s{TEAM})*"
WHO = rf"(?:{SEVERAL}|{ONE}(?:\sand\s{OTHER})?|(?:state|local)\s{TEAM}|{TEAM})"
SAYS = (
    r"(?:said|says|told|reported|reports|announced|stated|confirmed|noted|claimed|wrote|acknowledged|warned|estimated)"
)
ACCORDING = re.compile(rf"\b[Aa]ccording\sto\s(?:(?:an?\s)?\w+\s(?:from|by|of)\s)?(?P<who>{WHO})")
REPORTED_BY = re.compile(rf"\b(?:as\s)?(?:reported|confirmed|announced|published|estimated)\sby\s(?P<who>{WHO})")
SPEAKER = re.compile(
    rf"(?:^|[,;:”\"]\s|\b(?:and|but|as)\s|\s)(?P<who>{WHO})(?:,\s[^,]{{1,60}},)?\s(?P<verb>{SAYS})\b(?!\sby)"
)
HEARSAY = re.compile(r"\b(?:reportedly|allegedly)\b")
PRONOUNS = {"He", "She", "It", "They", "We", "The", "This", "That"}


def find_attribution(sentence: str) -> str | None:
    """In the order of the chain, the speaker first: "Kim, reported by KCNA"."""
    named = [found["who"] for pattern in (ACCORDING, REPORTED_BY) for found in pattern.finditer(sentence)]
    spoken = [(found["who"], found["verb"]) for found in SPEAKER.finditer(sentence) if found["who"] not in PRONOUNS]
    speakers = [who for who, verb in spoken if not verb.startswith("report")]
    reporters = [who for who, verb in spoken if verb.startswith("report")] + named
    chain = list(dict.fromkeys(_plain(who) for who in [*speakers[:1], *reporters]))
    return None if not chain else f"{chain[0]}{''.join(f', reported by {who}' for who in chain[1:2])}"


def rests_on_report(sentence: str) -> bool:
    """Whether it rests on a report, named or not, more than on somebody's remark."""
    return any(pattern.search(sentence) for pattern in (ACCORDING, REPORTED_BY, HEARSAY))


def _plain(who: str) -> str:
    return re.sub(r"['’]s?$", "", who).strip(" .,")[:500]
