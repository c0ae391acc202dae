"""The blueprint that the modules of this package add their routes to."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

blueprint = Blueprint("pages", __name__)
CODE = {"widget.embed_code", "widget.event_embed_code"}
KEPT = ("lang", "dir", "theme")
"""What a reader chose for one page holds for those that it leads to; who looks at the past reads the events of then."""


@blueprint.app_url_defaults
def keep_choices(endpoint: str, values: dict[str, Any]) -> None:
    if request and (endpoint.startswith("pages.") or endpoint in CODE):
        for name in (*KEPT, "as_of") if endpoint == "pages.event" else KEPT:
            if name in request.args:
                values.setdefault(name, request.args[name])
