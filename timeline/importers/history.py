"""A whole log, as `timeline export --history` writes it: see `timeline.domain.history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.history import HISTORY
from timeline.importers import jsontext
from timeline.importers.importer import About, Importer, Logged, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.importers.importer import Finding, Source


def read(source: Source) -> Iterator[Finding]:
    """The entries are checked by whoever replays them: each is right only after the one before it."""
    head = jsontext.around(source, ["log"])
    if head.get("format") != HISTORY:
        raise refused("/format", f'is {str(head.get("format"))[:60]!r}; this release reads "{HISTORY}"')
    if not isinstance(head.get("timeline"), dict) or not isinstance(head.get("log"), list):
        raise refused("", "a log needs timeline, an object, and log, a list")
    yield About(head["timeline"], complete=True)
    for index, entry, position in jsontext.items(source, "log"):
        if not isinstance(entry, dict):
            raise refused(f"/log/{index}", "is not an object")
        yield Logged(f"/log/{index}", entry, position)


IMPORTER = Importer(
    name="history",
    title="Timeline log",
    suffixes=("json",),
    use="Every version of a timeline, as `timeline export --history` writes it: into an empty database, the same log.",
    recognises=lambda head, _: jsontext.has_member(head, "format", "timeline-log/"),
    read=read,
    rank=0,
)
