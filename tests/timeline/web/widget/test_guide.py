"""docs/widget.md against the element: what is described is there, and what is there is described."""

from __future__ import annotations

import re
from pathlib import Path

from timeline.web.widget.scripts import FOLDER

GUIDE = (Path(__file__).parents[4] / "docs" / "widget.md").read_text(encoding="utf-8")
LOADER = (FOLDER / "event-timeline.js").read_text(encoding="utf-8")
SOURCE = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js")))


def section(name: str) -> str:
    return GUIDE.partition(f"## {name}\n")[2].partition("\n## ")[0]


def first_cells(text: str) -> set[str]:
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for cell in rows for name in re.findall(r"`([^`]+)`", cell)}


def test_every_attribute_is_described() -> None:
    listed = re.search(r"const ATTRIBUTES = \[(.*?)\]", LOADER, re.DOTALL)
    assert listed is not None
    assert first_cells(section("Attributes")) == {*re.findall(r'"([\w-]+)"', listed[1]), "beside"}


def test_every_method_is_described() -> None:
    public = re.findall(r"^  async (\w+)\(", LOADER, re.MULTILINE)
    assert {name.partition("(")[0] for name in first_cells(section("Methods"))} == set(public)


def test_every_event_is_described() -> None:
    sent = {f"timeline:{name}" for name in re.findall(r'emit\([\w.]+, "(\w+)"', SOURCE)}
    assert first_cells(section("Events")) == sent


def test_every_part_and_property_is_described() -> None:
    parts = set(re.findall(r'part: "([\w-]+)"|"part", "([\w-]+)"', SOURCE))
    described = set(re.findall(r"`([\w-]+)`", section("Style").partition("Marks are")[0]))
    assert described - {"event-timeline::part(…)"} == {one or other for one, other in parts}
    properties = set(re.findall(r"var\((--tl-[\w-]+),", SOURCE)) - {"--tl-height", "--tl-reserve"}
    assert set(re.findall(r"`(--tl-[\w-]+)`", section("Style"))) == properties
