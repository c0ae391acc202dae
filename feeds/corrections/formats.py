"""Corrections as Atom and as JSON Feed: an entry for each, with what changed, why and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Protocol
from xml.etree import ElementTree as ET

from feeds.atom import MEDIA_TYPE, add, entry_id, finish_feed, start_feed, write
from feeds.corrections.words import headline, tell_changes
from feeds.format import Entry
from feeds.jsontext import dump, dump_with
from feeds.text import clean_html, one_line
from timeline.domain.instant import write_instant
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.corrections.words import Told
    from feeds.format import Feed
    from timeline.domain.correction import Correction

NOTHING = "(nothing)"


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """`url` is the event's page."""

    correction: Correction
    url: str


class Render(Protocol):
    def __call__(self, feed: Feed, entries: Sequence[CorrectionEntry]) -> bytes: ...


@dataclass(frozen=True, slots=True)
class CorrectionFormat:
    title: str
    suffix: str
    media_type: str
    render: Render

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"


def render_atom(feed: Feed, entries: Sequence[CorrectionEntry]) -> bytes:
    return finish_feed(start_feed(feed, ""), [write(_atom_entry(entry)) for entry in entries])


def _atom_entry(entry: CorrectionEntry) -> ET.Element:
    after, told = entry.correction.after, tell_changes(entry.correction)
    element = ET.Element("entry")
    add(element, "id", f"{entry_id(Entry(after, entry.url))}/{after.revision}")
    add(element, "title", headline(entry.correction))
    add(element, "updated", write_instant(after.recorded_at))
    add(element, "published", write_instant(after.recorded_at))
    add(add(element, "author"), "name", one_line(after.recorded_by))
    add(element, "link", rel="alternate", type="text/html", href=entry.url)
    add(element, "link", rel="version-history", type="text/html", href=f"{entry.url}/history")  # RFC 5829
    add(element, "category", term=entry.correction.kind)
    add(element, "summary", "\n".join(_lines(entry.correction, told)))
    add(element, "content", _html(entry.correction, told), type="html")
    return element


def render_json(feed: Feed, entries: Sequence[CorrectionEntry]) -> bytes:
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(feed.title),
        "home_page_url": feed.url,
        "feed_url": feed.self_url,
        "language": feed.timeline.language,
        "authors": [{"name": one_line(feed.timeline.title), "url": feed.home}],
        "_timeline": {"slug": feed.timeline.slug, "updated": write_instant(feed.updated)},
    }
    if feed.next_url:
        head["next_url"] = feed.next_url
    return dump_with(head, "items", [_json_item(entry) for entry in entries])


def _json_item(entry: CorrectionEntry) -> bytes:
    correction, told = entry.correction, tell_changes(entry.correction)
    after = correction.after
    return dump({
        "id": f"{after.uid}@{after.revision}",
        "url": entry.url,
        "title": headline(correction),
        "content_html": _html(correction, told),
        "content_text": "\n".join(_lines(correction, told)),
        "date_published": write_instant(after.recorded_at),
        "authors": [{"name": one_line(after.recorded_by)}],
        "tags": [correction.kind],
        "_timeline": {
            "kind": correction.kind,
            "uid": after.uid,
            "revision": after.revision,
            "replaces": correction.before.revision,
            "reason": after.reason,
            "recorded_by": after.recorded_by,
            "changes": [change._asdict() for change in correction.changes],
        },
    })  # fmt: skip


def _lines(correction: Correction, told: list[Told]) -> list[str]:
    changed = [f"{one.name}: {one.before or NOTHING} → {one.after or NOTHING}" for one in told]
    return [*changed, *_why(correction)]


def _why(correction: Correction) -> list[str]:
    after = correction.after
    reason = [f"Reason: {one_line(after.reason)}"] if after.reason else []
    return [*reason, f"{correction.kind.capitalize()} by {one_line(after.recorded_by)}"]


def _html(correction: Correction, told: list[Told]) -> str:
    rows = "".join(
        f"<tr><th>{escape(one.name)}</th><td>{escape(one.before or NOTHING)}</td>"
        f"<td>{escape(one.after or NOTHING)}</td></tr>"
        for one in told
    )
    head = "<thead><tr><th>What</th><th>Before</th><th>After</th></tr></thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>" if rows else ""
    return clean_html(table + "".join(f"<p>{escape(line)}</p>" for line in _why(correction)))


CORRECTION_FORMATS = {
    one.suffix: one
    for one in (
        CorrectionFormat(phrase("Corrections, Atom"), "atom", MEDIA_TYPE, render_atom),
        CorrectionFormat(phrase("Corrections, JSON Feed"), "json", "application/feed+json", render_json),
    )
}
"""By suffix."""
