"""Messages by language. The `.po` files are the one source: they are read, never compiled beside it."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ENGLISH = "en"
FOLDER = Path(__file__).parent / "catalogues"
CODES = (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))
LANGUAGES = {code: Locale.parse(code).get_display_name(code) or code for code in CODES}
"""By code, each one's own name."""


@cache
def translations(code: str) -> NullTranslations:
    """Some ten milliseconds, once a process. English is what the messages are written in."""
    if code == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(code))
    compiled.seek(0)
    return Translations(compiled)


def read_catalogue(code: str) -> Catalog:
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)
