"""A font that has every letter of a text: Pillow's own for Latin, else one of the system's."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ImageFont, features

if TYPE_CHECKING:
    from collections.abc import Iterator

Font = ImageFont.FreeTypeFont
FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
    "C:/Windows/Fonts",
)  # fmt: skip
WANTED = (
    "NotoSans-Regular.ttf", "NotoSansCJK-Regular.ttc", "NotoSansKR-Regular.otf", "NotoSansArabic-Regular.ttf",
    "NotoNaskhArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansDevanagari-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "DejaVuSans.ttf", "AppleSDGothicNeo.ttc", "Arial Unicode.ttf", "GeezaPro.ttc", "malgun.ttf", "segoeui.ttf",
)  # fmt: skip
"""In order of choice; the first that has all letters is taken."""
NOWHERE = "\U0010ffff"
"""No font has it, so that it looks like every other letter that a font lacks."""


def find_font(text: str, size: int) -> Font | None:
    """None where no font here can write the text; of right-to-left text also where Pillow cannot shape it."""
    if reads_right_to_left(text) and not features.check("raqm"):
        return None
    letters = frozenset(letter for letter in text if not letter.isspace())
    return next((font.font_variant(size=size) for font in _fonts() if _has_all(font, letters)), None)


def reads_right_to_left(text: str) -> bool:
    """By its first strong letter (Unicode UAX #9, rules P2 and P3)."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in {"R", "AL"} for kind in strong if kind in {"L", "R", "AL"}), False)


@cache
def _fonts() -> tuple[Font, ...]:
    own = ImageFont.load_default(size=32)
    return (*([own] if isinstance(own, ImageFont.FreeTypeFont) else []), *_system_fonts())


def _system_fonts() -> Iterator[Font]:
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for path in Path(folder).expanduser().rglob("*.[to]t[fc]"):
            found.setdefault(path.name, path)
    for name in WANTED:
        if name in found:
            yield ImageFont.truetype(str(found[name]), 32)


@lru_cache(maxsize=4096)
def _has_all(font: Font, letters: frozenset[str]) -> bool:
    missing = bytes(font.getmask(NOWHERE))
    return all(bytes(font.getmask(letter)) != missing for letter in letters)
