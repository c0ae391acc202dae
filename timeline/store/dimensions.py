"""Dimensions → columns to group by: the terms of a version, or a column of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from timeline.domain.aggregate import COLUMNS
from timeline.store.derived import fold
from timeline.store.tables import event_version as version
from timeline.store.tables import version_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.sql import ColumnElement, FromClause, Select

    from timeline.store.selection import Matching


@dataclass(frozen=True, slots=True)
class Dimension:
    """`key` is what values are told apart by, `label` what is shown of one."""

    name: str
    key: ColumnElement[Any]
    label: ColumnElement[Any]
    joined: tuple[FromClause, ColumnElement[bool]] | None = None


def dimension(found: Matching, name: str) -> Dimension:
    if name in COLUMNS:
        return Dimension(name, version.c[name], version.c[name])
    terms = _one_name_each(found) if name == "actor" and found.aliases else version_term
    term = terms.alias(f"by_{name}")
    on = sa.and_(
        term.c.timeline_id == version.c.timeline_id, term.c.revision == version.c.revision, term.c.kind == name
    )
    return Dimension(name, term.c.term, term.c.label, (term, on))


def _one_name_each(found: Matching) -> FromClause:
    """Actors by the names that the timeline's aliases choose, each once for a version."""
    names = version_term.c
    chosen = {fold(other): fold(title) for other, title in found.aliases.items()}
    titles = {fold(title): title for title in found.aliases.values()}
    term = sa.case(chosen, value=names.term, else_=names.term)
    label = sa.func.max(sa.case(titles, value=term, else_=names.label))
    key = (names.timeline_id, names.revision, names.kind)
    return (
        sa.select(*key, term.label("term"), label.label("label"))
        .where(names.timeline_id == found.timeline_id, names.kind == "actor")
        .group_by(*key, term)
        .subquery()
    )


def keys_of(dimensions: Sequence[Dimension]) -> list[ColumnElement[Any]]:
    """As `key0`, `key1`, and so on."""
    return [one.key.label(f"key{place}") for place, one in enumerate(dimensions)]


def labels_of(dimensions: Sequence[Dimension]) -> list[ColumnElement[Any]]:
    """Of a group, whose members may write one name in several ways."""
    return [sa.func.max(one.label).label(f"label{place}") for place, one in enumerate(dimensions)]


def joined(
    found: Matching, dimensions: Sequence[Dimension], *columns: Any, through: sa.Table | None = None
) -> Select[Any]:
    """The query's events with the values of each dimension, null where there is none; one row for each row of
    `through`, which is another table derived from versions.
    """
    source: FromClause = version
    if through is not None:
        source = source.join(
            through,
            sa.and_(through.c.timeline_id == version.c.timeline_id, through.c.revision == version.c.revision),
        )
    for one in dimensions:
        if one.joined is not None:
            source = source.outerjoin(*one.joined)
    return sa.select(*columns).select_from(source).where(*found.clauses)


def grouped(found: Matching, dimensions: Sequence[Dimension], *columns: Any) -> Select[Any]:
    """How many events (`events`) have the same values of the dimensions and of the columns."""
    keys = [*keys_of(dimensions), *columns]
    events = sa.func.count().label("events")
    return joined(found, dimensions, *keys, *labels_of(dimensions), events).group_by(*keys)
