"""Messages by language. The `.po` files are the one source: they are read, never compiled beside it."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

ENGLISH = "en"
FOLDER = Path(__file__).parent / "catalogues"
CODES = (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))
LANGUAGES = {code: Locale.parse(code).get_display_name(code) or code for code in CODES}
"""By code, each one's own name."""


@cache
def translations(code: str) -> NullTranslations:
    """Some ten milliseconds, once a process. English is what the messages are written in."""
    path = FOLDER / f"{code}.po"
    if code == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code, abort_invalid=True))
    compiled.seek(0)
    return Translations(compiled)
