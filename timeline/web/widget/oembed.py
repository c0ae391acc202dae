"""oEmbed 1.0 (https://oembed.com): what a site asks that was given one of our addresses. Of ours only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree as ET

from flask import Response, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import NotImplemented as UnknownFormat

from timeline.domain.errors import InvalidQuery, NotFound
from timeline.operations import browse
from timeline.web.context import addresses, database
from timeline.web.links import kept_choices
from timeline.web.params import PAGE_OPTIONS, read_page_options, read_query
from timeline.web.widget.blueprint import blueprint
from timeline.web.widget.code import OF_AN_EVENT, Place, iframe

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT, CARD_HEIGHT = 720, 560, 320
"""Pixels, where the consumer names no limit; the specification wants numbers."""
CACHE_AGE = 3600
CARD = (1200, 630)


@blueprint.get("/oembed")
def oembed() -> Response:
    """Raises NotFound for an address that is not one of ours, and answers 501 to another format, as specified."""
    style = request.args.get("format", "json")
    if style not in WRITERS:
        raise UnknownFormat(f'format="{style[:20]}" is none of {", ".join(WRITERS)}')
    place, title = find(request.args.get("url", ""))
    height = CARD_HEIGHT if place.event else HEIGHT
    width, height = _within("maxwidth", WIDTH), _within("maxheight", height)
    body = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Timeline",
        "provider_url": f"{addresses().base}/",
        "cache_age": CACHE_AGE,
        "html": iframe(place, title, width=width, height=height),
        "width": width,
        "height": height,
        **_thumbnail(place),
    }
    text, media_type = WRITERS[style](body)
    response = Response(text, content_type=f"{media_type}; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = f"public, max-age={CACHE_AGE}"
    return response


def find(url: str) -> tuple[Place, str]:
    """The timeline or event that an address of ours names, and its title; raises NotFound, InvalidQuery."""
    base = addresses().base
    if not url.startswith(f"{base}/timelines/"):
        raise NotFound(f'"{url[:200]}" is no address of a timeline here; they begin with {base}/timelines/')
    parts = urlsplit(url[len(base) :])
    names = parts.path.removesuffix("/").removesuffix("/embed").split("/")[2:]
    if len(names) == 1:
        return _timeline(names[0], parts.query)
    if len(names) == 3 and names[1] == "events":  # noqa: PLR2004  {t}/events/{e}
        return _event(names[0], names[2], parts.query)
    raise NotFound(f'"{url[:200]}" is neither a timeline nor an event')


def _timeline(slug: str, query: str) -> tuple[Place, str]:
    pairs = parse_qsl(query, keep_blank_values=True)
    asked, options = read_query(pairs, PAGE_OPTIONS), read_page_options(pairs)
    with browse.reading(database(), slug) as reading:
        title = reading.described(asked).title
    return Place(slug, query=urlencode([*asked.narrowed(limit=None, cursor=None).pairs(), *options.pairs()])), title


def _event(slug: str, event: str, query: str) -> tuple[Place, str]:
    looks = [pair for pair in parse_qsl(query) if pair[0] in OF_AN_EVENT]
    options = read_page_options(looks)
    with browse.reading(database(), slug) as reading:
        version = reading.event(event)
        browse.check_standing(version)
    return Place(slug, version.event.slug, urlencode(options.pairs())), version.event.title


def _within(name: str, usual: int) -> int:
    text = request.args.get(name, "")
    if text and not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise InvalidQuery(f'{name}="{text[:20]}" is not a number of pixels')
    return min(usual, int(text[:9])) if text else usual


def _thumbnail(place: Place) -> dict[str, Any]:
    """The picture that the page has for link previews."""
    page = place.page.partition("?")[0]
    return {"thumbnail_url": f"{page}/card.png", "thumbnail_width": CARD[0], "thumbnail_height": CARD[1]}


def write_json(body: dict[str, Any]) -> tuple[str, str]:
    return json.dumps(body, ensure_ascii=False) + "\n", "application/json"


def write_xml(body: dict[str, Any]) -> tuple[str, str]:
    root = ET.Element("oembed")
    for name, value in body.items():
        ET.SubElement(root, name).text = str(value)
    return ET.tostring(root, encoding="unicode", xml_declaration=True), "text/xml"


WRITERS: dict[str, Callable[[dict[str, Any]], tuple[str, str]]] = {"json": write_json, "xml": write_xml}


def links(canonical: str, title: str) -> Markup:
    """Discovery, for the head of a page: whoever embeds it from here embeds it as it is read."""
    looks = urlencode(kept_choices())
    if looks:
        canonical += f"{'&' if '?' in canonical else '?'}{looks}"
    lines = []
    for style, media_type in (("json", "application/json+oembed"), ("xml", "text/xml+oembed")):
        url = f"{addresses().base}{url_for('widget.oembed')}?{urlencode({'format': style, 'url': canonical})}"
        lines.append(Markup('<link rel="alternate" type="{}" href="{}" title="{}">').format(media_type, url, title))
    return Markup("\n").join(lines)
