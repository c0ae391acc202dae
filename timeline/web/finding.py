"""What a query asks, as a reader sees it: conditions to take back one by one, and choices to add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.domain.speech import phrase
from timeline.web.language import speaking
from timeline.web.links import timeline_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.domain.query import EventQuery

LABELS = {
    "q": phrase("Search"),
    "category": phrase("Category"),
    "tag": phrase("Tag"),
    "actor": phrase("Who"),
    "place": phrase("Place"),
    "source": phrase("Source"),
    "verification": phrase("How sure"),
    "status": phrase("Status"),
    "from": phrase("From"),
    "to": phrase("To"),
    "match": phrase("Window"),
    "updated_since": phrase("Changed since"),
    "as_of": phrase("As known"),
    "bbox": phrase("Area"),
}
VALUES = {
    "unverified": phrase("Not verified"),
    "reported": phrase("Reported"),
    "corroborated": phrase("Corroborated"),
    "verified": phrase("Verified"),
    "disputed": phrase("Disputed"),
    "confirmed": phrase("Confirmed"),
    "tentative": phrase("Tentative"),
    "cancelled": phrase("Cancelled"),
    "certain": phrase("must lie in it"),
    "possible": phrase("may lie in it"),
}
"""Of parameters with a fixed choice; every other value is shown as it is."""
FIXED = {"verification", "status", "match"}
LAID_OUT = {"sort", "limit", "cursor", "expand"}


@dataclass(frozen=True, slots=True)
class Condition:
    """`name` is the parameter's, and `without` the address of the same page, less this."""

    name: str
    label: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> int:
        return sum(one.chosen for one in self.choices)


def label(name: str) -> str:
    return speaking().gettext(LABELS.get(name, name))


def show_value(name: str, value: str) -> str:
    return speaking().gettext(VALUES[value]) if name in FIXED else value


def conditions(slug: str, query: EventQuery, page: str = "pages.timeline") -> list[Condition]:
    """In the order of the query string. What has an order or a page is no condition. `page` is where each leads."""
    pairs = query.narrowed(cursor=None).pairs()
    dates = {"from": query.from_, "to": query.to}
    told = {name: speaking().date(date) for name, date in dates.items() if date is not None}
    if query.as_of is not None:
        told["as_of"] = speaking().then(query.as_of)
    return [
        Condition(
            name,
            label(name),
            told.get(name) or show_value(name, value),
            timeline_page(slug, _without(pairs, at), page),
        )
        for at, (name, value) in enumerate(pairs)
        if name not in LAID_OUT
    ]


def _without(pairs: Sequence[tuple[str, str]], at: int) -> list[tuple[str, str]]:
    """Less this pair, and less `expand`, which needs both ends of the window, where it was one of them."""
    left = [*pairs[:at], *pairs[at + 1 :]]
    return [pair for pair in left if pair[0] != "expand"] if pairs[at][0] in {"from", "to"} else left


def facets(found: Mapping[str, Iterable[Any]]) -> list[Facet]:
    """Those that offer a choice, worded; `found` as `operations.facets` counts them."""
    made = [Facet(name, label(name), [_choice(name, one) for one in counted]) for name, counted in found.items()]
    return [one for one in made if len(one.choices) > 1 or one.chosen]


def _choice(name: str, counted: Any) -> Choice:
    return Choice(counted.value, show_value(name, counted.label), counted.count, counted.chosen)
