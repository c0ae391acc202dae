"""Appending to a timeline's log: the only code that writes to it.

The timeline's row is locked first, so writers of one timeline come one after the other and revisions commit in
order, without a gap: a revision is taken inside the transaction that uses it. Rows are gathered and inserted
together, so that an import of ten thousand events is a few statements.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.errors import AlreadyRecorded, NotFound
from timeline.domain.search import words_of
from timeline.domain.version import EventVersion, write_document
from timeline.store import renderings, versions
from timeline.store.derived import TABLES, derive_columns
from timeline.store.dialects import dialect
from timeline.store.notices import notify
from timeline.store.tables import event_version, timeline, timeline_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from timeline.domain.event import Event
    from timeline.domain.search import Words
    from timeline.domain.timeline import Timeline
    from timeline.store.database import Database
    from timeline.store.renderings import Renderer, Rendering
    from timeline.store.versions import TimelineState


SECOND = timedelta(seconds=1)


class Writer:
    """`now` never runs backwards within a timeline: the log's order is the order of its instants too."""

    def __init__(
        self,
        tx: Connection,
        state: TimelineState,
        *,
        actor: str,
        reason: str | None,
        now: datetime,
        renderer: Renderer | None = None,
    ) -> None:
        self.tx = tx
        self.renderer = renderer
        self.state = state
        self.actor = actor
        self.reason = reason
        self.now = max(now, state.changed_at)
        self._versions: list[dict[str, Any]] = []
        self._words: list[tuple[int, int, Words]] = []
        self._derived: dict[sa.Table, list[dict[str, Any]]] = {table: [] for table in TABLES}
        self._superseded: list[dict[str, Any]] = []
        self._outworn: list[int] = []
        self._rendered: dict[int, Sequence[Rendering]] = {}
        self._described: list[Timeline] = []
        self._stored = state
        self._loaded = state

    def append(self, event: Event, *, replaces: EventVersion | None = None, tombstone: bool = False) -> EventVersion:
        """The next version of this event; `replaces` is its current one, None for a new event."""
        revision = self._take_revision(public=is_public_change(event, replaces))
        published = event.publication == "published" and not tombstone
        first: tuple[datetime | None, int | None] = (self.now, revision) if published else (None, None)
        if replaces is not None and replaces.published_revision is not None:
            first = (replaces.published_at, replaces.published_revision)
        appended = EventVersion(
            timeline=self.state.timeline.slug,
            revision=revision,
            superseded_by=None,
            recorded_at=self.now,
            recorded_by=self.actor,
            reason=self.reason,
            sequence=replaces.sequence + 1 if replaces else 0,
            published_at=first[0],
            tombstone=tombstone,
            event=event,
            published_revision=first[1],
        )
        self._gather(appended, replaces)
        if appended.public and self.renders:
            self.keep(appended, self.render(appended))
        elif appended.public and self.state.renderer is not None:
            self.state = replace(self.state, lacking=True)
        return appended

    @property
    def renders(self) -> bool:
        """Whether the renderings of this timeline are our renderer's."""
        return self.renderer is not None and self.state.renderer == self.renderer.sign(self.state.timeline)

    def render(self, version: EventVersion) -> Sequence[Rendering]:
        return () if self.renderer is None else self.renderer.render(version, self.state.timeline)

    def keep(self, version: EventVersion, rendered: Sequence[Rendering]) -> None:
        """Beside a current version, in the place of what is kept of it."""
        self._outworn.append(version.revision)
        self._rendered[version.revision] = rendered

    def sign(self) -> None:
        """Our renderer's renderings are all there from now on."""
        if self.renderer is not None:
            name = self.renderer.sign(self.state.timeline)
            since = self.state.renderer_since if name == self.state.renderer else self._own_second()
            self.state = replace(self.state, renderer=name, renderer_since=since, lacking=False)

    @contextmanager
    def told(self, *, actor: str, reason: str) -> Iterator[None]:
        """What is appended meanwhile is somebody else's doing."""
        before = self.actor, self.reason
        self.actor, self.reason = actor, reason
        yield
        self.actor, self.reason = before

    def describe(self, described: Timeline) -> None:
        """A new version of the timeline's own description: a public change like any other. Stored at once, under
        the revision that it took.
        """
        self._take_revision(public=True)
        self._described.append(described)
        self.state = replace(self.state, timeline=described)
        self.flush()

    def _take_revision(self, *, public: bool) -> int:
        revision = self.state.revision + 1
        self.state = replace(self.state, revision=revision, changed_at=self.now)
        if public:
            moment = self._own_second()
            self.state = replace(self.state, public_revision=revision, public_changed_at=moment)
        return revision

    def _own_second(self) -> datetime:
        """A whole second that no earlier public state of the timeline has, so that its date tells it from all others,
        whatever the clock does. What one transaction changes appears together.
        """
        return max(self.now, self._loaded.changed_second + SECOND).replace(microsecond=0)

    def _gather(self, appended: EventVersion, replaces: EventVersion | None) -> None:
        key = {"timeline_id": self.state.id, "revision": appended.revision}
        if replaces is not None:
            self._outworn.append(replaces.revision)
            self._superseded.append({"before": replaces.revision, "after": appended.revision})
        self._versions.append(
            {
                **key,
                "uid": appended.uid,
                "superseded_by": None,
                "recorded_at": appended.recorded_at,
                "recorded_by": appended.recorded_by,
                "reason": appended.reason,
                "sequence": appended.sequence,
                "published_at": appended.published_at,
                "published_revision": appended.published_revision,
                "document": write_document(appended.event, tombstone=appended.tombstone),
                **derive_columns(appended.event, tombstone=appended.tombstone),
            }
        )
        self._words.append((self.state.id, appended.revision, words_of(appended.event)))
        for table, derive in TABLES.items():
            self._derived[table] += [{**key, **row} for row in derive(appended.event)]

    def flush(self) -> None:
        """Store what was gathered: the versions replaced first, since an event has one current version. May be
        called between steps of one transaction, so that each reads what those before it wrote, and so that what
        an import gathers stays small.
        """
        if self.state == self._stored and not self._rendered:
            return
        if self._superseded:
            self.tx.execute(_SUPERSEDE, [{**row, "of": self.state.id} for row in self._superseded])
        renderings.drop(self.tx, self.state, self._outworn)
        if self._versions:
            self.tx.execute(sa.insert(event_version), self._versions)
        for table, rows in self._derived.items():
            if rows:
                self.tx.execute(sa.insert(table), rows)
        dialect(self.tx).add(self.tx, self._words)
        renderings.add(self.tx, self.state, self._rendered)
        for described in self._described:
            self._store_description(described)
        self.tx.execute(
            _MOVE_ON,
            {
                "of": self.state.id,
                "slug": self.state.timeline.slug,
                "visibility": self.state.timeline.visibility,
                **{name: getattr(self.state, name) for name in MOVING},
            },
        )
        self._stored = self.state
        for gathered in (self._superseded, self._versions, *self._derived.values()):
            gathered.clear()
        self._words.clear()
        self._outworn.clear()
        self._rendered.clear()
        self._described.clear()

    def _store_description(self, described: Timeline) -> None:
        revision = self.state.revision
        current = (
            timeline_version.c.timeline_id == self.state.id,
            timeline_version.c.superseded_by.is_(None),
        )
        self.tx.execute(sa.update(timeline_version).where(*current).values(superseded_by=revision))
        self.tx.execute(
            sa.insert(timeline_version).values(
                timeline_id=self.state.id,
                revision=revision,
                recorded_at=self.now,
                recorded_by=self.actor,
                reason=self.reason,
                document=described.document(),
            )
        )


