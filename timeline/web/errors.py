"""Domain error → HTTP status → problem+json (RFC 9457) or a page, by what the client accepts."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from timeline.domain import errors

if TYPE_CHECKING:
    from flask import Flask

    from timeline.domain.version import EventVersion

STATUS: dict[type[errors.TimelineError], HTTPStatus] = {
    errors.InvalidQuery: HTTPStatus.BAD_REQUEST,
    errors.Unauthenticated: HTTPStatus.UNAUTHORIZED,
    errors.NotPermitted: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.AlreadyRecorded: HTTPStatus.CONFLICT,
    errors.Withdrawn: HTTPStatus.GONE,
    errors.StaleRevision: HTTPStatus.PRECONDITION_FAILED,
    errors.RevisionRequired: HTTPStatus.PRECONDITION_REQUIRED,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.InvalidEvent: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    errors.Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}


def status_of(error: type[errors.TimelineError]) -> HTTPStatus:
    """Of the nearest ancestor in the table; a KeyError is a gap in it."""
    return next(STATUS[kind] for kind in error.__mro__ if kind in STATUS)


def register(app: Flask) -> None:
    app.register_error_handler(errors.TimelineError, answer_domain_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, answer_crash)


def answer_domain_error(error: errors.TimelineError) -> Response:
    status = status_of(type(error))
    problems = [{"pointer": problem.where, "detail": problem.message} for problem in getattr(error, "problems", ())]
    withdrawn = error.tombstone if isinstance(error, errors.Withdrawn) else None
    response = answer(status, str(error), problems, withdrawn)
    if isinstance(error, errors.Busy):
        response.headers["Retry-After"] = "5"
    if isinstance(error, errors.StoreUnavailable):
        current_app.logger.error("store unavailable: %s", error)
        response.headers["Retry-After"] = "5"
    if isinstance(error, errors.TooManyRequests):
        response.headers["Retry-After"] = str(error.wait)
    if isinstance(error, errors.Unauthenticated):
        response.headers["WWW-Authenticate"] = 'Bearer realm="timeline"'
    if isinstance(error, errors.Withdrawn):
        # Whoever may restore the event needs its revision.
        response.set_etag(str(error.tombstone.revision))
    return response


def answer_http_error(error: HTTPException) -> Response:
    response = answer(HTTPStatus(error.code or 500), error.description or error.name)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def answer_crash(error: Exception) -> Response:
    current_app.logger.error("unexpected error", exc_info=error)
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it was written to the log.")


def answer(
    status: HTTPStatus,
    detail: str,
    problems: list[dict[str, str]] | None = None,
    withdrawn: EventVersion | None = None,
) -> Response:
    """Browsers name HTML; calendar apps, readers and scripts do not. The API speaks JSON to all."""
    if "text/html" in request.headers.get("Accept", "") and not request.path.startswith("/api/"):
        page = render_template("error.html", status=status, detail=detail, problems=problems or [], withdrawn=withdrawn)
        response = Response(page, status, mimetype="text/html")
    else:
        problem: dict[str, Any] = {
            "type": "about:blank",
            "title": status.phrase,
            "status": status,
            "detail": detail,
        }
        if problems:
            problem["errors"] = problems
        body = json.dumps(problem, ensure_ascii=False) + "\n"
        # A message may quote half of a surrogate pair that was given: JSON can escape one, UTF-8 cannot hold it.
        response = Response(body.encode("utf-8", "replace"), status, mimetype="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept, Accept-Encoding"
    return response
