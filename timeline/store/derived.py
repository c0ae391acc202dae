"""What the log's columns and derived tables say about a document: one function each, for writing and reindexing.

A derived table is one entry in TABLES. A change of what any of them gives for the same document counts up DERIVED,
and the next start rebuilds them.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST
from timeline.domain.periods import month_of
from timeline.store.tables import version_figure, version_place, version_span, version_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import sqlalchemy as sa

    from timeline.domain.edtf import Bounds
    from timeline.domain.event import Event
    from timeline.domain.runs import Runs

DERIVED = 3
UNCERTAIN, APPROXIMATE = 1, 2
LONGEST_TERM = 500
"""Characters: what PostgreSQL can hold in an index."""


def derive_columns(event: Event, *, tombstone: bool) -> dict[str, Any]:
    """By column name of `event_version`. Days since 1970-01-01; starts_at and ends_at seconds since then, UTC."""
    when = event.when
    bounds = event.bounds
    starts_at, ends_at = when.instants
    return {
        "tombstone": tombstone,
        "slug": event.slug,
        "publication": event.publication,
        "status": event.status,
        "verification": event.verification,
        "edtf": when.edtf_text,
        "date_text": when.date_text,
        "date_anchor": None if when.date_anchor is None else str(when.date_anchor),
        **bounds._asdict(),
        "start_kind": when.start_kind,
        "end_kind": when.end_kind,
        "kind": when.kind,
        "precision": when.precision,
        "qual": when.uncertain * UNCERTAIN + when.approximate * APPROXIMATE,
        "gapped": event.gapped,
        "recurring": event.recurrence is not None,
        "spans_until": _runs(event).until if event.gapped else OPEN_FUTURE,
        "start_month": month_of(bounds.start_earliest),
        "end_month": month_of(bounds.end_latest),
        # A time of day sorts after the whole day that it lies in; never null, since keys are compared.
        "starts_at": OPEN_PAST if starts_at is None else starts_at,
        "ends_at": ends_at,
        **_sort_keys(when.bounds),
    }


@lru_cache(maxsize=1)
def _runs(event: Event) -> Runs:
    """Asked for twice, by the column and by the table; those of a series take a millisecond."""
    return event.runs


def _sort_keys(bounds: Bounds) -> dict[str, int]:
    """Ascending by the earliest start, the wider first; descending by the latest start, the wider first.

    A missing start sorts by its end; a date with neither comes last either way. The widths are negated where
    needed so that all columns of one key run in one direction, which a keyset comparison wants.
    """
    open_start = bounds.start_earliest == OPEN_PAST
    endless = bounds.end_latest == OPEN_FUTURE
    nowhere = open_start and endless
    return {
        "sort_asc": bounds.end_latest if open_start else bounds.start_earliest,
        "sort_asc_width": -bounds.end_latest,
        "sort_desc": OPEN_PAST if nowhere else bounds.start_latest,
        "sort_desc_width": -bounds.start_earliest,
    }


def fold(text: str) -> str:
    """The same key for the same name, however it is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())[:LONGEST_TERM]


def derive_terms(event: Event) -> list[dict[str, str]]:
    """Rows of `version_term` without their version: kind, folded term, and the label to show."""
    rows = {(kind, fold(label)): label for kind, label in _labels(event)}
    return [{"kind": kind, "term": term, "label": label} for (kind, term), label in sorted(rows.items())]


def derive_spans(event: Event) -> list[dict[str, int]]:
    """Rows of `version_span`: of a date without holes none, since its bounds say all."""
    if not event.gapped:
        return []
    return [
        {"last_day": last, "first_day": first, "first_month": month_of(first), "last_month": month_of(last)}
        for first, last in _runs(event).items
    ]


def derive_figures(event: Event) -> list[dict[str, Any]]:
    """Rows of `version_figure`. What several sources say of one thing is one range, never a sum."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for figure in event.figures:
        key = fold(figure.name), figure.unit or ""
        new = {"name": key[0], "unit": key[1], "label": figure.name, "low": None, "high": None, "figures": 0}
        row = rows.setdefault(key, new)
        row["low"] = min(_given(row["low"], figure.low), default=None)
        row["high"] = max(_given(row["high"], figure.high), default=None)
        row["figures"] += 1
    return [rows[key] for key in sorted(rows)]


def _given(*numbers: float | None) -> list[float]:
    return [float(number) for number in numbers if number is not None]


def derive_places(event: Event) -> list[dict[str, Any]]:
    """Rows of `version_place`: of the places whose coordinates are known."""
    return [
        {"position": position, "latitude": latitude, "longitude": longitude, **on_sphere(latitude, longitude)}
        for position, place in enumerate(event.places)
        if (latitude := place.latitude) is not None and (longitude := place.longitude) is not None
    ]


def on_sphere(latitude: float, longitude: float) -> dict[str, float]:
    """The point on a sphere of radius 1."""
    north, east = math.radians(latitude), math.radians(longitude)
    return {"x": math.cos(north) * math.cos(east), "y": math.cos(north) * math.sin(east), "z": math.sin(north)}


TABLES: dict[sa.Table, Callable[[Event], list[dict[str, Any]]]] = {
    version_term: derive_terms,
    version_span: derive_spans,
    version_figure: derive_figures,
    version_place: derive_places,
}


def _labels(event: Event) -> Iterator[tuple[str, str]]:
    yield from (("tag", tag) for tag in event.tags)
    yield from (("actor", actor.name) for actor in event.actors)
    yield from (("place", place.name) for place in event.places)
    for citation in event.citations:
        yield "source", citation.source.title
        if citation.source.publisher is not None:
            yield "source", citation.source.publisher
    if event.category is not None:
        yield "category", event.category
    # So that the event at the other end finds this one.
    yield from (("relation", relation.uid) for relation in event.relations)
