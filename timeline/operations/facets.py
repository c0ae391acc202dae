"""The choices that a page offers beside a query, each with the number of events that it would show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.store.facets import count_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading

FACETS = ("category", "tag", "actor", "place", "source", "verification", "status")
MOST = 10


@dataclass(frozen=True, slots=True)
class Facet:
    """`value` is for the query, `label` for people; `chosen` says that the query asks for it already."""

    value: str
    label: str
    count: int
    chosen: bool


def list_facets(reading: Reading, query: EventQuery, names: Sequence[str] = FACETS) -> Mapping[str, list[Facet]]:
    """By parameter, the values that most of the events have. One that is asked for already is left out of its own
    count, since several values of one name are alternatives.
    """
    whole = reading.matching(query)
    facets = {}
    for name in names:
        chosen = {value.casefold() for value in query.filters.get(name, ())}
        found = reading.matching(query.without(name)) if chosen else whole
        rows = count_values(found, name, MOST)
        facets[name] = [Facet(row.key0, row.label0, row.events, row.key0.casefold() in chosen) for row in rows]
    return facets
