"""The README's tables are made from the code. A failing test prints the table that belongs there."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds import FORMATS
from timeline.domain.query import PARAMETERS
from timeline.importers import IMPORTERS
from timeline.web.settings import settings_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


TABLES = {
    "formats": table(
        ("Format", "Address", "Standard", "For"),
        [(one.title, f"`/timelines/{{t}}.{one.suffix}`", one.spec, one.use) for one in FORMATS.values()],
    ),
    "importers": table(
        ("Format", "`--format`", "File names", "What"),
        [
            (one.title, f"`{one.name}`", ", ".join(f"`.{suffix}`" for suffix in one.suffixes), one.use)
            for one in IMPORTERS.values()
        ],
    ),
    "parameters": table(("Parameter", "Meaning"), [(f"`{one.name}`", one.help) for one in PARAMETERS.values()]),
    "settings": table(
        ("Setting", "Default", "Meaning"),
        [(f"`{name}`", f"`{default}`" if default else "", text) for name, default, text in settings_table()],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_readme_has_the_table_that_the_code_gives(name: str) -> None:
    begin, _, rest = README.partition(f"<!-- {name} -->\n")
    assert begin != README, f"no <!-- {name} --> in README.md"
    shown = rest.partition("\n\n")[0]
    assert shown == TABLES[name], f"put this below <!-- {name} -->:\n\n{TABLES[name]}"


@pytest.mark.parametrize("image", ["docs/images/timeline.png", "docs/images/phone.png"])
def test_the_pictures_of_the_readme_are_there(image: str) -> None:
    assert image in README
    assert (ROOT / image).stat().st_size < 400_000
