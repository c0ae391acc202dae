"""Node, for the tests of the element's pure parts."""

from __future__ import annotations

import shutil

from tests.conftest import missing


def find_node() -> str:
    found = shutil.which("node")
    if found is None:
        missing("no Node: apt install nodejs")
    return str(found)
