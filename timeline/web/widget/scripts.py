"""The element's scripts. `/widget/event-timeline.js` is all that a page includes; what it fetches later lies under an
address that names these very bytes, so a browser keeps that for a year.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request, url_for

from timeline.domain.errors import NotFound
from timeline.web import shortening
from timeline.web.widget.blueprint import blueprint
from timeline.web.widget.linking import link
from timeline.web.widget.wording import OTHERS, write_words

FOLDER = Path(__file__).parents[1] / "static" / "widget"
LOADER, BASE, LANGUAGE = "event-timeline", "drawing", "language"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=600, stale-while-revalidate=86400"


@cache
def version() -> str:
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.js")):
        digest.update(path.read_bytes())
    for code in OTHERS:
        digest.update(write_words(FOLDER, code).encode())
    return digest.hexdigest()[:10]


@cache
def script(name: str) -> str:
    """Raises NotFound."""
    prefix, _, code = name.partition("-")
    if prefix == LANGUAGE and code in OTHERS:
        return write_words(FOLDER, code)
    if not (FOLDER / f"{name}.js").is_file():
        raise NotFound(f"no script {name}.js; pages include /widget/{LOADER}.js")
    linked = link(FOLDER, name, BASE).replace("./VERSION/", f"./{version()}/")
    return shorten(linked.replace('"LANGUAGES"', f'"{" ".join(OTHERS)}"'))


def shorten(text: str) -> str:
    """The same program in a sixth fewer bytes: comments, spaces and long local names stay with the source."""
    return shortening.shorten("application/javascript", text)


@blueprint.get("/widget/<name>.js")
def entrance(name: str) -> Response:
    """At a stable address, so asked for again now and then; our own pages say which version they want."""
    return _answer(script(name), FOR_EVER if request.args.get("v") == version() else FOR_A_WHILE)


@blueprint.get("/widget/<build>/<name>.js")
def chunk(build: str, name: str) -> Response:
    """A page that was open over an upgrade asks for yesterday's chunk and gets today's, for this once."""
    return _answer(script(name), FOR_EVER if build == version() else "no-store")


def _answer(text: str, keeping: str) -> Response:
    """Modules are fetched with CORS, wherever the page is."""
    response = Response(text, mimetype="text/javascript")
    response.headers["Cache-Control"] = keeping
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    return response


def loader_address() -> str:
    return url_for("widget.entrance", name=LOADER, v=version())


def chunk_address(name: str) -> str:
    return url_for("widget.chunk", build=version(), name=name)
