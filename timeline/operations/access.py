"""Who may do what: the public reads what is published; a token's scope and timelines say the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from timeline.domain.errors import NotPermitted, Unauthenticated

Scope = Literal["read-drafts", "write", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""Each includes those before it: who may change a draft may see it."""


@dataclass(frozen=True, slots=True)
class Access:
    """What one caller may do. `name` is who the log names as the author; `timelines` are ids, None for all."""

    name: str = "public"
    scope: Scope | None = None
    timelines: frozenset[int] | None = frozenset()

    def may(self, scope: Scope, timeline: int | None) -> bool:
        """`timeline` None stands for all of them, those that are yet to be made included."""
        if self.scope is None or SCOPES.index(self.scope) < SCOPES.index(scope):
            return False
        return self.timelines is None or timeline in self.timelines

    def require(self, scope: Scope, timeline: int | None) -> None:
        """Raises Unauthenticated without a token and NotPermitted with one that does not suffice."""
        if self.scope is None:
            raise Unauthenticated(f'this needs a token with scope "{scope}"; send Authorization: Bearer tl_…')
        if not self.may(scope, timeline):
            raise NotPermitted(f'this token is not for scope "{scope}" on this timeline')


PUBLIC = Access()
