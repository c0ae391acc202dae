"""Every message that templates and code say, for the catalogues and for the test that compares them.

`python -m timeline.web.language.extract` adds what is new to each catalogue, empty, and drops what nobody says now.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from timeline.web.language.catalogue import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[2]
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {**DEFAULT_KEYWORDS, "phrase": None}
OPTIONS = {"**/templates/**.html": {"trimmed": "true"}}


def messages() -> Catalog:
    found = Catalog(fuzzy=False)
    for path, line, message, _, context in _extracted():
        found.add(message, locations=[(path, line)], context=context)
    return found


def _extracted() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    return extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS)


def update() -> None:
    template = messages()
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, no_location=True, sort_output=True, omit_header=False)


if __name__ == "__main__":
    update()
