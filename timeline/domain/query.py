"""The question that page, feeds, API and command line all ask: one meaning, one table of parameters.

A parameter is one entry in PARAMETERS (name, help, parser, phrase) and, where it narrows what is found, one
clause in `timeline.store.selection`; every surface then has it. Values of one name are alternatives, names are
conditions that must all hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from timeline.domain.area import parse_box, parse_circle
from timeline.domain.cursor import Cursor
from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, Edtf, describe, parse_edtf
from timeline.domain.errors import InvalidQuery, InvalidWindow
from timeline.domain.event import Status
from timeline.domain.instant import parse_instant, write_instant
from timeline.domain.parameter import (
    Parameter,
    Switch,
    WholeNumber,
    choice,
    parse_value,
    unknown_parameter,
    whole_number,
)
from timeline.domain.provenance import Verification
from timeline.domain.search import Search, parse_search
from timeline.domain.when import Match, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Sort = Literal["date", "-date", "updated", "-updated", "published", "-published", "relevance"]
MAX_LIMIT = 1_000
LONGEST_EXPANSION = 36_525
"""Days; 100 years."""


@dataclass(frozen=True, slots=True)
class EventQuery:
    """`filters` holds, by parameter name, the alternatives asked for. `as_of` is a revision or an instant. With
    `expand` the occurrences of recurring events are told of too; it finds nothing more and nothing less.
    """

    from_: Edtf | None = None
    to: Edtf | None = None
    match: Match = "possible"
    filters: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    as_of: int | datetime | None = None
    sort: Sort = "date"
    limit: int | None = None
    cursor: Cursor | None = None
    expand: bool = False

    @property
    def window(self) -> Window | None:
        """Days; raises InvalidWindow when nothing could ever lie in it."""
        if self.from_ is None and self.to is None:
            return None
        first = OPEN_PAST if self.from_ is None else self.from_.bounds.start_earliest
        last = OPEN_FUTURE if self.to is None else self.to.bounds.end_latest
        if first > last:
            raise InvalidWindow(f"from={self.from_} is after to={self.to}; exchange them")
        return Window(first, last)

    def describe(self) -> str:
        """The conditions in words, for titles: "parade or ceremony, from Aug 2025"; "" when there are none."""
        phrases = [PARAMETERS[name].phrase(values) for name, values in self.filters.items()]
        return ", ".join([phrase for phrase in phrases if phrase] + self._window_phrases())

    def _window_phrases(self) -> list[str]:
        phrases = []
        if self.from_ is not None and self.to is not None:
            phrases.append(f"{describe(self.from_)} – {describe(self.to)}")
        elif self.from_ is not None:
            phrases.append(f"from {describe(self.from_)}")
        elif self.to is not None:
            phrases.append(f"to {describe(self.to)}")
        if phrases and self.match == "certain":
            phrases.append("certainly in that time")
        if isinstance(self.as_of, int):
            phrases.append(f"as of revision {self.as_of}")
        elif self.as_of is not None:
            phrases.append(f"as known on {write_instant(self.as_of)}")
        return phrases

    def pairs(self) -> list[tuple[str, str]]:
        """The query string that asks this again, names in the order of PARAMETERS, defaults left out."""
        asked = {
            "from": self.from_,
            "to": self.to,
            "match": None if self.match == "possible" else self.match,
            "as_of": self.as_of,
            "sort": None if self.sort == "date" else self.sort,
            "limit": self.limit,
            "cursor": self.cursor,
            "expand": "1" if self.expand else None,
        }
        values = {name: (value,) for name, value in asked.items() if value is not None} | dict(self.filters)
        return [(name, _write(value)) for name in PARAMETERS for value in values.get(name, ())]

    def without(self, name: str) -> EventQuery:
        """The same, whatever the values of this parameter."""
        return replace(self, filters={other: values for other, values in self.filters.items() if other != name})

    def narrowed(self, **changes: Any) -> EventQuery:
        return replace(self, **changes)


def _write(value: object) -> str:
    return write_instant(value) if isinstance(value, datetime) else str(value)


def _term(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; give a name or leave the parameter out")
    if len(text) > 500:  # noqa: PLR2004
        raise ValueError("is over 500 characters")
    if "\x00" in text:
        raise ValueError("has a NUL character")
    return text.strip()


def _search(text: str) -> Search:
    return parse_search(_term(text))


def _as_of(text: str) -> int | datetime:
    digits = text.isascii() and text.isdigit()
    return whole_number(text) if digits else parse_instant(text, last=True)


def _words(prefix: str = "") -> Callable[[tuple[Any, ...]], str]:
    return lambda values: prefix + " or ".join(values)


def _updated_phrase(values: tuple[Any, ...]) -> str:
    return f"updated since {write_instant(min(values))}"


def _quoted(values: tuple[Any, ...]) -> str:
    return " or ".join(f"“{value}”" for value in values)


def _areas(values: tuple[Any, ...]) -> str:
    return " or ".join(value.describe() for value in values)


PARAMETERS: dict[str, Parameter] = {
    one.name: one
    for one in (
        Parameter(
            "q",
            "Only events with all of these words, in any script; "
            '`"honour guard"` together, `weap*` as a beginning, `-draft` not there.',
            _search,
            _quoted,
        ),
        Parameter("from", "Only events on or after this date; any EDTF.", parse_edtf, narrows=False),
        Parameter("to", "Only events on or before this date; any EDTF.", parse_edtf, narrows=False),
        Parameter(
            "match",
            "How an uncertain date meets the window: `possible` (it may, the default) or `certain` (it must).",
            choice(*get_args(Match)),
            narrows=False,
        ),
        Parameter("tag", "Only events with this tag.", _term, _words()),
        Parameter("actor", "Only events in which this actor takes part; aliases count.", _term, _words()),
        Parameter("place", "Only events at, from or to this place.", _term, _words()),
        Parameter("bbox", "Only events in this box of degrees: west,south,east,north.", parse_box, _areas),
        Parameter("near", "Only events around a point: latitude,longitude,kilometres.", parse_circle, _areas),
        Parameter("source", "Only events with a source of this title or publisher.", _term, _words("source ")),
        Parameter("category", "Only events of this category.", _term, _words()),
        Parameter("status", f"One of {', '.join(get_args(Status))}.", choice(*get_args(Status)), _words()),
        Parameter(
            "verification",
            f"One of {', '.join(get_args(Verification))}.",
            choice(*get_args(Verification)),
            _words(),
        ),
        Parameter(
            "updated_since",
            "Only events changed at or after this RFC 3339 instant or day (UTC).",
            parse_instant,
            _updated_phrase,
        ),
        Parameter(
            "as_of",
            "The timeline as it was at this revision, or at this RFC 3339 instant or day (UTC).",
            _as_of,
            narrows=False,
        ),
        Parameter(
            "sort", f"One of {', '.join(get_args(Sort))}; relevance needs q.", choice(*get_args(Sort)), narrows=False
        ),
        Parameter("limit", f"Events on one page, 1 to {MAX_LIMIT:,}.", WholeNumber(1, MAX_LIMIT), narrows=False),
        Parameter(
            "cursor",
            "Where the next page starts: from `next`, never made by hand.",
            Cursor.parse,
            narrows=False,
        ),
        Parameter(
            "expand",
            "`1` to list with each recurring event its occurrences between `from` and `to`, on pages and in the API; "
            "feeds carry the rule itself.",
            Switch(),
            narrows=False,
        ),
    )
}


def parse_query(pairs: Iterable[tuple[str, str]], known: Iterable[str] = ()) -> EventQuery:
    """Read parameters; `known` are others that the caller reads itself. Raises InvalidQuery and its kin."""
    single: dict[str, Any] = {}
    filters: dict[str, tuple[Any, ...]] = {}
    others = set(known)
    for name, text in pairs:
        if name in others:
            continue
        value = parse_value(_find(name, others), text)
        if PARAMETERS[name].narrows:
            filters[name] = (*filters.get(name, ()), value)
        elif name in single:
            raise InvalidQuery(f"{name} is given twice; give it once")
        else:
            single["from_" if name == "from" else name] = value
    query = EventQuery(filters=filters, **single)
    return _checked(query)


def _checked(query: EventQuery) -> EventQuery:
    window = query.window
    if query.expand:
        _check_expansion(window)
    if query.sort == "relevance" and not any(search.wanted for search in query.filters.get("q", ())):
        raise InvalidQuery("sort=relevance is for a search; give q, or sort by date")
    if query.cursor is not None:
        query.cursor.check(query.sort)
    return query


def _check_expansion(window: Window | None) -> None:
    if window is None or window.first == OPEN_PAST or window.last == OPEN_FUTURE:
        raise InvalidWindow("expand=1 needs from and to, neither of them open; things may recur for ever")
    if window.last - window.first >= LONGEST_EXPANSION:
        raise InvalidWindow("expand=1 is for a window of at most 100 years; bring from and to closer together")


def _find(name: str, others: set[str]) -> Parameter:
    if name in PARAMETERS:
        return PARAMETERS[name]
    raise unknown_parameter(name, [*PARAMETERS, *sorted(others)])
