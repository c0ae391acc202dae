"""Addresses within the site. What a reader chose for one page holds for those that it leads to: every link from page to
page is made by `url_for`, and gets the choices here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request, url_for

from timeline.web.params import PAGE_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = ("lang", "dir", "theme")
PAGES = ("pages.", "widget.embed_code", "widget.event_embed_code", "document.page")
"""How the names of endpoints begin that people read. Feeds, pictures and scripts do not depend on such choices."""


def kept_choices() -> list[tuple[str, str]]:
    """Those that the request asks for; what is no choice is left behind, or the page of an error would lead to more."""
    asked = ((name, request.args.get(name)) for name in KEPT)
    return [(name, value) for name, value in asked if value in PAGE_OPTIONS[name]]


def keep_choices(endpoint: str, values: dict[str, Any]) -> None:
    """Who looks at the past also reads the events of that past."""
    if not request or not endpoint.startswith(PAGES):
        return
    for name, value in kept_choices():
        values.setdefault(name, value)
    if endpoint == "pages.event" and "as_of" in request.args:
        values.setdefault("as_of", request.args["as_of"])


def timeline_page(slug: str, pairs: Iterable[tuple[str, str]] = (), page: str = "pages.timeline") -> str:
    """The page, or another `page` of the same query."""
    values: dict[str, Any] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return url_for(page, slug=slug, **values)
