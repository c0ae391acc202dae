"""newsboat, a feed reader for terminals: it subscribes, and its store tells what it read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.interop.understood import LISTED, Program, Understood, uid_of_tag

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window


def missing() -> str | None:
    return None if shutil.which("newsboat") else "no newsboat: apt install newsboat"


def read(source: Source, _window: Window) -> list[Understood]:
    with TemporaryDirectory() as home:
        folder, store = Path(home), Path(home) / "newsboat.db"
        (folder / "urls").write_text(f'"{source.url}"\n', encoding="utf-8")
        (folder / "config").touch()
        files = ["-u", folder / "urls", "-C", folder / "config", "-c", store]
        environment = {**os.environ, "HOME": home, "LC_ALL": "C.UTF-8"}
        subprocess.run(["newsboat", *files, "-x", "reload"], env=environment, check=True, timeout=120)
        with closing(sqlite3.connect(store)) as kept:
            rows = kept.execute("SELECT guid, title FROM rss_item").fetchall()
    return [Understood(uid_of_tag(guid), title) for guid, title in rows]


PROGRAM = Program(name="newsboat", suffixes=("atom",), read=read, missing=missing, tells=LISTED)
