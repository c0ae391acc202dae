"""The numbers of a sentence that count something: "at least 15,809 containers", "4.2 to 5.8 million rounds"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
QUALIFIERS = {
    "at least": "at least", "more than": "at least", "over": "at least", "no fewer than": "at least",
    "at most": "at most", "up to": "at most", "less than": "at most", "fewer than": "at most", "under": "at most",
    "about": "about", "around": "about", "some": "about", "nearly": "about", "almost": "about", "roughly": "about",
    "approximately": "about", "an estimated": "estimated", "estimated": "estimated",
}  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{'|'.join(WORDS)})\b)"
SCALE = f"(?:{'|'.join(SCALES)})"
NOT_NOUNS = (
    "and|or|of|in|on|at|to|for|from|by|with|per|the|a|an|was|were|is|are|had|has|have|that|which|who|as|than|into|year"
    "|out|off|up|said|ago|more|times|hours?-long|after|before|later|earlier|since|during|against|between|among"
)
NOUN = rf"(?!(?:{NOT_NOUNS})\b)[a-z][a-z’'-]*\b"
FIGURE = re.compile(
    rf"(?:\b(?P<qualifier>(?i:{'|'.join(sorted(QUALIFIERS, key=len, reverse=True))}))\s)?"
    rf"(?<![\w$€£.,/-])(?P<low>{NUMBER})(?:\s(?P<low_scale>{SCALE}))?"
    rf"(?:\s?(?:to|–|-)\s?(?P<high>{NUMBER}))?(?:\s(?P<scale>{SCALE}))?"
    rf"(?:(?P<percent>\s?%|\s(?:per\scent|percent)\b)|[\s-](?P<unit>{NOUN}(?:\s{NOUN}){{0,4}}))"
)
ENDS = re.compile(r"(?:s|men|women|people|children|personnel|aircraft|day|month|year|week|hour)$")
PAIRED = "%"


def find_figures(sentence: str, taken: Sequence[tuple[int, int]] = ()) -> list[dict[str, Any]]:
    """As members of `timeline.domain.figure.Figure`; numbers within `taken` are parts of dates."""
    return list(_figures(sentence, taken))


def _figures(sentence: str, taken: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    for found in FIGURE.finditer(sentence):
        if any(start <= found.start("low") < end for start, end in taken):
            continue
        unit = PAIRED if found["percent"] else _unit(found["unit"])
        if unit is None:
            continue
        low = _number(found["low"], found["low_scale"] or found["scale"])
        high = _number(found["high"], found["scale"]) if found["high"] else low
        if low <= high:
            yield _figure(unit, low, high, QUALIFIERS.get((found["qualifier"] or "").lower(), "exactly"))


def _figure(unit: str, low: float, high: float, qualifier: str) -> dict[str, Any]:
    name = "share" if unit == PAIRED else unit
    if qualifier == "at least":
        return {"name": name, "low": low, "unit": unit, "qualifier": qualifier}
    if qualifier == "at most":
        return {"name": name, "high": high, "unit": unit, "qualifier": qualifier}
    return {"name": name, "low": low, "high": high, "unit": unit, "qualifier": qualifier}


def _unit(words: str) -> str | None:
    """Up to the last word that can be counted; of "lives during the deployment" the first."""
    nouns = words.split()
    last = next((index for index, noun in enumerate(nouns) if ENDS.search(noun)), None)
    return None if last is None else " ".join(nouns[: last + 1])


def _number(text: str, scale: str | None) -> float:
    number = float(WORDS[text]) if text in WORDS else float(text.replace(",", ""))
    scaled = round(number * SCALES[scale], 6) if scale else number
    return int(scaled) if scaled == int(scaled) else scaled
