"""Pictures for link previews, made here: nobody else is asked for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from timeline.domain.query import EventQuery
from timeline.operations import browse
from timeline.operations.draw import find_extent
from timeline.web.drawing.card import Card, draw_card
from timeline.web.drawing.strip import draw_strip
from timeline.web.language import speaking
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint
from timeline.web.words import attributed_to, value_name

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.operations.browse import Reading


@blueprint.get("/timelines/<slug>/card.png")
def timeline_card(slug: str) -> AnyResponse:
    def render(reading: Reading) -> Response:
        return _png(Card(reading.state.timeline.title, "", "", speaking().gettext("Timelines")))

    return answer(slug, render)


@blueprint.get("/timelines/<slug>/events/<event>/card.png")
def event_card(slug: str, event: str) -> AnyResponse:
    return answer(slug, lambda reading: _png(_event_card(reading, event)))


def _event_card(reading: Reading, slug: str) -> Card:
    version = reading.event(slug)
    browse.check_standing(version)
    event = version.event
    said = [value_name(event.verification), *attributed_to(event)[:1]]
    strip = draw_strip(event.when, find_extent(reading, EventQuery()))
    date = speaking().when(event.when, full=True)
    return Card(event.title, date, " · ".join(said), reading.state.timeline.title, strip)


def _png(card: Card) -> Response:
    return Response(draw_card(card), mimetype="image/png")
