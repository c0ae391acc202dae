"""Characters that no date has: of a text that was refused, they say more than its shape."""

from __future__ import annotations

import re

from timeline.domain.edtf.parse.refusal import RefusedError

LONGEST = 255
FOREIGN = re.compile(r"[^0-9XYESTZ:?~%/\[\]{},.+\- ]")
STRAY_SPACE = re.compile(r"(?<!,) |(?<=,) (?=[ \]}]|$)")
"""One space after a comma is common in print, and read."""

OLDER_LETTERS = {"u": "X", "x": "X", "y": "Y", "e": "E", "p": "S", "s": "S", "t": "T", "z": "Z"}
"""By lower-case letter, also of the draft of 2012: what the standard writes."""

DASHES = "‐‑‒–—―−"
BRACKETS = "()"


def find_stray(text: str) -> RefusedError | None:
    if not text:
        return RefusedError(0, "is empty; give a date such as 2025, 2025-08 or 2025-08-10")
    if len(text) > LONGEST:
        return RefusedError(LONGEST, f"is over {LONGEST} characters long")
    foreign = FOREIGN.search(text)
    if foreign:
        return RefusedError(foreign.start(), _foreign_reason(foreign.group()))
    space = STRAY_SPACE.search(text)
    if space:
        return RefusedError(space.start(), "a space has no meaning here; remove it (a time follows after T)")
    return None


def _foreign_reason(character: str) -> str:
    if character.isspace():
        return "white space has no meaning here; remove it"
    if character.isdecimal():
        return f"{character} is not one of the digits 0-9"
    if character in OLDER_LETTERS:
        return f"no letter {character}; write {OLDER_LETTERS[character]}"
    if character in DASHES:
        return f"{character} is no hyphen; write - between parts of a date, / between start and end"
    if character in BRACKETS:
        return "no brackets; ? ~ % stand before the one part that they mark, or after all of them"
    return f"{character!r} has no meaning in a date"
