"""Bring a file in, all of it or nothing: what is the same stays untouched, what differs is revised.

An event is matched by its uid. One without a uid gets a fingerprint as its uid, made of its title and its date (and,
among events that share both, of its place in their order), so that the same file brought in again finds what it
brought in before. Whoever edits another column of such a row revises the event; whoever edits its title or date
makes a new one beside the old: give rows a uid where that matters.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from slugify import slugify

from timeline.domain.errors import InvalidEvent, InvalidImport, Problem
from timeline.domain.event import Event
from timeline.domain.timeline import Timeline
from timeline.importers.importer import About, Fault, Found, Logged
from timeline.operations.rendering import describe
from timeline.operations.replay import Replay, RollBack
from timeline.operations.slugs import Slugs
from timeline.store import versions
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from timeline.domain.event import EventDraft
    from timeline.domain.native import NativeFile
    from timeline.domain.version import EventVersion
    from timeline.importers.importer import Finding
    from timeline.store.database import Database
    from timeline.store.writer import Writer

Outcome = Literal["imported", "revised", "unchanged", "withdrawn"]
NAMESPACE = uuid.UUID("6a2cf9f0-8d0a-4f5e-9d0b-0a7be2c0f7d1")
BATCH = 500
MOST_PROBLEMS = 1_000
LONGEST_SLUG = 80


@dataclass(slots=True)
class Ingested:
    """How many events were new, changed and the same; `withdrawn` ones stay withdrawn, whatever the file says.
    `problems` cost a value or an event, `warnings` nothing; `more` counts those beyond the first thousand.
    """

    timeline: str
    imported: int = 0
    revised: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    more: int = 0

    def report(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def events(self) -> int:
        return self.imported + self.revised + self.unchanged + self.withdrawn


def _ignore(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks of an import. `timeline` is the slug to bring it into, by default what the file says or is
    called (`name`). `noted` is told of each event and what becomes of it, `progress` of the bytes read so far.
    """

    timeline: str | None = None
    name: str = "imported"
    keep_going: bool = False
    dry_run: bool = False
    noted: Callable[[Outcome, Event, EventVersion | None], None] = _ignore
    progress: Callable[[int], None] = _ignore


def ingest(database: Database, file: NativeFile, *, actor: str, now: datetime) -> Ingested:
    """A whole native file that was read already, such as a seed; raises InvalidImport with every problem."""
    findings: list[Finding] = [About(file.timeline.document(), complete=True)]
    findings += [Found(f"/events/{index}", draft) for index, draft in enumerate(file.events)]
    return ingest_findings(database, findings, Wishes(), actor=actor, now=now)


def ingest_findings(
    database: Database, findings: Iterable[Finding], wishes: Wishes, *, actor: str, now: datetime
) -> Ingested:
    """One transaction for the whole file; raises InvalidImport with every problem, and nothing is stored."""
    result = Ingested("")
    about, rest = _about(iter(findings), result)
    described = describe_timeline(about, wishes, result)
    result.timeline = described.slug
    try:
        _bring_in(database, rest, about, described, wishes, result, actor=actor, now=now)
    except RollBack:
        return result
    return result


def _about(findings: Iterator[Finding], result: Ingested) -> tuple[About, Iterator[Finding]]:
    """What the file says of its timeline comes before its events, if it comes."""
    for finding in findings:
        if isinstance(finding, About):
            return finding, findings
        if not isinstance(finding, Fault):
            return About({}), chain([finding], findings)
        _note_fault(finding, result)
    return About({}), findings


def describe_timeline(about: About, wishes: Wishes, result: Ingested) -> Timeline:
    """As the file has it; of a file of others, what it has wrong is left out with a warning."""
    fields = {name: value for name, value in about.fields.items() if value not in (None, "")}
    fields.setdefault("title", wishes.name)
    fields["slug"] = wishes.timeline or fields.get("slug") or slugify(str(fields["title"]), max_length=LONGEST_SLUG)
    fields["slug"] = fields["slug"] or slugify(wishes.name, max_length=LONGEST_SLUG) or "imported"
    try:
        return Timeline.parse(fields)
    except InvalidEvent as error:
        wrong = {problem.where.split("/")[1] for problem in error.problems if problem.where}
        if about.complete or wrong & {"slug", "title"} or not wrong:
            raise InvalidImport([Problem(f"/timeline{one.where}", one.message) for one in error.problems]) from error
        result.warnings += [Problem(one.where, f"{one.message}; left out") for one in error.problems]
        return Timeline.parse({name: value for name, value in fields.items() if name not in wrong})


