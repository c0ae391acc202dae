"""The registry of endpoints: what each takes and gives, from which come its route, its checks and its OpenAPI entry.

An endpoint is one decorated function. Its parameters reach it as arguments, parsed; one that it does not name is
refused with the names of those that it does. One that writes also gets `asked` (who asks, and how), `body` where it
takes one, and `expected` (the revision of If-Match) where it changes what is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request
from werkzeug.routing import BaseConverter

from timeline.web.api.bodies import JSON, MERGE_PATCH, has_body, limit_body, read_body
from timeline.web.api.caller import REVISION, TIMELINE_TAG, caller, expected_revision, read_request
from timeline.web.api.parameters import DRY_RUN
from timeline.web.limits import count_request
from timeline.web.params import read_own, read_query, refuse_others

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import BaseModel

    from timeline.domain.errors import TimelineError
    from timeline.domain.parameter import Parameter
    from timeline.operations.access import Scope

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.before_request
def admit() -> None:
    """Before anything is read or looked up; raises TooManyRequests, Unauthenticated."""
    limit_body()
    count_request(caller())


class UidConverter(BaseConverter):
    """Any text: a uid may hold slashes, and servers decode %2F before they route. What are addresses of their own
    beside and below an event's is none, so that each address has the methods of one rule.
    """

    regex = r"(?!batch\Z).+?(?<!/versions)(?<!/restore)"
    part_isolating = False


@dataclass(frozen=True, slots=True)
class Body:
    """`shape` of what is sent, as one of `media_types`."""

    shape: type[BaseModel]
    media_types: tuple[str, ...] = (JSON,)
    optional: bool = False

    def read(self) -> Any:
        return None if self.optional and not has_body() else read_body(self.media_types)


PATCH = (MERGE_PATCH, JSON)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`gives` is the shape of its answer; with `creates` it may be that of something new. `scope` is what a
    caller's token needs, None where everybody may ask. `query` are its own parameters; with `selects` it takes
    those of an EventQuery too, and its function gets `query`. `changes` names what If-Match is about. `raises` are
    errors that others of its kind do not have.
    """

    method: str
    rule: str
    view: Callable[..., Response]
    gives: type[BaseModel]
    scope: Scope | None = None
    query: tuple[Parameter, ...] = ()
    selects: bool = False
    takes: Body | None = None
    changes: str | None = None
    creates: bool = False
    raises: tuple[type[TimelineError], ...] = ()

    def arguments(self) -> dict[str, Any]:
        """Of this request. The token is looked at first, then the address, then the body."""
        if self.scope is not None:
            caller().require_token(self.scope)
        given = self._parameters()
        if self.scope is not None:
            given["asked"] = read_request(dry_run=given.pop("dry_run", "0") == "1")
        if self.changes is not None:
            given["expected"] = expected_revision(TIMELINE_TAG if self.changes == "timeline" else REVISION)
        if self.takes is not None:
            given["body"] = self.takes.read()
        return given

    def _parameters(self) -> dict[str, Any]:
        pairs = list(request.args.items(multi=True))
        own = {one.name: one for one in self.query}
        if not self.selects:
            refuse_others(pairs, own)
            return read_own(pairs, own)
        return {"query": read_query(pairs, own), **read_own(pairs, own)}


ENDPOINTS: list[Endpoint] = []


def endpoint(
    method: str,
    rule: str,
    *,
    gives: type[BaseModel],
    scope: Scope | None = None,
    query: Sequence[Parameter] = (),
    selects: bool = False,
    takes: Body | None = None,
    changes: str | None = None,
    creates: bool = False,
    raises: Sequence[type[TimelineError]] = (),
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Enter a function into the registry and serve it. `rule` is Flask's, below /api/v1."""

    def enter(view: Callable[..., Response]) -> Callable[..., Response]:
        own = tuple(query) if scope is None else (*query, DRY_RUN)
        one = Endpoint(method, rule, view, gives, scope, own, selects, takes, changes, creates, tuple(raises))
        ENDPOINTS.append(one)

        @wraps(view)
        def serve(**path: Any) -> Response:
            return view(**path, **one.arguments())

        blueprint.add_url_rule(rule, view_func=serve, methods=[method], merge_slashes=False)
        return view

    return enter
