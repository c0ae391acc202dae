"""Which column of a table is which field of an event: a guess by name, shown to the user and theirs to correct."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.importers.importer import refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIELDS: dict[str, tuple[str, ...]] = {
    "uid": ("id", "unique id", "guid", "key"),
    "slug": (),
    "title": ("headline", "event", "name", "summary", "what", "subject", "event name", "event title"),
    "description": ("text", "details", "body", "notes", "note", "content", "beschreibung", "comment", "comments"),
    "when": ("date", "edtf", "start", "start date", "dtstart", "day", "datum", "event date", "dates", "begin", "from"),
    "end": ("end date", "until", "to", "finish", "dtend", "enddate", "ende", "date end"),
    "start time": ("time", "time start", "begin time", "from time"),
    "end time": ("time end", "to time", "until time"),
    "zone": ("timezone", "time zone", "tz", "tzid"),
    "year": (), "month": (), "day of month": (),
    "end year": (), "end month": (), "end day": (),
    "date_text": ("date text", "display date", "date as reported", "reported date"),
    "date_note": ("date note",),
    "language": ("lang",),
    "status": (),
    "publication": (),
    "verification": ("verified", "certainty", "confidence"),
    "verification_note": ("verification note",),
    "category": ("group", "type", "kind", "series"),
    "tags": ("tag", "keywords", "labels", "categories"),
    "actors": ("actor", "people", "person", "who", "participants", "persons", "organisations", "organizations"),
    "places": ("place", "location", "where", "venue", "city", "ort", "place name"),
    "latitude": ("lat",),
    "longitude": ("lon", "lng", "long"),
    "source": ("sources", "source title", "citation", "reference", "quelle"),
    "publisher": ("source publisher", "outlet", "newspaper"),
    "source_url": ("source url", "citation url", "reference url"),
    "published": ("published on", "publication date", "source date", "report date"),
    "attributed_to": ("attributed to", "according to"),
    "importance": ("priority", "rank", "weight"),
    "media": ("image", "picture", "photo", "media url"),
    "media_credit": ("media credit", "credit"),
    "media_caption": ("media caption", "caption", "alt", "media alt"),
    "url": ("link", "links", "web", "website", "uri", "see also"),
    "rrule": ("recurrence", "repeat"),
}  # fmt: skip
TIMELINEJS = {"year", "month", "day", "headline"}
"""The sheet of TimelineJS has a column for each part of a date."""


def guess_columns(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """By field, the index of its column; raises InvalidImport where none can be title or date."""
    names = [_folded(name) for name in header]
    found = {field: _find(field, name, header, names) for field, name in chosen.items()}
    parts = {"day of month": "day"} if set(names) >= TIMELINEJS else {}
    for field, others in FIELDS.items():
        if field in found:
            continue
        wanted = [parts.get(field, _folded(field)), *others]
        taken = set(found.values())
        index = next((names.index(one) for one in wanted if one in names and names.index(one) not in taken), None)
        if index is not None and not (field == "when" and parts):
            found[field] = index
    _check(found, header)
    return found


def describe_columns(columns: Mapping[str, int], header: Sequence[str]) -> str:
    """Such as "title=Headline, when=Date; passed over: Colour"."""
    used = ", ".join(f"{field}={header[index].strip()}" for field, index in columns.items())
    unused = [name.strip() for index, name in enumerate(header) if index not in columns.values() and name.strip()]
    return f"{used}; passed over: {', '.join(unused)}" if unused else used


def _find(field: str, name: str, header: Sequence[str], names: Sequence[str]) -> int:
    if field not in FIELDS:
        raise refused("", f'--map {field}={name}: no field "{field}"; the fields are {", ".join(FIELDS)}')
    if name in header:
        return list(header).index(name)
    if _folded(name) in names:
        return list(names).index(_folded(name))
    raise refused("line 1", f'no column "{name}"; the columns are {", ".join(header)}'[:500])


def _check(found: Mapping[str, int], header: Sequence[str]) -> None:
    given = ", ".join(name.strip() for name in header)[:300]
    if "title" not in found and "description" not in found:
        raise refused("line 1", f"no column looks like a title; say which with --map title=COLUMN. Columns: {given}")
    if "when" not in found and "year" not in found:
        raise refused("line 1", f"no column looks like a date; say which with --map when=COLUMN. Columns: {given}")


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-]+", " ", name.strip().casefold()).strip(" :*#")
