"""TimelineJS JSON, version 3: for the timelines of Knight Lab, and whatever else reads their slides.

A slide's date has as many parts as are known; `display_date` says the rest in words, so that nothing is shown as
more exact than it is. A date with an open or a very distant side stands at the side that it knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feeds.format import Format
from feeds.gathering import gather
from feeds.jsontext import dump, dump_with
from feeds.media import picture_of
from feeds.text import one_line, render_html
from feeds.words import headline, html_body
from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, split_days
from timeline.domain.instant import write_instant
from timeline.domain.item import write_item
from timeline.domain.speech import phrase

if TYPE_CHECKING:
    from feeds.format import Entry, Feed
    from timeline.domain.when import When

PARTS = {"day": 3, "second": 3, "month": 2}
"""How many of year, month and day a precision knows; every other knows the year."""
HUMAN = 270_000
"""Years beyond which JavaScript has no dates, and TimelineJS another scale."""


def render_timelinejs(feed: Feed) -> bytes:
    whole = feed.options.whole
    found = gather(
        feed, lambda entry: (write_slide(entry, whole=whole), _is_deep(entry.version.event.when)), "TimelineJS"
    )
    deep = any(each for _, each in found.items)
    head: dict[str, Any] = {
        "scale": "cosmological" if deep else "human",
        "title": {
            "unique_id": "title",
            "text": {"headline": one_line(feed.title), "text": render_html(feed.timeline.description)},
            **({"_timeline": feed.timeline.document()} if whole else {}),
        },
    }
    slides = [slide if not deep else _years_alone(slide) for slide, _ in found.items]
    return dump_with(head, "events", [dump(slide) for slide in slides])


def write_slide(entry: Entry, *, whole: bool = False) -> dict[str, Any]:
    """Of one version alone."""
    version, event = entry.version, entry.version.event
    start, end = slide_dates(event.when)
    picture = picture_of(event)
    slide = {
        "unique_id": version.uid,
        "start_date": start,
        "end_date": end,
        "display_date": event.when.describe(),
        "text": {"headline": headline(version), "text": html_body(entry)},
        "group": one_line(event.category) if event.category else None,
        "media": None if picture is None else _media(picture),
        "updated": write_instant(version.recorded_at),
        "_timeline": write_item(version) if whole else None,
    }
    return {name: value for name, value in slide.items() if value is not None}


def _media(picture: Any) -> dict[str, str]:
    given = {
        "url": picture.url,
        "alt": one_line(picture.alt),
        "caption": one_line(picture.alt),
        "credit": picture.credit,
    }
    return {name: value for name, value in given.items() if value}


def slide_dates(when: When) -> tuple[dict[str, int], dict[str, int] | None]:
    """A start always, since a slide needs one; an end where it lasted."""
    if when.start is not None:
        start, end = when.start, when.end
        return _clock(start.local), None if end is None else _clock(end.local)
    bounds = when.bounds
    first, last = bounds.start_earliest, bounds.end_latest
    parts = PARTS.get(when.precision, 1)
    if first <= OPEN_PAST or last >= OPEN_FUTURE:
        return _parts(first if first > OPEN_PAST else min(last, OPEN_FUTURE), parts), None
    lasted = when.kind == "interval" or when.precision not in {"day", "second", "month", "year"}
    return _parts(first, parts), _parts(last, parts) if lasted and first != last else None


def _parts(day: int, number: int) -> dict[str, int]:
    return dict(zip(("year", "month", "day")[:number], split_days(day), strict=False))


def _clock(local: Any) -> dict[str, int]:
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(local, name) for name in names}


def _is_deep(when: When) -> bool:
    return any(abs(part["year"]) > HUMAN for part in slide_dates(when) if part)


def _years_alone(slide: dict[str, Any]) -> dict[str, Any]:
    """The cosmological scale has nothing finer."""
    dates: dict[str, Any] = {
        name: {"year": slide[name]["year"]} for name in ("start_date", "end_date") if name in slide
    }
    return {**slide, **dates}


FORMAT = Format(
    name="timelinejs",
    title="TimelineJS",
    suffix="timelinejs",
    media_type="application/json",
    spec="TimelineJS 3",
    use=phrase("Show with Knight Lab's TimelineJS, or bring to whatever reads its slides."),
    render=render_timelinejs,
    rank=8,
)
