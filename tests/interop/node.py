"""One Node process for all that is asked of the JavaScript programs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.interop.understood import Understood

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window

HERE = Path(__file__).with_name("js")


def missing() -> str | None:
    if shutil.which("node") is None:
        return "no Node: apt install nodejs npm"
    if not (HERE / "node_modules" / "node-ical").is_dir():
        return "no ical.js and node-ical: npm ci --prefix tests/interop/js"
    return None


@cache
def _reader() -> subprocess.Popen[str]:
    """Ends with this process: its standard input is closed then."""
    return subprocess.Popen(
        ["node", str(HERE / "read.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "TZ": "Asia/Seoul"},
    )


def ask(program: str, text: str, window: Window) -> list[dict[str, Any]]:
    """Raises ValueError with the program's own error."""
    reader = _reader()
    assert reader.stdin is not None
    assert reader.stdout is not None
    request = {"program": program, "text": text, "first": str(window.first), "last": str(window.last)}
    reader.stdin.write(json.dumps(request) + "\n")
    reader.stdin.flush()
    answer = json.loads(reader.stdout.readline())
    if "error" in answer:
        raise ValueError(f"{program}: {answer['error']}")
    events: list[dict[str, Any]] = answer["events"]
    return events


def read(program: str, source: Source, window: Window) -> list[Understood]:
    return [Understood(**event) for event in ask(program, source.body.decode(), window)]
