"""What is known of an event beside its time: places, people, sources, tags (RFC 8984, sections 4.2 to 4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from feeds.atom import authority
from feeds.calendar.values import degrees
from feeds.media import picture_of, picture_type
from feeds.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feeds.format import Entry
    from timeline.domain.event import Event
    from timeline.domain.place import Place

Json = dict[str, Any]
KINDS = {"person": "individual", "organization": "group", "group": "group", "state": "group", "vessel": "resource"}
RELATIONS = frozenset({"first", "next", "child", "parent"})
"""Those that the standard knows; others are our own."""


def facts(entry: Entry) -> Json:
    event = entry.version.event
    return {
        "keywords": {one_line(tag): True for tag in event.tags},
        "categories": _categories(entry),
        "locations": {str(number): _location(place) for number, place in enumerate(event.places, 1)},
        "participants": _participants(entry),
        "links": {str(number): link for number, link in enumerate(_links(entry), 1)},
        "relatedTo": _relations(entry),
    }


def vendor(entry: Entry, name: str) -> str:
    """Names of our own begin with the publisher's domain (section 3.3)."""
    return f"{authority(entry.url)}:{name}"


def _categories(entry: Entry) -> Json:
    """URIs (section 4.2.10): the page of the category's events."""
    category = entry.version.event.category
    return {f"{entry.home}?category={quote(category, safe='')}": True} if category else {}


def _location(place: Place) -> Json:
    written: Json = {"@type": "Location", "name": one_line(place.name)}
    if place.approximate:
        written["description"] = "approximate position"
    if place.role != "at":
        written["relativeTo"] = {"from": "start", "to": "end"}[place.role]
    if place.latitude is not None and place.longitude is not None:
        written["coordinates"] = f"geo:{degrees(place.latitude)},{degrees(place.longitude)}"
    return written


def _participants(entry: Entry) -> Json:
    """Nobody is invited: what an actor did is told in words, and no address is given."""
    written: Json = {}
    for number, actor in enumerate(entry.version.event.actors, 1):
        participant: Json = {"@type": "Participant", "name": one_line(actor.name), "roles": {"attendee": True}}
        if actor.kind in KINDS:
            participant["kind"] = KINDS[actor.kind]
        if actor.role:
            participant["description"] = one_line(actor.role)
        written[str(number)] = participant
    return written


def _links(entry: Entry) -> Iterator[Json]:
    event = entry.version.event
    yield {"@type": "Link", "href": entry.url, "contentType": "text/html", "rel": "describedby"}
    for citation in event.citations:
        if citation.source.url:
            rel = "via" if citation.stance == "supports" else "related"
            yield {"@type": "Link", "href": citation.source.url, "rel": rel, "title": one_line(citation.source.title)}
    for link in event.links:
        title = {"title": one_line(link.title)} if link.title else {}
        yield {"@type": "Link", "href": link.url, "rel": "related", **title}
    yield from _picture(event)


def _picture(event: Event) -> Iterator[Json]:
    media = picture_of(event)
    if media is not None and media.url:
        kind = picture_type(media.url)
        written = {
            "@type": "Link",
            "href": media.url,
            "rel": "icon",
            "display": "fullsize",
            "title": one_line(media.alt),
        }
        yield {**written, "contentType": kind} if kind else written


def _relations(entry: Entry) -> Json:
    written: Json = {}
    for relation in entry.version.event.relations:
        name = relation.type if relation.type in RELATIONS else vendor(entry, relation.type)
        found = written.setdefault(relation.uid, {"@type": "Relation", "relation": {}})
        found["relation"][name] = True
    return written
