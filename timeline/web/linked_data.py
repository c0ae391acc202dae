"""What search engines read: schema.org in JSON-LD, with no day that is not known.

`startDate` and `endDate` take plain ISO 8601 only, so each is the coarsest such value that holds all days it may mean,
and is left out where there is none. The date as it is known goes beside it, as EDTF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.domain.edtf import plain_iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.domain.place import Place
    from timeline.domain.timeline import Timeline
    from timeline.domain.version import EventVersion
    from timeline.domain.when import When

CONTEXT = ["https://schema.org", {"dcterms": "http://purl.org/dc/terms/"}]
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
STATUS = {"cancelled": "https://schema.org/EventCancelled"}


def describe_event(version: EventVersion, timeline: Timeline, url: str, picture: str) -> dict[str, Any]:
    event = version.event
    places = [_place(one) for one in event.places]
    described = {
        "@context": CONTEXT,
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": event.title,
        "description": event.description,
        "inLanguage": event.language or timeline.language,
        **dates(event.when),
        "dcterms:date": {"@type": EDTF, "@value": event.when.edtf_text},
        "eventStatus": STATUS.get(event.status, "https://schema.org/EventScheduled"),
        "image": picture,
        "keywords": list(event.tags),
        "location": places[0] if len(places) == 1 else places,
        "subjectOf": [_source(one.source.title, one.source.url) for one in event.citations],
    }
    return {name: value for name, value in described.items() if value}


def dates(when: When) -> dict[str, str]:
    bounds = when.bounds
    if when.start is not None:
        times = {"startDate": when.start, "endDate": when.end}
        return {name: time.instant().isoformat() for name, time in times.items() if time is not None}
    found = {
        "startDate": plain_iso(bounds.start_earliest, bounds.start_latest),
        "endDate": plain_iso(bounds.end_earliest, bounds.end_latest),
    }
    return {name: value for name, value in found.items() if value is not None}


def _place(place: Place) -> dict[str, Any]:
    named: dict[str, Any] = {"@type": "Place", "name": place.name}
    if place.latitude is not None:
        named["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return named


def _source(title: str, url: str | None) -> dict[str, str]:
    return {"@type": "CreativeWork", "name": title} | ({"url": url} if url else {})


def describe_timeline(timeline: Timeline, url: str, changed: str, feeds: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """A data set, since that is what somebody can take away."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": url,
        "url": url,
        "name": timeline.title,
        "description": timeline.description or timeline.title,
        "inLanguage": timeline.language,
        "dateModified": changed,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "name": one["title"], "encodingFormat": one["type"], "contentUrl": one["url"]}
            for one in feeds
        ],
    }
