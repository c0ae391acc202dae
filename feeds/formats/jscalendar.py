"""JSCalendar (RFC 8984): the calendar as a JSON Group of Events, with zones, rules and people as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from feeds.format import Format
from feeds.formats.ical import notes
from feeds.gathering import gather
from feeds.jscalendar.event import PRODID, write_events
from feeds.jsontext import dump, dump_with
from feeds.text import one_line, plain_text
from timeline.domain.instant import write_instant
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from feeds.format import Feed


def render_jscalendar(feed: Feed) -> bytes:
    found = gather(feed, lambda entry: [dump(each) for each in write_events(entry, feed.options)], "JSCalendar")
    head = _head(feed, notes(found.unplaceable, found.failed))
    return dump_with(head, "entries", [text for texts in found.items for text in texts])


def _head(feed: Feed, left_out: list[str]) -> dict[str, Any]:
    """Section 5.3; `source` is where to ask again."""
    about = "\n\n".join(part for part in (plain_text(feed.timeline.description), *left_out) if part)
    head: dict[str, Any] = {
        "@type": "Group",
        "uid": str(uuid5(NAMESPACE_URL, feed.self_url)),
        "prodId": PRODID,
        "updated": write_instant(feed.updated.replace(microsecond=0)),
        "title": one_line(feed.title),
        "locale": feed.timeline.language,
        "source": feed.self_url,
        "links": {"1": {"@type": "Link", "href": feed.url, "contentType": "text/html", "rel": "describedby"}},
    }
    if about:
        head |= {"description": about}
    return head | {"color": feed.timeline.colour} if feed.timeline.colour else head


FORMAT = Format(
    name="jscalendar",
    title="JSCalendar",
    suffix="jscalendar",
    media_type="application/jscalendar+json",
    parameters="; type=group",
    spec="RFC 8984",
    use=phrase("Read the calendar by program: zones, rules and people as JSON."),
    render=render_jscalendar,
    rank=6,
)
