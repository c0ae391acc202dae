"""What is kept of each version: its part of every feed that is made of parts, with the timeline's own options.

A part depends on its version, on the public URL, on the timeline's feed policy and on the code that renders; the
renderer's signature names all but the version. A start with another signature renders every current public version
anew (a new release, another public URL), and so does a change of the policy. Where the part of any format shows
something else, a version with the same event is appended: SEQUENCE, the stamps, the revision and every validator move
through the log and through nothing else, and programs that compare stamps see the change. Where it shows the same,
nothing moves.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from feeds import FORMATS, Entry, Options
from timeline.domain.version import RENDERER, WRITTEN_ANEW
from timeline.store import renderings, versions
from timeline.store.renderings import Kept, Rendering
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from feeds import Format
    from feeds.format import Parts
    from timeline.domain.timeline import Timeline
    from timeline.domain.version import EventVersion
    from timeline.operations.publish import Addresses
    from timeline.store.database import Connection, Database
    from timeline.store.versions import TimelineState
    from timeline.store.writer import Writer

CHUNK = 500
"""Versions of one transaction, so that writers and readers need not wait long."""
LIBRARIES = ("icalendar", "markdown-it-py", "nh3", "tzdata")


@cache
def code() -> str:
    """Names all that renders, whatever the public URL."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for folder in (root / "feeds", root / "timeline" / "domain", root / "timeline" / "operations"):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    for library in LIBRARIES:
        digest.update(metadata.version(library).encode())
    return digest.hexdigest()[:16]


def policy_of(described: Timeline) -> Options:
    """How its feeds are laid out where the request does not say otherwise."""
    return Options(described.feed.dates, described.feed.cancelled)


class FeedRenderer:
    """A `timeline.store.renderings.Renderer` of the feeds' formats."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self._name = hashlib.sha256(f"{code()} {addresses.base}".encode()).hexdigest()[:16]

    def sign(self, described: Timeline) -> str:
        return f"{self._name} {described.feed.dates} {described.feed.cancelled}"

    def render(self, version: EventVersion, described: Timeline) -> list[Rendering]:
        """One for each format that shows such a version."""
        return [
            render_part(style, style.parts, version, addresses=self.addresses, options=policy_of(described))
            for style in FORMATS.values()
            if style.parts is not None and (style.tombstones or not version.tombstone)
        ]


def render_part(
    style: Format, parts: Parts, version: EventVersion, *, addresses: Addresses, options: Options
) -> Rendering:
    part = parts.write(Entry(version, addresses.event(version.timeline, version.event.slug)), options)
    return Rendering(style.suffix, part.text, part.note)


@dataclass(slots=True)
class Renewed:
    """How many versions were looked at, and the revisions of those that were appended since they show something
    else now.
    """

    versions: int = 0
    rewritten: set[int] = field(default_factory=set)


def count_outdated(database: Database) -> int:
    """Current public versions whose renderings are another renderer's or nobody's."""
    with database.snapshot() as tx:
        return sum(versions.count_current(tx, state) for state in _outdated(database, tx))


def renew(database: Database, *, now: datetime, progress: Callable[[int], None] = lambda _: None) -> Renewed:
    """Render what another renderer had rendered, some hundred versions at a time. Stopped half way, it starts again
    and finds what it had done to be the same. `progress` is told of each chunk.
    """
    total = Renewed()
    with database.snapshot() as tx:
        outdated = _outdated(database, tx)
    for state in outdated:
        after: int | None = 0
        while after is not None:
            with writing(database, state.timeline.slug, actor=RENDERER, now=now, reason=WRITTEN_ANEW) as log:
                looked_at = total.versions
                after = _renew_chunk(log, after, total)
            progress(total.versions - looked_at)
    return total


def repair(database: Database, *, now: datetime, progress: Callable[[int], None] = lambda _: None) -> int:
    """Make again what our own renderer is said to have made; gives how many versions had something else."""
    with database.snapshot() as tx:
        outdated = _outdated(database, tx)
        ours = [one for one in versions.list_timelines(tx, hidden=True) if database.renderer and one not in outdated]
    return sum(_repair_timeline(database, one.timeline.slug, now, progress) for one in ours)


def _repair_timeline(database: Database, slug: str, now: datetime, progress: Callable[[int], None]) -> int:
    wrong, after, more = 0, 0, True
    while more:
        with writing(database, slug, actor=RENDERER, now=now) as log:
            found = renderings.list_kept(log.tx, log.state, after, CHUNK)
            for one in found:
                rendered = log.render(one.version)
                if one.renderings != {each.format: each for each in rendered}:
                    log.keep(one.version, rendered)
                    wrong += 1
        more = len(found) == CHUNK
        after = found[-1].version.revision if found else after
        progress(len(found))
    return wrong


def describe(log: Writer, described: Timeline) -> None:
    """Give a timeline another description. Another feed policy shows its events in another way."""
    before = log.state.timeline.feed
    kept = log.renders
    log.describe(described)
    if not kept or before == described.feed:
        return
    after: int | None = 0
    with log.told(actor=RENDERER, reason=WRITTEN_ANEW):
        while after is not None:
            after = _renew_chunk(log, after, Renewed())
            log.flush()


def _outdated(database: Database, tx: Connection) -> list[TimelineState]:
    renderer = database.renderer
    if renderer is None:
        return []
    return [
        one
        for one in versions.list_timelines(tx, hidden=True)
        if one.lacking or one.renderer != renderer.sign(one.timeline)
    ]


def _renew_chunk(log: Writer, after: int, total: Renewed) -> int | None:
    """Where the next chunk starts; None when there is none, and the timeline is signed."""
    found = renderings.list_kept(log.tx, log.state, after, CHUNK)
    for one in found:
        if one.version.revision not in total.rewritten:
            _renew_version(log, one, total)
    if len(found) == CHUNK:
        return found[-1].version.revision
    log.sign()
    return None


def _renew_version(log: Writer, kept: Kept, total: Renewed) -> None:
    total.versions += 1
    rendered = log.render(kept.version)
    if any(_shows_another(kept.renderings.get(one.format), one) for one in rendered):
        appended = log.append(kept.version.event, replaces=kept.version, tombstone=kept.version.tombstone)
        log.keep(appended, log.render(appended))
        total.rewritten.add(appended.revision)
    elif kept.renderings != {one.format: one for one in rendered}:
        log.keep(kept.version, rendered)


def _shows_another(before: Rendering | None, after: Rendering) -> bool:
    """Where nothing was kept, nothing is known to have been shown otherwise."""
    parts = FORMATS[after.format].parts
    if before is None or parts is None or before.text == after.text:
        return False
    return parts.unstamped(before.text) != parts.unstamped(after.text)
