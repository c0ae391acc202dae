"""The application: settings in, Flask out. Nothing is global, so tests make as many as they like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_compress import Compress

from timeline.domain.errors import NotFound
from timeline.operations.announce import announce_to
from timeline.operations.maintain import Database
from timeline.operations.publish import Addresses
from timeline.operations.rendering import FeedRenderer
from timeline.web import (
    api,
    errors,
    feeds,
    health,
    limits,
    live,
    metrics,
    pages,
    pressure,
    schemas,
    style,
    widget,
    words,
)
from timeline.web.door import Door
from timeline.web.language import current
from timeline.web.settings import Settings, read_settings
from timeline.web.shelf import open_shelf

if TYPE_CHECKING:
    from flask import Response

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""Nothing inline and nothing foreign: text from others cannot run, and no third party learns who reads."""
SHELVES = (("shelf", "", 75), ("answers", "-answers", 25))
"""Name, end of the folder's name, and share of what may be kept, in percent."""


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or read_settings()
    app = Flask(__name__)
    app.url_map.strict_slashes = False
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.config["COMPRESS_MIMETYPES"] = [
        "text/html", "text/css", "text/javascript", "application/json", "application/problem+json", "image/svg+xml",
    ]  # fmt: skip
    app.config["COMPRESS_EVALUATE_CONDITIONAL_REQUEST"] = False  # ours are, and it would write a second Date
    app.config["TIMELINE_BODY_LIMIT"] = settings.body_limit
    addresses = Addresses(settings.base_url)
    database = Database(settings.database_url, FeedRenderer(addresses), replica_url=settings.replica_url)
    announce_to(database, settings.purge_urls.split())
    app.extensions["timeline.database"] = database
    app.extensions["timeline.addresses"] = addresses
    for name, part, share in SHELVES:
        limit = settings.cache_megabytes * 1_000_000 * share // 100
        app.extensions[f"timeline.{name}"] = open_shelf(
            settings.cache_folder, settings.database_url, settings.base_url, limit, part
        )
    app.wsgi_app = Door(app, app.wsgi_app)  # type: ignore[method-assign]  # the way that Flask documents
    if settings.metrics:
        metrics.register(app)
    limits.register(app, settings)
    errors.register(app)
    current.register(app)
    words.register(app)
    app.jinja_env.globals.update(stylesheet=style.address, light_pages=style.LIGHT)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(schemas.blueprint)
    api.register(app)
    app.register_blueprint(style.blueprint)
    widget.register(app, policy=HEADERS["Content-Security-Policy"], ancestors=settings.embed_ancestors)
    live.register(app, settings)
    pressure.register(app, settings.threads)
    Compress(app)
    app.url_value_preprocessor(_refuse_nul)
    app.after_request(_secure)
    return app


def _refuse_nul(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Nothing is named with a NUL, and PostgreSQL refuses to look for it; raises NotFound."""
    if any("\x00" in str(value) for value in (values or {}).values()):
        raise NotFound("no name has a NUL character in it")


def _secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
