from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.timeline.importers.reading import a_source, about, drafts, findings
from timeline.domain.errors import InvalidImport

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """---
title: What happened
zone: Asia/Pyongyang
---
# History
## 2025
- 2025-10-10: A parade, with [a source](https://example.org/1) #parade
- 2025-08~ – 2025-12: Mines are cleared: all of them
  Text below an item.
* **10 December 2025** - They come home
- no date here
### 44 BC: Caesar dies
Body text.

More of it.
"""


def test_items_and_headings_that_begin_with_a_date_are_events(tmp_path: Path) -> None:
    parade, mines, home, caesar = drafts(a_source(tmp_path, "a.md", TEXT))
    assert (str(parade.when.edtf), parade.title, parade.tags) == ("2025-10-10", "A parade, with a source", ("parade",))
    assert parade.citations[0].source.url == "https://example.org/1"
    assert parade.category == "History"
    assert (str(mines.when.edtf), mines.title) == ("2025-08~/2025-12", "Mines are cleared: all of them")
    assert mines.description == "Text below an item."
    assert (str(home.when.edtf), home.when.date_text) == ("2025-12-10", "10 December 2025")
    assert (str(caesar.when.edtf), caesar.description) == ("-0043", "Body text.\n\nMore of it.")


def test_front_matter_describes_the_timeline(tmp_path: Path) -> None:
    assert about(a_source(tmp_path, "a.md", TEXT)) == {"title": "What happened", "zone": "Asia/Pyongyang"}


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("a: [1", "line 3, column 1"),
        ("a: &x [1]\nb: *x", "anchors"),
        ("a: !!python/object/apply:os.system [ls]", "not YAML"),
        ("\n".join(["a: 1"] * 600), "has no end"),
    ],
)
def test_front_matter_that_cannot_be_read_says_where(tmp_path: Path, front: str, message: str) -> None:
    with pytest.raises(InvalidImport, match=message):
        findings(a_source(tmp_path, "a.md", f"---\n{front}\n---\n- 2025: x\n"))
