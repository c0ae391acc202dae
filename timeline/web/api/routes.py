"""The registry of endpoints: what each takes and gives, from which come its route and its checks.

An endpoint is one decorated function. Its parameters reach it as arguments, parsed; one that it does not name is
refused with the names of those that it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request
from werkzeug.routing import BaseConverter

from timeline.web.params import read_own, read_query, refuse_others

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import BaseModel

    from timeline.domain.query import Parameter
    from timeline.operations.access import Scope

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


class UidConverter(BaseConverter):
    """Any text: a uid may hold slashes, and servers decode %2F before they route. `/versions` at its end is the
    address of the event's versions, so an event whose uid ends like that is read in lists only.
    """

    regex = ".+?"
    part_isolating = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`gives` is the shape of its answer. `scope` is what a caller's token needs, None where everybody may ask.
    `query` are its own parameters; with `selects` it takes those of an EventQuery too, and its function gets
    `query`.
    """

    method: str
    rule: str
    view: Callable[..., Response]
    gives: type[BaseModel]
    scope: Scope | None = None
    query: tuple[Parameter, ...] = ()
    selects: bool = False

    def arguments(self) -> dict[str, Any]:
        """Of this request; raises InvalidQuery."""
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
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Enter a function into the registry and serve it. `rule` is Flask's, below /api/v1."""

    def enter(view: Callable[..., Response]) -> Callable[..., Response]:
        one = Endpoint(method, rule, view, gives, scope, tuple(query), selects)
        ENDPOINTS.append(one)

        @wraps(view)
        def serve(**path: Any) -> Response:
            return view(**path, **one.arguments())

        blueprint.add_url_rule(rule, view_func=serve, methods=[method], merge_slashes=False)
        return view

    return enter
