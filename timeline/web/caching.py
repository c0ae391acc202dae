"""Has anything changed? One answer for every page and feed: the timeline's public revision (RFC 9110, section 13).

The validator is made of the revision, the query and this build of the software, so it is known from one statement
and nothing is rendered to be thrown away. Strong: the same validator means the same bytes.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.http import http_date, parse_date, unquote_etag

if TYPE_CHECKING:
    from timeline.store.versions import TimelineState

SECOND = timedelta(seconds=1)
CODINGS = ("gzip", "br", "zstd", "deflate")


@cache
def build() -> str:
    """Names the code and templates that render, so that an upgrade is a change."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for folder in ("timeline", "feeds"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".po"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def make_etag(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, (*parts, build()))).encode()).hexdigest()[:24]


def timeline_etag(state: TimelineState, query: str) -> str:
    """`query` is whatever else the answer depends on: path, parameters, options."""
    return f"{state.id}-{state.public_revision}-{make_etag(state.id, state.public_revision, query)}"


def last_modified(changed_at: datetime, now: datetime) -> datetime:
    """In whole seconds, as HTTP counts. While that second lasts another change may come that this date could not
    tell from the first, so until then the second before is given.
    """
    second = changed_at.replace(microsecond=0)
    return second - SECOND if now < second + SECOND else second


PUBLIC = "public, max-age=0, s-maxage=5, stale-while-revalidate=60, stale-if-error=86400"
"""Always asked again, which is cheap; a cache in front may answer for a moment, and while this is away."""


def matches(etag: str) -> str | None:
    """The validator that the client has, when it is this one in any content coding."""
    return _matching(etag) if "If-None-Match" in request.headers else None


def not_modified(etag: str, changed_at: datetime) -> Response | None:
    """The whole answer, when the client has it already. If-None-Match comes before If-Modified-Since."""
    if request.method not in {"GET", "HEAD"}:
        return None
    if "If-None-Match" in request.headers:
        matched = _matching(etag)
        return None if matched is None else _validated(Response(status=304), matched, changed_at)
    since = parse_date(request.headers.get("If-Modified-Since"))
    if since is None or last_modified(changed_at, datetime.now(UTC)) > since:
        return None
    return _validated(Response(status=304), etag, changed_at)


def _matching(etag: str) -> str | None:
    """Compression gives each coding a validator of its own by a suffix, which comes back here."""
    asked = request.headers["If-None-Match"].strip()
    if asked == "*":
        return etag
    given = {unquote_etag(part.strip())[0] for part in asked.split(",")}
    variants = (etag, *(f"{etag}:{coding}" for coding in CODINGS))
    return next((variant for variant in variants if variant in given), None)


def validate(response: Response, etag: str, changed_at: datetime, surrogate: str) -> Response:
    response.headers["Surrogate-Key"] = surrogate
    return _validated(response, etag, changed_at)


def _validated(response: Response, etag: str, changed_at: datetime) -> Response:
    response.set_etag(etag)
    response.headers["Last-Modified"] = http_date(last_modified(changed_at, datetime.now(UTC)))
    response.headers["Cache-Control"] = PUBLIC
    response.headers["Vary"] = "Accept-Encoding"
    return response
