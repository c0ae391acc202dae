"""One Node process for all that is asked of the JavaScript programs."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.interop.child import Child
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
def _reader() -> Child:
    """In a zone of its own, which must not show in what it reads."""
    reader = Child(["node", str(HERE / "read.mjs")], {"TZ": "Asia/Seoul"})
    atexit.register(reader.stop)
    return reader


def understand(program: str, text: str, window: Window) -> list[Understood]:
    answer = _reader().ask(program=program, text=text, first=str(window.first), last=str(window.last))
    return [Understood(**event) for event in answer]


def shapes(ics: bytes, jcal: bytes) -> dict[str, list[dict[str, Any]]]:
    """The components of a calendar in both notations, as ical.js has them: "path", "names" of their properties, and
    "uid", "summary" and "description".
    """
    found: dict[str, list[dict[str, Any]]] = _reader().ask(program="shapes", ics=ics.decode(), jcal=jcal.decode())
    return found


def read(program: str, source: Source, window: Window) -> list[Understood]:
    return understand(program, source.body.decode(), window)
