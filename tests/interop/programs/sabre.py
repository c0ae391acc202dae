"""sabre/vobject, which reads for Nextcloud and most of what PHP does with calendars."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.interop.understood import Difference, Program, Understood

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window

READER = Path(__file__).with_suffix(".php")
# This release of sabre/vobject is older than the PHP that Debian has beside it, which PHP tells at every step.
QUIET = ("-d", "error_reporting=E_ERROR", "-d", "display_errors=stderr")


def missing() -> str | None:
    there = shutil.which("php") and Path("/usr/share/php/Sabre/VObject").is_dir()
    return None if there else "no sabre/vobject: apt install php-cli php-sabre-vobject"


def read(source: Source, window: Window) -> list[Understood]:
    command = ["php", *QUIET, str(READER), str(window.first), str(window.last)]
    done = subprocess.run(command, input=source.body, capture_output=True, check=True, timeout=120)
    answer = json.loads(done.stdout)
    assert answer["problems"] == []
    return [Understood(**event) for event in answer["events"]]


def _as_written(text: str) -> str:
    return text.replace(",", "\\,").replace(";", "\\;")


def _escaped(stated: tuple[Understood, ...]) -> tuple[Understood, ...]:
    return tuple(one._replace(summary=_as_written(one.summary or "")) for one in stated)


ESCAPED = Difference("version 2 leaves the backslash before a comma and a semicolon", _escaped, _as_written)
NO_RDATE = "version 2 knows no RDATE and shows the occurrences of the rule alone"
TEXTS = {"end unknown", "start unknown", "Pyongyang after 2015", "Korean", "10 kB", "escapes", "markup"}

PROGRAM = Program(
    name="sabre/vobject",
    suffixes=("ics",),
    read=read,
    missing=missing,
    differs={
        **dict.fromkeys((*TEXTS, *(f"emoji at fold {pad}" for pad in range(4))), ESCAPED),
        "dates alone": Difference(NO_RDATE, lambda stated: stated[:1]),
        "yearly in Pyongyang": Difference(
            NO_RDATE, lambda stated: tuple(one for one in stated if "-01-01" not in (one.start or ""))
        ),
    },
)
