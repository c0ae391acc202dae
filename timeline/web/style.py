"""The style sheets of `static/css` as two files: small files to read and change, few requests to load. A timeline needs
the first alone, until a dialog is opened over it; all other pages take both.

Their addresses name the build, so a browser keeps them for a year and never shows a page in yesterday's style.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request, url_for

from timeline.web import caching, shortening

blueprint = Blueprint("style", __name__)
FOLDER = Path(__file__).parent / "static" / "css"
SHEETS = {
    "style": (
        "tokens", "base", "layout", "controls", "finding", "marks", "chronology", "drawing", "preferences", "print",
    ),
    "more": ("cards", "embed", "event", "pictures", "subscribe", "api"),
}  # fmt: skip
"""In the order of the cascade, `more` before `style`: what readers set for themselves, and paper, come last."""
LIGHT = {"pages.timeline"}
"""Endpoints that need nothing more until a dialog is opened over them."""


@cache
def joined(name: str) -> str:
    sheets = "\n".join((FOLDER / f"{one}.css").read_text(encoding="utf-8") for one in SHEETS[name])
    return shortening.shorten("text/css", sheets)


def address(name: str) -> str:
    return url_for("style.sheet", name=name, v=caching.build())


@blueprint.get(f"/<any({','.join(SHEETS)}):name>.css")
def sheet(name: str) -> Response:
    response = Response(joined(name), mimetype="text/css")
    lasting = request.args.get("v") == caching.build()
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
