"""Layers, types and style, as tests, so that one command tells everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECKS = {
    "imports point down": ["lint-imports"],
    "types hold": ["mypy"],
    "style": ["ruff", "check", "."],
    "formatting": ["ruff", "format", "--check", "."],
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_tree_is_clean(name: str) -> None:
    command = CHECKS[name]
    program = [str(Path(sys.executable).with_name("lint-imports"))]
    if command != ["lint-imports"]:
        program = [sys.executable, "-m", *command]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
