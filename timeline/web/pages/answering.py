"""What all pages of a timeline share: its language, its validator, and that a page of one revision is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from timeline.operations import browse
from timeline.web import caching
from timeline.web.context import answers, database
from timeline.web.door import note
from timeline.web.language import choose
from timeline.web.params import read_page_options
from timeline.web.ready import Making, asked_coding, make_text, obtain, send
from timeline.web.shelf import Kept, Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as AnyResponse

    from timeline.web.ready import Making

    Render = Callable[[browse.Reading], str | AnyResponse]


def answer(slug: str, render: Render, query: str = "") -> AnyResponse:
    """`query` is what the page depends on beside its path and its own options, written canonically. A redirect or a
    picture that `render` makes is validated like a page. Raises NotFound, InvalidQuery.
    """
    options = read_page_options(request.args.items(multi=True))
    with browse.reading(database(), slug) as reading:
        choose(options.lang, reading.state.timeline.language)
        asked, changed_at, coding = f"{request.path}?{query}&{options}", reading.state.public_changed_at, asked_coding()
        etag = caching.timeline_etag(reading.state, asked)
        unchanged = caching.still_named(etag, changed_at)
        if unchanged is not None:
            note(reading)
            return unchanged
        label = Label(etag, caching.write_modified(changed_at), "text/html; charset=utf-8")
        made = obtain(answers(), asked, label, coding, lambda: _make(render(reading)))
        note(reading, made.path if isinstance(made, Kept) else None)
    if isinstance(made, Kept):
        return _of(slug, send(made))
    return caching.validate(made, etag, changed_at, slug) if isinstance(made, Response) else made


def _make(rendered: str | AnyResponse) -> Making | AnyResponse:
    return make_text(rendered) if isinstance(rendered, str) else rendered


def _of(slug: str, response: Response) -> Response:
    response.headers["Surrogate-Key"] = slug
    return response
