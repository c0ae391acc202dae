"""Making a timeline, and changing what it says of itself: for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidEvent, NotFound, Problem, RevisionRequired, StaleRevision
from timeline.domain.problems import read_patched
from timeline.domain.timeline import Timeline
from timeline.store import request_keys, versions
from timeline.store.writer import create_timeline, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline.domain.step import Expected
    from timeline.operations.edit import Request
    from timeline.store.database import Connection, Database
    from timeline.store.versions import TimelineState


def make_timeline(database: Database, described: Timeline, request: Request) -> TimelineState:
    """Raises NotPermitted, unless the token is for all timelines, and AlreadyRecorded."""
    request.access.require("admin")
    with request.rehearsing(), database.transaction() as tx:
        state = _make(database, tx, described, request)
        request.check_rehearsal()
    return state


def _make(database: Database, tx: Connection, described: Timeline, request: Request) -> TimelineState:
    token = request.access.token
    if request.key is None or token is None:
        return _create(database, tx, described, request)
    slug = request_keys.claim(tx, token, request.key, request.digest, request.now)
    if slug is not None:
        return _get(tx, slug)
    request_keys.settle(tx, token, request.key, described.slug)
    return _create(database, tx, described, request)


def _create(database: Database, tx: Connection, described: Timeline, request: Request) -> TimelineState:
    create_timeline(tx, described, actor=request.access.name, now=request.now, renderer=database.renderer)
    return _get(tx, described.slug)


def _get(tx: Connection, slug: str) -> TimelineState:
    found = versions.find_timeline(tx, slug)
    if found is None:
        raise NotFound(f'no timeline "{slug}"')
    return found


def put_timeline(
    database: Database, slug: str, described: Timeline, expected: Expected | None, request: Request
) -> tuple[TimelineState, bool]:
    """The description as a whole, and whether the timeline is new."""
    with database.snapshot(newest=True) as tx:
        known = versions.find_timeline(tx, slug) is not None
    if not known and expected is None:
        return make_timeline(database, _same_slug(described, slug), request), True
    return _describe(database, slug, lambda _: described, expected, request), False


def patch_timeline(
    database: Database, slug: str, changes: Mapping[str, Any], expected: Expected | None, request: Request
) -> TimelineState:
    """A JSON merge patch."""
    return _describe(
        database,
        slug,
        lambda before: read_patched(Timeline, before.document(), changes),
        expected,
        request,
    )


def _describe(
    database: Database,
    slug: str,
    change: Callable[[Timeline], Timeline],
    expected: Expected | None,
    request: Request,
) -> TimelineState:
    """Raises NotFound, NotPermitted, RevisionRequired, StaleRevision, InvalidEvent."""
    request.access.require_token("admin")
    with request.rehearsing(), writing(database, slug, actor=request.access.name, now=request.now) as log:
        request.access.check("admin", log.state)
        after = _same_slug(change(log.state.timeline), slug)
        if after != log.state.timeline:
            _check_expected(log.state, expected)
            log.describe(after)
            log.flush()
        state = _get(log.tx, slug)
        request.check_rehearsal()
    return state


def _check_expected(state: TimelineState, expected: Expected | None) -> None:
    """Events move the timeline's revision too: what counts is whether its description is still what was read then."""
    if expected is None:
        raise RevisionRequired(
            f"say at which revision timeline {state.timeline.slug} was read, so that nothing is lost"
        )
    if isinstance(expected, int) and expected < state.described_revision:
        raise StaleRevision(
            f"the description of timeline {state.timeline.slug}", expected=expected, found=state.described_revision
        )


def _same_slug(described: Timeline, slug: str) -> Timeline:
    if described.slug != slug:
        problem = Problem(
            "/slug", f'is "{slug}" for ever, since links and subscriptions hold it; make another timeline'
        )
        raise InvalidEvent([problem])
    return described
