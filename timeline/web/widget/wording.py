"""The element's words in one language: a script of its own, made from the catalogue of the pages, fetched where that
language is spoken.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from timeline.web.language import LANGUAGES, language
from timeline.web.language.catalogue import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.web.language import Language

OTHERS = tuple(code for code in LANGUAGES if code != ENGLISH)
MARKED = re.compile(r'\bphrases?\("([^"]*)"(?:, "([^"]*)")?\)')
COUNTED = 200
"""Numbers enough to meet every plural form that whole numbers have."""


@cache
def write_words(folder: Path, code: str) -> str:
    """`messages`, by the English: texts, or plural forms by their category in CLDR, which Intl.PluralRules names."""
    said = language(code)
    found = {many or one: _forms(said, one, many) if many else said.gettext(one) for one, many in marked(folder)}
    return f"export const messages = {json.dumps(found, ensure_ascii=False, sort_keys=True)};\n"


def marked(folder: Path) -> set[tuple[str, str]]:
    """What the modules say: a message and "", or one and many."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))
    return {(one, many) for text in texts for one, many in MARKED.findall(text)}


def _forms(said: Language, one: str, many: str) -> dict[str, str]:
    rule = said.locale.plural_form
    forms = {rule(number): said.ngettext(one, many, number) for number in range(COUNTED)}
    return {"other": said.ngettext(one, many, COUNTED), **forms}
