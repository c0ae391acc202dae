"""How to subscribe: the page behind every "Subscribe", which a script shows as a dialog over the page it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import segno
from flask import render_template, request, url_for
from markupsafe import Markup

from feeds import FORMATS
from timeline.domain.edtf import format_day, parse_edtf
from timeline.operations import browse
from timeline.operations.rendering import policy_of
from timeline.operations.splitting import is_big
from timeline.web import finding
from timeline.web.context import addresses
from timeline.web.language import speaking
from timeline.web.links import kept_choices, timeline_page
from timeline.web.offers import list_offers, write_all
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint
from timeline.web.params import OPTIONS, PAGE_OPTIONS, chosen_options, read_options, read_query

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading
    from timeline.store.renderings import Measure

CALENDAR = next(style for style in FORMATS.values() if style.calendar)
FRAME = 1_000
"""Characters of a calendar around its events, about."""


@blueprint.get("/timelines/<slug>/subscribe")
def subscribe(slug: str) -> AnyResponse:
    pairs = list(request.args.items(multi=True))
    query = read_query(pairs, PAGE_OPTIONS).narrowed(limit=None, cursor=None)
    chosen = chosen_options(pairs)

    def render(reading: Reading) -> str:
        return render_template("subscribe.html", **_shown(reading, query, chosen))

    return answer(slug, render, write_all(query, chosen))


@blueprint.get("/timelines/<slug>/events/<event>/subscribe")
def subscribe_event(slug: str, event: str) -> AnyResponse:
    """To one event, for whoever waits for it to be confirmed, dated or called off."""
    chosen = chosen_options(request.args.items(multi=True))

    def render(reading: Reading) -> str:
        version = reading.event(event)
        browse.check_standing(version)
        timeline, address = reading.state.timeline, addresses()
        links = {suffix: address.event(slug, version.event.slug, suffix) for suffix in FORMATS}
        return render_template(
            "subscribe.html",
            timeline=timeline,
            title=version.event.title,
            language=version.event.language or timeline.language,
            back=url_for(".event", slug=slug, event=version.event.slug),
            measure=None,
            offers=[],
            **_ways(links, f"{address.event(slug, version.event.slug)}/subscribe", chosen),
            **_options(reading, chosen),
        )

    return answer(slug, render, urlencode(chosen))


def _shown(reading: Reading, query: EventQuery, chosen: list[tuple[str, str]]) -> dict[str, Any]:
    timeline, address = reading.state.timeline, addresses()
    found = reading.measure(query, CALENDAR.suffix)
    asked, size = write_all(query, chosen), (found.size or 0) + FRAME
    links = {suffix: address.timeline(timeline.slug, suffix, asked) for suffix in FORMATS}
    return {
        "timeline": timeline,
        "title": timeline.title,
        "language": timeline.language,
        "words": ", ".join(f"{one.label}: {one.value}" for one in finding.conditions(timeline.slug, query)),
        "back": timeline_page(timeline.slug, [*query.pairs(), *chosen]),
        "measure": found,
        "kilobytes": None if found.size is None else max(1, round(size / 1_000)),
        "days": _days(found),
        "big": is_big(found.events, size),
        "offers": list_offers(reading, CALENDAR, query, chosen, found.events, size),
        "kept": query.pairs(),
        **_ways(links, f"{address.timeline(timeline.slug)}/subscribe", [*query.pairs(), *chosen]),
        **_options(reading, chosen),
    }


def _days(found: Measure) -> list[str]:
    """The first and the last, in words."""
    known = [day for day in (found.first_day, found.last_day) if day is not None]
    return [speaking().date(parse_edtf(format_day(day))) for day in known]


def _ways(links: dict[str, str], path: str, asked: list[tuple[str, str]]) -> dict[str, Any]:
    """`path` and what is `asked` are this very page: a phone that reads the code finds there what suits it."""
    https = links[CALENDAR.suffix]
    phone = _join(path, [*asked, *kept_choices()])
    return {
        "https": https,
        "webcal": f"webcal:{https.partition(':')[2]}",
        "canonical": _join(path, asked),
        "qr": Markup(segno.make(phone, micro=False, error="m").svg_inline(svgclass="qr", omitsize=True)),  # noqa: S704
        "readers": [(style, links[style.suffix]) for style in FORMATS.values() if not style.calendar],
        "feeds": [
            {"title": style.title, "type": style.media_type, "url": links[style.suffix]} for style in FORMATS.values()
        ],
    }


def _join(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _options(reading: Reading, chosen: list[tuple[str, str]]) -> dict[str, Any]:
    options = read_options(chosen, reading.state.timeline.feed)
    return {"chosen": options, "choices": OPTIONS, "policy": policy_of(reading.state.timeline)}


WITH_TIMELINES = {blueprint.name, "widget"}
OF_A_VIEW = {"pages.timeline", "widget.embed_code"}


@blueprint.app_template_global()
def subscribe_address() -> str | None:
    """Of the page that is being shown, with its query; None where there is nothing to subscribe to, or it is shown."""
    values = request.view_args or {}
    if request.blueprint not in WITH_TIMELINES or "slug" not in values or "subscribe" in str(request.endpoint):
        return None
    if "event" in values:
        return url_for("pages.subscribe_event", slug=values["slug"], event=values["event"])
    pairs: dict[str, list[str]] = {}
    if request.endpoint in OF_A_VIEW:
        query = read_query(request.args.items(multi=True), PAGE_OPTIONS).narrowed(limit=None, cursor=None)
        for name, value in [*query.pairs(), *chosen_options(request.args.items(multi=True))]:
            pairs.setdefault(name, []).append(value)
    return url_for("pages.subscribe", slug=values["slug"], **pairs)  # type: ignore[arg-type]  # names of parameters
