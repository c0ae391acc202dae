"""What all pages of a timeline share: its language, its validator, and that nothing is rendered to be thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from timeline.operations import browse
from timeline.web import caching
from timeline.web.context import database
from timeline.web.language import choose
from timeline.web.params import read_page_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as AnyResponse

    Render = Callable[[browse.Reading], str | AnyResponse]


def answer(slug: str, render: Render, query: str = "") -> AnyResponse:
    """`query` is what the page depends on beside its path and its own options, written canonically. A redirect or a
    picture that `render` makes is validated like a page. Raises NotFound, InvalidQuery.
    """
    options = read_page_options(request.args.items(multi=True))
    with browse.reading(database(), slug) as reading:
        choose(options.lang, reading.state.timeline.language)
        etag = caching.timeline_etag(reading.state, f"{request.path}?{query}&{options}")
        unchanged = caching.not_modified(etag, reading.state.public_changed_at)
        if unchanged is not None:
            return unchanged
        made = render(reading)
    if isinstance(made, str):
        made = Response(made, mimetype="text/html")
    return caching.validate(made, etag, reading.state.public_changed_at, slug) if isinstance(made, Response) else made
