"""JSON Feed. Ours carries each whole event in `_timeline`; of others, an item is an event on the day of publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import Problem
from timeline.domain.item import read_item
from timeline.importers import jsontext, tidy
from timeline.importers.dates import read_when
from timeline.importers.drafting import draft
from timeline.importers.importer import About, Fault, Importer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.importers.importer import Finding, Source

VERSIONS = ("https://jsonfeed.org/version", "http://jsonfeed.org/version")


def read(source: Source) -> Iterator[Finding]:
    head = jsontext.around(source, ["items"])
    yield _about(head)
    for index, item, position in jsontext.items(source, "items"):
        yield from _read_item(item, f"/items/{index}", position)


def _about(head: Mapping[str, Any]) -> About:
    ours = head.get("_timeline")
    if isinstance(ours, dict) and isinstance(ours.get("timeline"), dict):
        return About(ours["timeline"], complete=True)
    names = ("slug", "zone")
    own = {name: ours[name] for name in names if isinstance(ours.get(name), str)} if isinstance(ours, dict) else {}
    return About({
        "title": tidy.line(head.get("title") or ""),
        "description": tidy.text(head.get("description") or ""),
        "language": head.get("language"),
        **own,
    })  # fmt: skip


def _read_item(item: Any, where: str, position: int) -> Iterator[Finding]:
    if not isinstance(item, dict):
        yield Fault(Problem(where, "is not an object"))
    elif isinstance(item.get("_timeline"), dict):
        yield from draft(read_item(item["_timeline"]), f"{where}/_timeline", position, strict=True)
    else:
        yield from _read_foreign(item, where, position)


def _read_foreign(item: Mapping[str, Any], where: str, position: int) -> Iterator[Finding]:
    """What it tells of is not dated in a feed: the day on which it was told is, and the note says so."""
    day = str(item.get("date_published") or item.get("date_modified") or "")[:10]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII):
        yield Fault(Problem(f"{where}/date_published", "is missing or no date, so there is no day to put the item on"))
        return
    text = tidy.text(item.get("content_text") or "") or tidy.from_html(item.get("content_html") or "")
    url, image = item.get("url") or item.get("external_url"), item.get("image")
    document = tidy.compact({
        "uid": tidy.uid(item.get("id")),
        "title": tidy.line(item.get("title") or re.split(r"[\n.]", text)[0]),
        "description": text or tidy.text(item.get("summary") or ""),
        "when": {**read_when(day), "date_note": "The day on which the feed published it."},
        "tags": _tags(item),
        "language": item.get("language"),
        "links": [{"url": url}] if url else [],
        "media": [{"url": image, "alt": tidy.line(item.get("title") or "picture")}] if image else [],
    })  # fmt: skip
    yield from draft(document, where, position)


def _tags(item: Mapping[str, Any]) -> list[str]:
    tags = item.get("tags")
    return [line for line in map(tidy.line, tags) if line] if isinstance(tags, list) else []


IMPORTER = Importer(
    name="jsonfeed",
    title="JSON Feed",
    suffixes=("json",),
    use="Our own feed without loss (`_timeline`); items of other feeds on the day that they were published.",
    recognises=lambda head, _: any(jsontext.has_member(head, "version", begins) for begins in VERSIONS),
    read=read,
    rank=10,
)