MOVING = (
    "revision", "changed_at", "public_revision", "public_changed_at", "renderer", "renderer_since", "lacking",
)  # fmt: skip
"""Of a timeline's row, what its state has too."""
_MOVE_ON = (
    sa.update(timeline)
    .where(timeline.c.id == sa.bindparam("of"))
    .values({name: sa.bindparam(name) for name in ("slug", "visibility", *MOVING)})
)
_SUPERSEDE = (
    sa.update(event_version)
    .where(event_version.c.timeline_id == sa.bindparam("of"), event_version.c.revision == sa.bindparam("before"))
    .values(superseded_by=sa.bindparam("after"))
)
_LOCK = sa.select(timeline.c.id).where(timeline.c.slug == sa.bindparam("of_slug")).with_for_update()


def is_public_change(event: Event, replaces: EventVersion | None) -> bool:
    """Whether the public sees a difference: the event now, or the one that was there before."""
    seen_before = replaces is not None and replaces.public
    return event.publication == "published" or seen_before


@contextmanager
def writing(
    database: Database,
    slug: str,
    *,
    actor: str,
    now: datetime,
    reason: str | None = None,
    create: Timeline | None = None,
) -> Iterator[Writer]:
    """One transaction on one timeline, which is made from `create` where there is none; raises NotFound."""
    with database.transaction() as tx:
        if create is not None and versions.find_timeline(tx, slug) is None:
            create_timeline(tx, create, actor=actor, now=now, reason=reason, renderer=database.renderer)
        if not database.is_sqlite:  # which lets in one writer at a time
            tx.execute(_LOCK, {"of_slug": slug})
        state = versions.find_timeline(tx, slug)
        if state is None:
            raise NotFound(f'no timeline "{slug}"')
        writer = Writer(tx, state, actor=actor, reason=reason, now=now, renderer=database.renderer)
        yield writer
        writer.flush()
        public = writer.state.public_revision != state.public_revision
        if public:
            notify(tx, writer.state.timeline.slug, writer.state.public_revision)
    if public:
        database.committed(writer.state.timeline.slug, writer.state.public_revision)


def create_timeline(
    tx: Connection,
    described: Timeline,
    *,
    actor: str,
    now: datetime,
    reason: str | None = None,
    renderer: Renderer | None = None,
) -> None:
    """A timeline begins with its description, as revision 1; raises AlreadyRecorded. Of its events `renderer` makes
    the renderings that are kept.
    """
    if versions.find_timeline(tx, described.slug) is not None:
        raise AlreadyRecorded(f'there is a timeline "{described.slug}" already; choose another slug')
    second = now.replace(microsecond=0)
    moment: dict[str, Any] = {"changed_at": now, "public_changed_at": second}
    if renderer is not None:
        moment |= {"renderer": renderer.sign(described), "renderer_since": second}
    insert = (
        sa.insert(timeline)
        .values(slug=described.slug, visibility=described.visibility, revision=1, public_revision=1, **moment)
        .returning(timeline.c.id)
    )
    try:
        made = tx.execute(insert).scalar_one()
    except sa.exc.IntegrityError as error:
        raise AlreadyRecorded(f'a timeline "{described.slug}" was made meanwhile; choose another slug') from error
    tx.execute(
        sa.insert(timeline_version).values(
            timeline_id=made,
            revision=1,
            recorded_at=now,
            recorded_by=actor,
            reason=reason,
            document=described.document(),
        )
    )
