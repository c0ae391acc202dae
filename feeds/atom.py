"""Atom's elements (RFC 4287), for every feed that is written in it: of events, and of corrections.

Texts are cleaned of what XML cannot hold; ElementTree escapes the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from uuid import UUID
from xml.etree import ElementTree as ET

from feeds.text import clean, one_line
from timeline.domain.instant import write_instant

if TYPE_CHECKING:
    from feeds.format import Entry, Feed

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA_TYPE = "application/atom+xml"
ET.register_namespace("at", TOMBSTONES)


def start_feed(feed: Feed, subtitle: str) -> ET.Element:
    """Everything of a feed but its entries. The publisher stands for every entry's author (section 4.1.1)."""
    element = ET.Element("feed", {"xmlns": ATOM, LANGUAGE: feed.timeline.language})
    add(element, "id", tag_of(feed.self_url))
    add(element, "title", one_line(feed.title))
    if subtitle:
        add(element, "subtitle", subtitle)
    add(element, "updated", write_instant(feed.updated))
    author = add(element, "author")
    add(author, "name", one_line(feed.timeline.title))
    add(author, "uri", feed.home)
    add(element, "link", rel="self", type=MEDIA_TYPE, href=feed.self_url)
    add(element, "link", rel="alternate", type="text/html", href=feed.url)
    if feed.next_url:
        add(element, "link", rel="next", type=MEDIA_TYPE, href=feed.next_url)  # RFC 5005, section 3
    return element


def finish_feed(element: ET.Element, entries: list[bytes]) -> bytes:
    text: bytes = ET.tostring(element, encoding="utf-8", xml_declaration=True)
    return text.removesuffix(b"</feed>") + b"".join(entries) + b"</feed>\n"


def write(element: ET.Element) -> bytes:
    """One entry, to stand within a feed: its namespace is the feed's."""
    text: bytes = ET.tostring(element, encoding="utf-8")
    return text


def add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    made.text = None if text is None else clean(text)
    return made


def entry_id(entry: Entry) -> str:
    """Of the uid alone, so that no correction and no new address makes another entry of it (section 4.2.6)."""
    version = entry.version
    if is_uuid(version.uid):
        return f"urn:uuid:{version.uid.lower()}"
    known = version.published_at or version.recorded_at
    return f"tag:{authority(entry.url)},{known:%Y-%m-%d}:{version.timeline}/{quote(clean(version.uid), safe='')}"


def tag_of(url: str) -> str:
    """RFC 4151; the day need only be one on which the authority was the publisher's."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"tag:{authority(url)},2025:{parts.path}{query}"


def authority(url: str) -> str:
    return (urlsplit(url).hostname or "localhost").replace(":", "-")


def is_uuid(uid: str) -> bool:
    try:
        return str(UUID(uid)) == uid.lower()
    except ValueError:
        return False
