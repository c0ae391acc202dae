"""What an import would do, for people as a table with one line for each event that would change, and what a careful
editor would ask about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from timeline.cli.common import OWNER
from timeline.domain.version import changes
from timeline.importers.importer import About
from timeline.operations.review import MOST as MOST_REVIEWED
from timeline.operations.review import read_aliases, review_import

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.domain.event import Event
    from timeline.domain.lint import Finding as Question
    from timeline.domain.version import EventVersion
    from timeline.importers.importer import Finding
    from timeline.operations.ingest import Outcome
    from timeline.operations.maintain import Database

WORDS = {"imported": "new", "revised": "revised", "unchanged": "unchanged", "withdrawn": "withdrawn"}
MOST = 200
"""Lines of each kind."""


class Rehearsal:
    """`held`: the events are kept, to be looked over; `shown`: to people, as they come."""

    def __init__(self, *, held: bool, shown: bool) -> None:
        self._held = held
        self._shown = shown
        self._counts = dict.fromkeys(WORDS, 0)
        self._events: dict[str, Event] = {}
        self._aliases: dict[str, str] = {}
        self._questions: list[Question] | None = None

    def watch(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        for finding in findings:
            if isinstance(finding, About):
                self._aliases = read_aliases(finding)
            yield finding

    def note(self, outcome: Outcome, event: Event, before: EventVersion | None) -> None:
        self._counts[outcome] += 1
        if self._held and outcome != "withdrawn" and len(self._events) <= MOST_REVIEWED:
            self._events[event.uid] = event
        if not self._shown or outcome == "unchanged" or self._counts[outcome] > MOST:
            return
        fields = [] if before is None or outcome != "revised" else [one.field for one in changes(before.event, event)]
        tail = f"  ({', '.join(fields)})" if fields else ""
        click.echo(f"{WORDS[outcome]:<10} {event.when.describe():<24} {event.title}{tail}")

    def review(self, database: Database, slug: str) -> None:
        """Once the rehearsal is over and nothing is stored."""
        if self._held:
            self._questions = review_import(database, slug, self._events, self._aliases, OWNER)

    def report(self) -> dict[str, Any]:
        """For scripts; null where there was too much to look over."""
        if not self._held:
            return {}
        return {"findings": None if self._questions is None else [one.report() for one in self._questions]}

    def conclude(self) -> None:
        if not self._shown:
            return
        for outcome, count in self._counts.items():
            if outcome == "unchanged" and count:
                click.echo(f"{WORDS[outcome]:<10} {count} more")
            elif count > MOST:
                click.echo(f"{WORDS[outcome]:<10} and {count - MOST} more")
        self._ask()

    def _ask(self) -> None:
        if self._questions is None:
            click.echo(f"more than {MOST_REVIEWED:,} events: not looked over; `timeline lint FILE` does", err=True)
            return
        for question in self._questions[:MOST]:
            click.echo(f"lint: {question}", err=True)
        if len(self._questions) > MOST:
            click.echo(f"lint: and {len(self._questions) - MOST} more", err=True)
