"""Who may do what: the public reads what is published; a token's scope and timelines say the rest.

A token is `tl_`, eight digits that name it, and a secret of 256 random bits, of which the SHA-256 is kept: nothing
slower is needed for a secret that nobody can guess.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING, Literal, cast, get_args

from timeline.domain.errors import NotFound, NotPermitted, Unauthenticated
from timeline.store import tokens, versions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from timeline.store.database import Database
    from timeline.store.tokens import Token
    from timeline.store.versions import TimelineState

Scope = Literal["read-drafts", "write", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""Each includes those before it: who may change a draft may see it."""

SHAPE = re.compile(r"tl_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
NOTED = timedelta(minutes=1)
"""A token's last use is known to the minute, so that reading with one does not write each time."""


@dataclass(frozen=True, slots=True)
class Access:
    """What one caller may do. `name` is who the log names as the author; `timelines` are ids, None for all;
    `token` is the id of the token, None for the public.
    """

    name: str = "public"
    scope: Scope | None = None
    timelines: frozenset[int] | None = frozenset()
    token: int | None = None
    unnoted: bool = False

    def may(self, scope: Scope, timeline: int | None) -> bool:
        """`timeline` None stands for all of them, those that are yet to be made included."""
        if self.scope is None or SCOPES.index(self.scope) < SCOPES.index(scope):
            return False
        return self.timelines is None or timeline in self.timelines

    def require(self, scope: Scope, timeline: int | None = None) -> None:
        """Raises Unauthenticated without a token and NotPermitted with one that does not suffice."""
        self.require_token(scope)
        if not self.may(scope, timeline):
            where = "all timelines" if timeline is None else "this timeline"
            raise NotPermitted(f'this needs a token with scope "{scope}" for {where}')

    def require_token(self, scope: Scope) -> None:
        """Before anything is looked up; raises Unauthenticated."""
        if self.scope is None:
            raise Unauthenticated(f'this needs a token with scope "{scope}"; send Authorization: Bearer tl_…')

    def check(self, scope: Scope, state: TimelineState) -> None:
        """Raises NotFound where the caller may not even know of the timeline, and NotPermitted."""
        if state.timeline.visibility == "private" and not self.may("read-drafts", state.id):
            raise NotFound(f'no timeline "{state.timeline.slug}"')
        self.require(scope, state.id)


PUBLIC = Access()


def authenticate(database: Database, secret: str, now: datetime) -> Access:
    """Raises Unauthenticated, with the same words whatever is wrong with the token."""
    given = SHAPE.fullmatch(secret)
    if given is None:
        raise Unauthenticated("this is no token; one looks like tl_1a2b3c4d_… and is made by `timeline token create`")
    with database.snapshot(newest=True) as tx:
        found = tokens.find(tx, given[1])
    if found is None or not compare_digest(found.digest, _digest(secret)) or not found.valid(now):
        raise Unauthenticated("this token is not known here, or it was revoked or has expired")
    timelines = None if found.timelines is None else frozenset(found.timelines)
    unnoted = found.last_used_at is None or now >= found.last_used_at + NOTED
    return Access(found.name, cast("Scope", found.scope), timelines, found.id, unnoted)


def note_use(database: Database, access: Access, now: datetime) -> None:
    if access.unnoted and access.token is not None:
        with database.transaction() as tx:
            tokens.note_use(tx, access.token, now)


def create_token(
    database: Database,
    name: str,
    scope: Scope,
    timelines: Sequence[str] | None,
    *,
    expires_at: datetime | None,
    now: datetime,
) -> str:
    """The secret, which is told once and kept nowhere. `timelines` None for all. Raises NotFound."""
    key = secrets.token_hex(4)
    secret = f"tl_{key}_{secrets.token_urlsafe(32)}"
    with database.transaction() as tx:
        ids = None
        if timelines is not None:
            states = {slug: versions.find_timeline(tx, slug) for slug in timelines}
            missing = [slug for slug, state in states.items() if state is None]
            if missing:
                raise NotFound(f'no timeline "{missing[0]}"')
            ids = [state.id for state in states.values() if state is not None]
        tokens.add(
            tx, ids, key=key, digest=_digest(secret), name=name, scope=scope, created_at=now, expires_at=expires_at
        )
    return secret


def list_tokens(database: Database) -> list[Token]:
    with database.snapshot() as tx:
        return tokens.list_tokens(tx)


def revoke_token(database: Database, key: str, now: datetime) -> None:
    """`key` is its eight digits, or the whole token; raises NotFound."""
    given = SHAPE.fullmatch(key)
    with database.transaction() as tx:
        if not tokens.revoke(tx, given[1] if given else key, now):
            raise NotFound(f'no token "{key[:11]}"; `timeline token list` shows them')


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
