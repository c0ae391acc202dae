"""Query string ⇄ EventQuery, feed options and page options: the only translator."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlencode

from feeds import Options
from timeline.domain.errors import InvalidQuery
from timeline.domain.parameter import parse_value, unknown_parameter
from timeline.domain.query import EventQuery, parse_query
from timeline.domain.timeline import CalendarDates, CancelledEvents
from timeline.web.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from timeline.domain.parameter import Parameter
    from timeline.domain.timeline import FeedPolicy

OPTIONS: dict[str, tuple[str, ...]] = {
    "dates": get_args(CalendarDates),
    "cancelled": get_args(CancelledEvents),
}
"""How a calendar is laid out; pages and other feeds accept them too, so that one query string serves all."""

PAGE_OPTIONS: dict[str, tuple[str, ...]] = {
    "lang": tuple(LANGUAGES),
    "dir": ("ltr", "rtl"),
    "theme": ("auto", "light", "dark"),
    "view": ("lanes", "list", "both"),
    "lane": ("category", "tag", "actor", "place", "source", "verification", "status"),
    "e": (),
}
"""How a page looks, never what it finds: pages and the framed view alone take them. `e` is the selected event's slug,
so it has no list of choices.
"""


@dataclass(frozen=True, slots=True)
class PageOptions:
    lang: str | None = None
    dir: str | None = None
    theme: str | None = None
    view: str | None = None
    lane: str | None = None
    e: str | None = None

    def pairs(self) -> list[tuple[str, str]]:
        asked = ((one.name, getattr(self, one.name)) for one in fields(self))
        return [(name, value) for name, value in asked if value is not None]


def read_query(pairs: Iterable[tuple[str, str]], others: Iterable[str] = ()) -> EventQuery:
    """`others` are parameters that the caller reads itself; raises InvalidQuery, for OPTIONS too."""
    given = list(pairs)
    chosen_options(given)
    return parse_query(given, known=(*OPTIONS, *others))


def chosen_options(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that the request itself gives, in the order of OPTIONS; raises InvalidQuery."""
    given: dict[str, str] = {}
    for name, text in pairs:
        if name in given:
            raise InvalidQuery(f"{name} is given twice; give it once")
        if name in OPTIONS:
            given[name] = _choice(name, text, OPTIONS)
    return [(name, given[name]) for name in OPTIONS if name in given]


def read_own(pairs: Iterable[tuple[str, str]], own: Mapping[str, Parameter]) -> dict[str, Any]:
    """Values of these parameters alone, a tuple of those that may repeat; raises InvalidQuery."""
    given: dict[str, Any] = {}
    for name, text in pairs:
        if name not in own:
            continue
        value = parse_value(own[name], text)
        if own[name].narrows:
            given[name] = (*given.get(name, ()), value)
        elif name in given:
            raise InvalidQuery(f"{name} is given twice; give it once")
        else:
            given[name] = value
    return given


def refuse_others(pairs: Iterable[tuple[str, str]], known: Collection[str]) -> None:
    """Raises UnknownFilter."""
    for name, _ in pairs:
        if name not in known:
            raise unknown_parameter(name, sorted(known))


def read_page_options(pairs: Iterable[tuple[str, str]]) -> PageOptions:
    """The last of each, if it is given twice; raises InvalidQuery."""
    return PageOptions(**{name: _choice(name, text, PAGE_OPTIONS) for name, text in pairs if name in PAGE_OPTIONS})


CORRECTIONS = ("updated_since", "limit", "cursor", "sort")
"""What a list of corrections is asked by; it has one order, the newest first."""


def read_corrections(pairs: Iterable[tuple[str, str]]) -> EventQuery:
    """Raises InvalidQuery."""
    asked = list(pairs)
    refuse_others(asked, CORRECTIONS)
    if {text for name, text in asked if name == "sort"} - {"-updated"}:
        raise InvalidQuery("sort of corrections is -updated; leave it out")
    return parse_query([*(pair for pair in asked if pair[0] != "sort"), ("sort", "-updated")])


def read_options(pairs: Iterable[tuple[str, str]], policy: FeedPolicy) -> Options:
    """The timeline's own policy, where the request does not say otherwise; raises InvalidQuery."""
    chosen = {"dates": policy.dates, "cancelled": policy.cancelled, **dict(chosen_options(pairs))}
    return Options(**chosen)  # type: ignore[arg-type]  # checked against the same literals


def _choice(name: str, text: str, table: Mapping[str, tuple[str, ...]]) -> str:
    if table[name] and text not in table[name]:
        raise InvalidQuery(f'{name}="{text[:60]}" is none of {", ".join(table[name])}')
    return text


def write_query(query: EventQuery) -> str:
    return urlencode(query.pairs())
