"""Has anything changed? One answer for every page and feed: the timeline's public revision (RFC 9110, section 13).

The validator is made of the revision, the query and this build of the software, so it is known from one statement
and nothing is rendered to be thrown away. Strong: the same validator means the same bytes.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.http import http_date, parse_date, unquote_etag

if TYPE_CHECKING:
    from timeline.store.versions import TimelineState

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
    """`query` is whatever else the answer depends on: path, parameters, options. The moment of the change tells apart
    two logs of which one is a backup of the other.
    """
    moment = state.public_changed_at.isoformat()
    return f"{state.id}-{state.public_revision}-{make_etag(state.id, state.public_revision, moment, query)}"


def last_modified(changed_at: datetime, now: datetime) -> datetime | None:
    """Public changes have a whole second each, whatever the clock does and however many come in one: so the date is a
    validator too. While changes run ahead of the clock, it is in the future and cannot be told.
    """
    return None if changed_at.microsecond or changed_at > now else changed_at


PUBLIC = "public, max-age=0, s-maxage=5, stale-while-revalidate=60, stale-if-error=86400"
"""Always asked again, which is cheap; a cache in front may answer for a moment, and while this is away."""


def matches(etag: str) -> str | None:
    """The validator that the client has, when it is this one in any content coding."""
    return _matching(etag) if "If-None-Match" in request.headers else None


def still_named(etag: str, changed_at: datetime) -> Response | None:
    """The whole answer, when the client names it, which nobody can who never had it. `*` and dates say nothing of what
    is there, and are judged when it has been found: by `unchanged`.
    """
    named = request.headers.get("If-None-Match", "*").strip() != "*"
    return not_modified(etag, changed_at) if named else None


def not_modified(etag: str, changed_at: datetime, coding: str | None = None) -> Response | None:
    """The whole answer, when the client has it already, of what is there for certain."""
    return unchanged(etag, write_modified(changed_at), coding)


def write_modified(changed_at: datetime) -> str | None:
    modified = last_modified(changed_at, datetime.now(UTC))
    return None if modified is None else http_date(modified)


def unchanged(etag: str, modified: str | None, coding: str | None = None) -> Response | None:
    """If-None-Match comes before If-Modified-Since, which must be the very date that was given: one that a client made
    up may lie between two changes. `coding` is what it would be sent in now, for clients that name no validator.
    """
    if request.method not in {"GET", "HEAD"}:
        return None
    if "If-None-Match" in request.headers:
        matched = _matching(etag, coding)
        return None if matched is None else mark(Response(status=304), matched, modified)
    since = parse_date(request.headers.get("If-Modified-Since"))
    if since is None or modified is None or parse_date(modified) != since:
        return None
    return mark(Response(status=304), of_coding(etag, coding), modified)


def of_coding(etag: str, coding: str | None) -> str:
    """Each content coding has a validator of its own (RFC 9110, section 8.8.3.3)."""
    return f"{etag}:{coding}" if coding else etag


def _matching(etag: str, coding: str | None = None) -> str | None:
    asked = request.headers["If-None-Match"].strip()
    if asked == "*":
        return of_coding(etag, coding)
    given = {unquote_etag(part.strip())[0] for part in asked.split(",")}
    variants = (etag, *(of_coding(etag, coding) for coding in CODINGS))
    return next((variant for variant in variants if variant in given), None)


def validate(response: Response, etag: str, changed_at: datetime, surrogate: str) -> Response:
    response.headers["Surrogate-Key"] = surrogate
    return mark(response, etag, write_modified(changed_at))


def mark(response: Response, etag: str, modified: str | None) -> Response:
    response.set_etag(etag)
    if modified is not None:
        response.headers["Last-Modified"] = modified
    response.headers["Cache-Control"] = PUBLIC
    response.headers["Vary"] = "Accept-Encoding"
    return response
