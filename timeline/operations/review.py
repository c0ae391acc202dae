"""What a careful editor would ask of a timeline, of a file, and of what an import would make of a timeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import NotFound
from timeline.domain.history import LogEntry
from timeline.domain.lint import lint
from timeline.domain.query import EventQuery
from timeline.importers.importer import About, Found, Logged
from timeline.operations.browse import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.domain import lint as rules
    from timeline.domain.errors import Problem
    from timeline.domain.event import Event, EventDraft
    from timeline.importers.importer import Finding
    from timeline.operations.access import Access
    from timeline.store.database import Database

MOST = 20_000
"""Events of a timeline, or of a file, that the rehearsal of an import looks over: they are all held in memory."""


@dataclass(slots=True)
class Review:
    """`problems` cost the file a value or an event, so that the rules could not see it; `warnings` nothing."""

    findings: list[rules.Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def review_timeline(database: Database, slug: str, access: Access) -> Review:
    """Raises NotFound."""
    with reading(database, slug, access) as found:
        events = [version.event for version in found.events(EventQuery()).versions]
        return Review(lint(events, found.state.timeline.aliases))


def review_file(findings: Iterable[Finding]) -> Review:
    """Of any format; of a log, what it leaves in the end. Raises InvalidImport."""
    review, aliases = Review(), dict[str, str]()
    events: dict[str, EventDraft] = {}
    for finding in findings:
        if isinstance(finding, About):
            aliases = read_aliases(finding)
        elif isinstance(finding, Found):
            events[finding.where] = finding.draft
        elif isinstance(finding, Logged):
            _take_entry(events, LogEntry.parse(finding.entry))
        else:
            (review.problems if finding.lost else review.warnings).append(finding.problem)
    review.findings = lint(list(events.values()), aliases)
    return review


def _take_entry(events: dict[str, EventDraft], entry: LogEntry) -> None:
    if entry.event is not None:
        events.pop(entry.event.uid, None)
        if not entry.tombstone:
            events[entry.event.uid] = entry.event


def read_aliases(about: About) -> dict[str, str]:
    """What the file says of actors' names; what is none is for the import to refuse."""
    given: Any = about.fields.get("aliases")
    return {str(one): str(other) for one, other in given.items()} if isinstance(given, dict) else {}


def review_import(
    database: Database, slug: str, events: Mapping[str, Event], aliases: Mapping[str, str], access: Access
) -> list[rules.Finding] | None:
    """What there would be to ask with these events, by uid, and is not now; None where there are too many to look
    over.
    """
    present: dict[str, Event] = {}
    try:
        with reading(database, slug, access) as found:
            if found.count(EventQuery()) + len(events) > MOST:
                return None
            present = {version.uid: version.event for version in found.events(EventQuery()).versions}
            aliases = {**found.state.timeline.aliases, **aliases}
    except NotFound:
        if len(events) > MOST:
            return None
    known = {str(one) for one in lint(list(present.values()), aliases)}
    return [one for one in lint(list((present | dict(events)).values()), aliases) if str(one) not in known]
