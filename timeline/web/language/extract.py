"""Every message that templates, code and scripts say, for the catalogues and for the test that compares them.

`python -m timeline.web.language.extract` adds what is new to each catalogue, empty, and drops what nobody says now;
`python -m timeline.web.language.extract fr` begins a catalogue.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

from timeline.web.language.catalogue import FOLDER, read_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
PACKAGES = ("timeline", "feeds")
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python"), ("**/static/**.js", "javascript")]
KEYWORDS = {**DEFAULT_KEYWORDS, "phrase": None, "phrases": (1, 2)}
OPTIONS = {"**/templates/**.html": {"trimmed": "true"}}


def messages(method: str | None = None) -> Catalog:
    """All, or those that one kind of source says: `jinja2`, `python` or `javascript`."""
    found = Catalog(fuzzy=False)
    chosen = [one for one in METHODS if method in {None, one[1]}]
    for path, line, message, _, context in _extracted(chosen):
        found.add(message, locations=[(path, line)], context=context)
    return found


def _extracted(
    methods: list[tuple[str, str]],
) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    for package in PACKAGES:
        yield from extract_from_dir(ROOT / package, methods, OPTIONS, KEYWORDS)


def updated(code: str) -> bytes:
    """The catalogue with what is said now, as gettext writes it."""
    known = (FOLDER / f"{code}.po").exists()
    catalogue = read_catalogue(code) if known else Catalog(locale=code, fuzzy=False)
    catalogue.update(messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    written = BytesIO()
    write_po(written, catalogue, width=120, no_location=True, sort_output=True)
    return written.getvalue().rstrip() + b"\n"


if __name__ == "__main__":
    for code in sys.argv[1:] or [path.stem for path in FOLDER.glob("*.po")]:
        (FOLDER / f"{code}.po").write_bytes(updated(code))
