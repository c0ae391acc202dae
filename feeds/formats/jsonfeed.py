"""JSON Feed 1.1: for feed readers, and for programs that want the events as they are."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from feeds.format import Format, Frame, Part, Parts
from feeds.gathering import render_parts
from feeds.jsontext import dump, dump_with
from feeds.media import picture_of
from feeds.text import one_line, plain_text
from feeds.words import headline, html_body, plain_body, summarise
from timeline.domain.instant import write_instant
from timeline.domain.item import write_item
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.format import Entry, Feed, Options

VERSION = "https://jsonfeed.org/version/1.1"
FAILED, END = "failed", b"]}"
STRUCTURE = ',"_timeline":'
"""Before the last member of an item. In no text: there a quotation mark has a backslash before it."""
logger = logging.getLogger(__name__)


def write_part(entry: Entry, options: Options) -> Part:  # noqa: ARG001  an item is the same however a calendar is laid out
    """An item that cannot be made is left out and counted in the feed's `_timeline`: it must not take away the
    feed's other events.
    """
    try:
        return Part(render_item(entry).decode())
    except Exception:  # whatever a value that cannot be written raises
        logger.exception("event %s cannot be written as JSON", entry.version.uid)
        return Part("", FAILED)


def read_part(text: str) -> tuple[str, str]:
    """Of a part that was kept and is not empty: the event's whole structure, as JSON, and its address."""
    head, _, structure = text.partition(STRUCTURE)
    return structure[:-1], json.loads(f"{head}}}")["url"]


def unstamped(text: str) -> str:
    """The item without its instants of change and its place in the log."""
    if not text:
        return text
    item = json.loads(text)
    item.pop("date_modified", None)
    for name in ("revision", "sequence", "recorded_at"):
        item["_timeline"].pop(name, None)
    return json.dumps(item, sort_keys=True)


def frame(feed: Feed, notes: Sequence[str]) -> Frame:
    empty = dump_with(without_empty(_head(feed, notes.count(FAILED))), "items", [])
    return Frame(empty.removesuffix(END), b",", END)


PARTS = Parts(write_part, unstamped, frame)


def render_feed(feed: Feed) -> bytes:
    return render_parts(feed, PARTS)


def render_item(entry: Entry) -> bytes:
    """Of one version alone, so that it may be kept. The event's date stands in summary and text: a reader
    shows `date_published`, which is ours.
    """
    version = entry.version
    event, picture = version.event, picture_of(version.event)
    return dump(without_empty({
        "id": version.uid,
        "url": entry.url,
        "title": headline(version),
        "content_html": html_body(entry),
        "content_text": plain_body(entry),
        "summary": summarise(version),
        "image": picture.url if picture else None,
        "date_published": write_instant(version.published_at) if version.published_at else None,
        "date_modified": write_instant(version.recorded_at),
        "tags": list(event.tags),
        "language": event.language,
        "_timeline": write_item(version),
    }))  # fmt: skip


def _head(feed: Feed, failed: int) -> dict[str, Any]:
    timeline = feed.timeline
    return {
        "version": VERSION,
        "title": one_line(feed.title) or timeline.slug,
        "home_page_url": feed.url,
        "feed_url": feed.self_url,
        "next_url": feed.next_url,
        "description": plain_text(timeline.description),
        "language": timeline.language,
        "authors": [{"name": one_line(timeline.title) or timeline.slug, "url": feed.home}],
        "_timeline": {
            "about": f"{feed.home.partition('/timelines/')[0]}/schemas/item.json",
            "slug": timeline.slug,
            "zone": timeline.zone,
            "updated": write_instant(feed.updated),
            "omitted": failed,
            **({"timeline": timeline.document()} if feed.options.whole else {}),
        },
    }


def without_empty(document: dict[str, Any]) -> dict[str, Any]:
    """Members without a value are left out, as the format wants; those of `_timeline` say null."""
    return {name: value for name, value in document.items() if value not in (None, "", [])}


FORMAT = Format(
    name="jsonfeed",
    title="JSON Feed",
    suffix="json",
    media_type="application/feed+json",
    spec="JSON Feed 1.1",
    use=phrase("Follow in a feed reader, or read the events by program: each carries its whole structure."),
    render=render_feed,
    limit=100,
    parts=PARTS,
    rank=2,
)
