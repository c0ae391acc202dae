"""The JSON API: `routes` holds the registry of endpoints, each other module a group of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_cors import CORS

from timeline.web.api import aggregates, changes, document, events, timelines, writing
from timeline.web.api.caller import note_caller
from timeline.web.api.routes import UidConverter, blueprint

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["aggregates", "changes", "document", "events", "register", "timelines", "writing"]

READABLE = ["ETag", "Last-Modified", "Link", "RateLimit", "RateLimit-Policy", "Retry-After"]


def register(app: Flask) -> None:
    """Scripts of any site may read, as anybody may; no cookie is ever looked at."""
    app.url_map.converters["uid"] = UidConverter
    app.register_blueprint(blueprint)
    app.register_blueprint(document.blueprint)
    app.after_request(note_caller)
    CORS(
        app,
        resources=r"/api/v1/.*",
        origins="*",
        send_wildcard=True,
        methods=["GET", "HEAD"],
        allow_headers=["If-None-Match", "If-Modified-Since"],
        expose_headers=READABLE,
        max_age=86_400,
    )
