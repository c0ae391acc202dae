"""The picture that a link preview shows: 1200 by 630, drawn here, with the fonts that this machine has.

No font is shipped. Latin text takes Pillow's own; other scripts a font of the system's that has every letter, and
where there is none the line is left out rather than drawn as boxes: the page's own text says it anyway.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from timeline.web.drawing.fonts import find_font, reads_right_to_left

if TYPE_CHECKING:
    from timeline.web.drawing.fonts import Font
    from timeline.web.drawing.strip import Strip

SIZE = WIDTH, HEIGHT = 1200, 630
PAPER, INK, MUTED, LINE, ACCENT = "#fbfaf7", "#1b1f23", "#565d66", "#dedbd3", "#1d4ed8"
MARGIN = 72
TITLE = 62
LINES = 4
PLAIN = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "≈": "about "})


@dataclass(frozen=True)
class Card:
    """`title` large, `date` above it, `source` and `timeline` below; `strip` as on the page."""

    title: str
    date: str
    badge: str
    timeline: str
    strip: Strip | None = None


@lru_cache(maxsize=64)
def draw_card(card: Card) -> bytes:
    """A PNG."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
    _line(pen, card.date, 64, 38, ACCENT)
    for number, line in enumerate(_wrap(card.title)):
        _line(pen, line, 136 + number * 74, TITLE, INK)
    _line(pen, card.badge, 466, 32, MUTED)
    if card.strip is not None:
        _strip(pen, card.strip, 540)
    _line(pen, card.timeline, 574, 28, MUTED)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _wrap(text: str) -> list[str]:
    """Letters of East Asia are twice as wide, and their words have no spaces between them."""
    wide = sum(ord(letter) > 0x1100 for letter in text) > len(text) / 3  # noqa: PLR2004  Hangul Jamo, and after
    return textwrap.wrap(text, 17 if wide else 32, max_lines=LINES, placeholder=" …")


def _writable(text: str, size: int) -> tuple[str, Font | None]:
    """With plain marks where no font here has the fine ones."""
    fine = find_font(text, size)
    return (text, fine) if fine is not None else (text.translate(PLAIN), find_font(text.translate(PLAIN), size))


def _line(pen: ImageDraw.ImageDraw, text: str, y: int, size: int, colour: str) -> None:
    text, font = _writable(text, size)
    if font is None:
        return
    while text and pen.textlength(text, font=font) > WIDTH - 2 * MARGIN:
        text = text.removesuffix("…")[:-1] + "…"
    if reads_right_to_left(text):
        pen.text((WIDTH - MARGIN, y), text, font=font, fill=colour, anchor="ra", direction="rtl")
    else:
        pen.text((MARGIN, y), text, font=font, fill=colour)


def _strip(pen: ImageDraw.ImageDraw, strip: Strip, y: int) -> None:
    span = WIDTH - 2 * MARGIN
    pen.line((MARGIN, y, WIDTH - MARGIN, y), fill=LINE, width=6)
    left, right = (MARGIN + span * part / 100 for part in (strip.whole.start, strip.whole.start + strip.whole.width))
    pen.rounded_rectangle((left - 8, y - 11, right + 8, y + 11), 11, fill=PAPER, outline=ACCENT, width=4)
    if strip.core is not None:
        left, right = (MARGIN + span * part / 100 for part in (strip.core.start, strip.core.start + strip.core.width))
        pen.rounded_rectangle((left - 8, y - 11, right + 8, y + 11), 11, fill=ACCENT)
