"""CSV (RFC 4180): for spreadsheets and data frames. One row an event, and the whole event in it.

First the columns for people, which follow from the others, then those of `timeline.domain.table`, which an import
reads. Every cell is quoted, so that a program which splits at semicolons makes no new cells, and none is a
formula.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from feeds.calendar.describing import place_names
from feeds.format import Format
from feeds.gathering import gather
from feeds.text import one_line
from feeds.words import describe_source, headline
from timeline.domain.item import write_item
from timeline.domain.speech import phrase
from timeline.domain.table import COLUMNS, guard, write_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feeds.format import Entry, Feed

FOR_PEOPLE = (
    "date", "headline", "where", "who", "sources", "earliest", "latest", "starts_at", "ends_at", "url", "revision",
    "updated",
)  # fmt: skip


def render_csv(feed: Feed) -> bytes:
    rows = gather(feed, render_row, "CSV").items
    return _line([*FOR_PEOPLE, *COLUMNS]) + b"".join(rows)


def render_row(entry: Entry) -> bytes:
    """Of one version alone, so that it may be kept."""
    people = _for_people(entry)
    return _line([*(guard(people[name]) for name in FOR_PEOPLE), *write_row(entry.version.event).values()])


def _for_people(entry: Entry) -> dict[str, str]:
    version, event, item = entry.version, entry.version.event, write_item(entry.version)
    return {
        "date": item["when"]["text"],
        "headline": headline(version),
        "where": place_names(event.places),
        "who": "; ".join(one_line(actor.name) for actor in event.actors),
        "sources": "; ".join(describe_source(citation.source) for citation in event.citations),
        **{name: item["when"][name] or "" for name in ("earliest", "latest", "starts_at", "ends_at")},
        "url": entry.url,
        "revision": str(version.revision),
        "updated": item["recorded_at"],
    }


def _line(cells: Iterable[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode()


FORMAT = Format(
    name="csv",
    title="CSV",
    suffix="csv",
    media_type="text/csv",
    parameters="; header=present",
    spec="RFC 4180",
    use=phrase("Open in a spreadsheet or a data frame, and import again: one row an event, lists as JSON."),
    render=render_csv,
    rank=5,
)
