"""node-ical, which is in most of what JavaScript does with calendars."""

from __future__ import annotations

from functools import partial

from tests.interop import node
from tests.interop.understood import Difference, Program, Understood

NO_RDATE = "it knows no RDATE and shows the occurrences of the rule alone"


def _without_backslash(stated: tuple[Understood, ...]) -> tuple[Understood, ...]:
    r"""Of `\\n` it makes a backslash and a line break."""
    return tuple(
        one._replace(summary=(one.summary or "").replace("\\n", "\\\n").replace("\\N", "\\\n")) for one in stated
    )


PROGRAM = Program(
    name="node-ical",
    suffixes=("ics",),
    read=partial(node.read, "node-ical"),
    missing=node.missing,
    differs={
        "dates alone": Difference(NO_RDATE, lambda stated: stated[:1]),
        "yearly in Pyongyang": Difference(
            NO_RDATE, lambda stated: tuple(one for one in stated if "-01-01" not in (one.start or ""))
        ),
        "escapes": Difference("it takes the n after a backslash for a line break", _without_backslash),
    },
)
