"""What an import would do, as a table for people: one line for each event that would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.domain.version import changes

if TYPE_CHECKING:
    from timeline.domain.event import Event
    from timeline.domain.version import EventVersion
    from timeline.operations.ingest import Outcome

WORDS = {"imported": "new", "revised": "revised", "unchanged": "unchanged", "withdrawn": "withdrawn"}
MOST = 200
"""Lines of each kind."""


class Rehearsal:
    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._counts = dict.fromkeys(WORDS, 0)

    def note(self, outcome: Outcome, event: Event, before: EventVersion | None) -> None:
        self._counts[outcome] += 1
        if not self._shown or outcome == "unchanged" or self._counts[outcome] > MOST:
            return
        fields = [] if before is None or outcome != "revised" else [one.field for one in changes(before.event, event)]
        tail = f"  ({', '.join(fields)})" if fields else ""
        click.echo(f"{WORDS[outcome]:<10} {event.when.describe():<24} {event.title}{tail}")

    def conclude(self) -> None:
        if not self._shown:
            return
        for outcome, count in self._counts.items():
            if outcome == "unchanged" and count:
                click.echo(f"{WORDS[outcome]:<10} {count} more")
            elif count > MOST:
                click.echo(f"{WORDS[outcome]:<10} and {count - MOST} more")