def _bring_in(
    database: Database,
    findings: Iterator[Finding],
    about: About,
    described: Timeline,
    wishes: Wishes,
    result: Ingested,
    *,
    actor: str,
    now: datetime,
) -> None:
    first = next(findings, None)
    if isinstance(first, Logged):
        Replay(database, described.slug, wishes, result).run(chain([first], findings))
        return
    findings = findings if first is None else chain([first], findings)
    with writing(database, described.slug, actor=actor, now=now, reason="import", create=described) as log:
        if about.complete and about.fields.get("slug") == described.slug and log.state.timeline != described:
            describe(log, described)
        Batches(log, wishes, result).run(findings)
        _check_result(result, about, wishes)
        if wishes.dry_run:
            raise RollBack


def _check_result(result: Ingested, about: About, wishes: Wishes) -> None:
    if result.problems and (not wishes.keep_going or not result.events):
        more = [Problem("", f"and {result.more:,} more")] if result.more else []
        raise InvalidImport([*result.problems, *more])
    if not result.events and not about.complete:
        raise InvalidImport([Problem("", "there is no event in this file")])


def _note_fault(fault: Fault, result: Ingested) -> None:
    kept = result.problems if fault.lost else result.warnings
    if len(kept) < MOST_PROBLEMS:
        kept.append(fault.problem)
    elif fault.lost:
        result.more += 1


class Batches:
    """Events in batches, so that looking up what is there costs two statements for five hundred of them, and memory
    stays the same however long the file is. What the file repeats is known by hashes alone.
    """

    def __init__(self, log: Writer, wishes: Wishes, result: Ingested) -> None:
        self.log = log
        self.wishes = wishes
        self.result = result
        self.slugs = Slugs(log)
        self.seen: set[int] = set()
        self.batch: list[tuple[str, EventDraft]] = []

    def run(self, findings: Iterator[Finding]) -> None:
        for finding in findings:
            if isinstance(finding, Fault):
                _note_fault(finding, self.result)
            elif isinstance(finding, Found):
                self._gather(finding)
        self._store()

    @property
    def _refused(self) -> bool:
        """Nothing more needs to be stored; the rest is read for its problems alone."""
        return bool(self.result.problems) and not self.wishes.keep_going

    def _gather(self, found: Found) -> None:
        draft = self._with_uid(found.draft)
        key = hash(draft.uid)
        if key in self.seen:
            message = f'an earlier event of this file has the uid "{draft.uid}"'
            _note_fault(Fault(Problem(f"{found.where}/uid", message)), self.result)
            return
        self.seen.add(key)
        if not self._refused:
            self.batch.append((found.where, draft))
        if len(self.batch) >= BATCH:
            self._store()
            self.wishes.progress(found.position)

    def _with_uid(self, draft: EventDraft) -> EventDraft:
        if draft.uid is not None:
            return draft
        number = 0
        while hash(made := fingerprint(draft, number)) in self.seen:
            number += 1
        return draft.model_copy(update={"uid": made})

    def _store(self) -> None:
        drafts = [draft for _, draft in self.batch]
        present = versions.find_currents(self.log.tx, self.log.state, [str(draft.uid) for draft in drafts])
        self.slugs.look_up(drafts)
        for where, draft in self.batch:
            self._store_one(where, draft, present.get(str(draft.uid)))
        self.log.flush()
        self.batch.clear()

    def _store_one(self, where: str, draft: EventDraft, before: EventVersion | None) -> None:
        slug = draft.slug or (self.slugs.free(draft) if before is None else before.event.slug)
        event = Event.model_construct(**{**draft.__dict__, "slug": slug})
        holder = self.slugs.holder(slug) if draft.slug else None
        if holder is not None and holder != event.uid:
            _note_fault(Fault(Problem(f"{where}/slug", f'"{slug}" belongs to event {holder}')), self.result)
            return
        self.slugs.take(slug, event.uid)
        outcome = _outcome(before, event)
        if outcome in {"imported", "revised"}:
            self.log.append(event, replaces=before)
        setattr(self.result, outcome, getattr(self.result, outcome) + 1)
        self.wishes.noted(outcome, event, before)


def fingerprint(draft: EventDraft, number: int = 0) -> str:
    """The uid of an event that has none; `number` tells those apart that share title and date."""
    when = draft.when
    zone = None if when.start is None else when.start.zone
    return str(uuid.uuid5(NAMESPACE, json.dumps([draft.title, when.edtf_text, zone, number])))


def _outcome(before: EventVersion | None, event: Event) -> Outcome:
    if before is None:
        return "imported"
    if before.tombstone:
        return "withdrawn"
    return "unchanged" if before.event == event else "revised"
