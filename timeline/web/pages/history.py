"""The versions that an event went through, and what each changed, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from timeline.web.differences import describe_changes
from timeline.web.pages.answering import answer
from timeline.web.pages.blueprint import blueprint

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.operations.browse import Reading


@blueprint.get("/timelines/<slug>/events/<event>/history")
def history(slug: str, event: str) -> AnyResponse:
    return answer(slug, lambda reading: _render(reading, event))


def _render(reading: Reading, event: str) -> str:
    found = reading.history(reading.event(event))
    steps = [
        (one, describe_changes(before.event, one.event) if before else [])
        for one, before in zip(found, [*found[1:], None], strict=True)
    ]
    return render_template("history.html", timeline=reading.state.timeline, event=found[0].event, steps=steps)
