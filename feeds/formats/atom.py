"""Atom (RFC 4287): for feed readers. Withdrawn events go by tombstones (RFC 6721), long feeds by pages (RFC 5005).

`updated` is when we last changed an entry, which is how corrections reach a reader; the event's own date stands
in the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from feeds.atom import LANGUAGE, MEDIA_TYPE, TOMBSTONES, add, entry_id, finish_feed, start_feed, write
from feeds.format import Format
from feeds.gathering import gather
from feeds.text import one_line, plain_text
from feeds.words import dated_title, html_body, summarise
from timeline.domain.instant import write_instant
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from feeds.format import Entry, Feed
    from timeline.domain.event import Event


def render_atom(feed: Feed) -> bytes:
    found = gather(feed, render_entry, "Atom")
    left_out = f"{found.omitted} of the events cannot be written and are left out." if found.omitted else ""
    subtitle = "\n\n".join(part for part in (plain_text(feed.timeline.description), left_out) if part)
    return finish_feed(start_feed(feed, subtitle), found.items)


def render_entry(entry: Entry) -> bytes:
    """Of one version alone, so that it may be kept."""
    return write(_tombstone(entry) if entry.version.tombstone else _entry(entry))


def _entry(entry: Entry) -> ET.Element:
    version, event = entry.version, entry.version.event
    element = ET.Element("entry", {LANGUAGE: event.language} if event.language else {})
    add(element, "id", entry_id(entry))
    add(element, "title", dated_title(version))
    add(element, "updated", write_instant(version.recorded_at))
    if version.published_at is not None:
        add(element, "published", write_instant(version.published_at))
    _link(element, entry)
    _categorise(element, event, entry.home)
    add(element, "summary", summarise(version))
    add(element, "content", html_body(entry), type="html")
    return element


def _link(element: ET.Element, entry: Entry) -> None:
    """`via` is where this was learnt, `related` everything else (section 4.2.7.2)."""
    event = entry.version.event
    add(element, "link", rel="alternate", type="text/html", href=entry.url)
    cited = [(each.source, "via" if each.stance == "supports" else "related") for each in event.citations]
    links = [(rel, source.url, source.title) for source, rel in cited if source.url]
    links += [("related", link.url, link.title or "") for link in event.links]
    for rel, href, title in dict.fromkeys(links):
        add(element, "link", rel=rel, href=href, **({"title": one_line(title)} if title else {}))


def _categorise(element: ET.Element, event: Event, home: str) -> None:
    """`scheme` tells categories from tags (section 4.2.2.2)."""
    if event.category:
        add(element, "category", term=one_line(event.category), scheme=f"{home}#category")
    for tag in event.tags:
        add(element, "category", term=one_line(tag), scheme=f"{home}#tag")


def _tombstone(entry: Entry) -> ET.Element:
    """RFC 6721, section 2."""
    version = entry.version
    when = write_instant(version.recorded_at)
    element = ET.Element(f"{{{TOMBSTONES}}}deleted-entry", {"ref": entry_id(entry), "when": when})
    if version.reason:
        made = ET.SubElement(element, f"{{{TOMBSTONES}}}comment")
        made.text = one_line(version.reason)
    return element


FORMAT = Format(
    name="atom",
    title="Atom",
    suffix="atom",
    media_type=MEDIA_TYPE,
    spec="RFC 4287, 5005, 6721",
    use=phrase("Follow in a feed reader: each correction shows as an update, each withdrawal as a deletion."),
    render=render_atom,
    limit=100,
    tombstones=True,
    rank=3,
    latest_first=True,
)
