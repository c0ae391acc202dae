"""Text → the words that it is found by, the same for both databases: folded, without accents, in any script.

Scripts that put no space between words are cut into overlapping pairs of characters, and the last character alone, so
that a word of two syllables is found inside a longer run: "북한군" is 북한, 한군, 군.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSPACED = (
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"  # Han
    "\u3041-\u30ff\u3100-\u312f\u31f0-\u31ff"  # kana and bopomofo
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
)
ACCENTS = re.compile("[\u0300-\u036f]")
OMITTED = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0670\ufe00-\ufe0f\u200b-\u200f\u00ad]")
"""What writers of Hebrew and Arabic may leave out, and what is not seen."""
LONGEST_WORD = 100
LAST_MARK = 0x1E8D7


def _marks() -> str:
    """Combining marks: parts of words that a regular expression's word characters leave out."""
    return "".join(map(chr, (code for code in range(0x370, LAST_MARK) if unicodedata.category(chr(code))[0] == "M")))


RUN = re.compile(f"[{UNSPACED}]+|(?:[^\\W_{UNSPACED}]|[{_marks()}])+")
ASCII_RUN = re.compile("[a-z0-9]+")


def fold_text(text: str) -> str:
    """Case, width and accents are the same letter. Twice folded: some signs hold capitals ("℡")."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return unicodedata.normalize("NFC", OMITTED.sub("", ACCENTS.sub("", decomposed)))


def runs_of_words(text: str) -> list[str]:
    """Words, and whole runs of the scripts that are still to be cut."""
    folded = fold_text(text)
    return ASCII_RUN.findall(folded) if folded.isascii() else RUN.findall(folded)


def is_unspaced(run: str) -> bool:
    return not run.isascii() and re.match(f"[{UNSPACED}]", run) is not None


def split_words(text: str) -> list[str]:
    """In order, as the index holds them."""
    runs = runs_of_words(text)
    if text.isascii():
        return [run[:LONGEST_WORD] for run in runs]
    return [word for run in runs for word in ((*pairs(run), run[-1]) if is_unspaced(run) else (run[:LONGEST_WORD],))]


def pairs(run: str) -> Iterator[str]:
    return (run[place : place + 2] for place in range(len(run) - 1))
