"""The style sheets of `static/css` as one file: small files to read and change, one request to load.

Its address names the build, so a browser keeps it for a year and never shows a page in yesterday's style.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import minify
from flask import Blueprint, Response, request, url_for

from timeline.web import caching

blueprint = Blueprint("style", __name__)
FOLDER = Path(__file__).parent / "static" / "css"
SHEETS = (
    "tokens", "base", "layout", "controls", "finding", "marks", "chronology", "drawing", "embed", "event", "pictures",
    "subscribe", "api", "preferences", "print",
)  # fmt: skip
"""In the order of the cascade: what readers set for themselves, and paper, come last."""


@cache
def joined() -> str:
    sheets = "\n".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return str(minify.string("text/css", sheets))


def address() -> str:
    return url_for("style.sheet", v=caching.build())


@blueprint.get("/style.css")
def sheet() -> Response:
    response = Response(joined(), mimetype="text/css")
    lasting = request.args.get("v") == caching.build()
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
