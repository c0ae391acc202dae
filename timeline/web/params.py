"""Query string ⇄ EventQuery and feed options: the only translator."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args
from urllib.parse import urlencode

from feeds import Options
from timeline.domain.errors import InvalidQuery
from timeline.domain.query import EventQuery, parse_query
from timeline.domain.timeline import CalendarDates, CancelledEvents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.domain.timeline import FeedPolicy

OPTIONS: dict[str, tuple[str, ...]] = {
    "dates": get_args(CalendarDates),
    "cancelled": get_args(CancelledEvents),
}
"""How a calendar is laid out; pages and other feeds accept them too, so that one query string serves all."""


def read_query(pairs: Iterable[tuple[str, str]]) -> EventQuery:
    """Raises InvalidQuery."""
    return parse_query(pairs, known=OPTIONS)


def read_options(pairs: Iterable[tuple[str, str]], policy: FeedPolicy) -> Options:
    """The timeline's own policy, where the request does not say otherwise; raises InvalidQuery."""
    chosen = {"dates": policy.dates, "cancelled": policy.cancelled}
    for name, text in pairs:
        if name in OPTIONS:
            chosen[name] = _choice(name, text)  # type: ignore[assignment]  # checked against the same literals
    return Options(**chosen)  # type: ignore[arg-type]  # as above


def _choice(name: str, text: str) -> str:
    if text not in OPTIONS[name]:
        raise InvalidQuery(f'{name}="{text[:60]}" is none of {", ".join(OPTIONS[name])}')
    return text


def write_query(query: EventQuery) -> str:
    return urlencode(query.pairs())
