"""`python -m tests.interop`: every program, the slow ones too, and then the table in docs/interop.md.

What is given beside goes to pytest, such as `-k Thunderbird`; the table is written only where all of it ran.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.interop.table import Table

ROOT = Path(__file__).parents[2]


def main() -> int:
    table = Table()
    chosen = sys.argv[1:]
    folder = ROOT / "tests" / "interop"
    of_the_page = f"--ignore={folder / 'test_table.py'}"
    code = pytest.main([str(folder), of_the_page, "-m", "interop", *chosen], plugins=[table])
    if not chosen:
        (ROOT / "docs" / "interop.md").write_text(table.written(), encoding="utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
