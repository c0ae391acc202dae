"""The element's pure parts, tested by Node's own test runner."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.widget.node import find_node
from timeline.web.widget.scripts import FOLDER
from timeline.web.widget.wording import OTHERS, write_words

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.js")))
def test_the_units_of_the_element(name: str, tmp_path: Path) -> None:
    """In a folder that says what the modules are, since Node 20 takes .js for CommonJS."""
    shutil.copytree(FOLDER, tmp_path / "widget")
    for code in OTHERS:
        (tmp_path / "widget" / f"language-{code}.js").write_text(write_words(FOLDER, code), encoding="utf-8")
    shutil.copy(HERE / name, tmp_path)
    (tmp_path / "package.json").write_text(json.dumps({"type": "module"}), encoding="utf-8")
    done = subprocess.run([find_node(), "--test", name], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
