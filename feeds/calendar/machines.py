"""What machines find in an event: people, places, sources and meaning by RFC 9073 and RFC 9253.

Calendar programs step over all of it. The whole event as JSON is linked, not enclosed: enclosing it would
double a feed, and the large calendar services stop reading at about a megabyte.

No CONFERENCE (RFC 7986, section 5.11): it is the way into a meeting that subscribers may join, and programs show it
as a button to press. An event here is what was reported to happen; it has sources, pictures and links, and no field
says "take part here". One that is imported is kept as a link, and goes out as LINK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from icalendar import Component

from feeds.calendar.values import put, put_position, put_uri
from feeds.media import picture_of, picture_type
from feeds.text import one_line, render_html

if TYPE_CHECKING:
    from feeds.format import Entry
    from timeline.domain.actor import Actor
    from timeline.domain.event import Event
    from timeline.domain.place import Place


class Participant(Component):
    name = "PARTICIPANT"


class Location(Component):
    name = "VLOCATION"


def enrich(component: Component, entry: Entry) -> None:
    event = entry.version.event
    _style(component, event)
    _cite(component, event)
    _relate(component, event)
    _picture(component, event)
    _mean(component, event, entry.url)
    for actor in event.actors:
        component.add_component(_participant(event, actor))
    for place in event.places:
        component.add_component(_location(event, place))


def _style(component: Component, event: Event) -> None:
    """DERIVED, because DESCRIPTION says more and must not be passed over for it (RFC 9073, section 5.3)."""
    html = render_html(event.description)
    if html:
        language = {"LANGUAGE": event.language} if event.language else {}
        put(
            component,
            "STYLED-DESCRIPTION",
            html,
            VALUE="TEXT",
            FMTTYPE="text/html",
            DERIVED="TRUE",
            **language,
        )


def _cite(component: Component, event: Event) -> None:
    """RFC 9253, section 8.2: `via` is the source of what is told here (IANA link relations)."""
    for citation in event.citations:
        if citation.source.url:
            put_uri(
                component,
                "LINK",
                citation.source.url,
                VALUE="URI",
                LINKREL="via",
                LABEL=one_line(citation.source.title),
            )
    for link in event.links:
        label = {"LABEL": one_line(link.title)} if link.title else {}
        put_uri(component, "LINK", link.url, VALUE="URI", LINKREL="related", **label)


def _relate(component: Component, event: Event) -> None:
    for relation in event.relations:
        put(component, "RELATED-TO", relation.uid, RELTYPE=relation.type.upper())


def _picture(component: Component, event: Event) -> None:
    """RFC 7986, section 5.10."""
    media = picture_of(event)
    if media is not None and media.url:
        media_type = picture_type(media.url)
        kind = {"FMTTYPE": media_type} if media_type else {}
        put_uri(component, "IMAGE", media.url, VALUE="URI", DISPLAY="FULLSIZE", **kind)


def _mean(component: Component, event: Event, url: str) -> None:
    """CONCEPT names a category or tag by the page of its events; STRUCTURED-DATA links the event's JSON."""
    timeline, separator, _ = url.partition("/events/")
    if not separator or "?" in url or "#" in url:
        return
    if event.category:
        put_uri(component, "CONCEPT", f"{timeline}?category={quote(event.category, safe='')}")
    for tag in event.tags:
        put_uri(component, "CONCEPT", f"{timeline}?tag={quote(tag, safe='')}")
    put_uri(component, "STRUCTURED-DATA", f"{url}.json", VALUE="URI", FMTTYPE="application/feed+json")


def _participant(event: Event, actor: Actor) -> Component:
    """RFC 9073, section 7.1. No CALENDAR-ADDRESS: nobody here is invited."""
    component = Participant()
    put(component, "UID", _uid(event, "actor", actor.name))
    put(component, "PARTICIPANT-TYPE", "SPEAKER" if actor.role == "speaker" else "ACTIVE")
    put(component, "SUMMARY", one_line(actor.name))
    if actor.role:
        put(component, "DESCRIPTION", one_line(actor.role))
    return component


def _location(event: Event, place: Place) -> Component:
    """RFC 9073, section 7.2."""
    component = Location()
    put(component, "UID", _uid(event, place.role, place.name))
    put(component, "NAME", one_line(place.name))
    notes = [
        *([place.role] if place.role != "at" else []),
        *(["approximate position"] if place.approximate else []),
    ]
    if notes:
        put(component, "DESCRIPTION", ", ".join(notes))
    if place.latitude is not None and place.longitude is not None:
        put_position(component, place.latitude, place.longitude)
    return component


def _uid(event: Event, role: str, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{event.uid} {role} {name}"))
