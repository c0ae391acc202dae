"""gunicorn's worker, whose own refusals (an address too long, a header that is none) are problem documents too."""

from __future__ import annotations

import json
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from gunicorn.http.errors import (
    InvalidHeader,
    InvalidHeaderName,
    InvalidHTTPVersion,
    InvalidRequestLine,
    InvalidRequestMethod,
    LimitRequestHeaders,
    LimitRequestLine,
    ObsoleteFolding,
)
from gunicorn.workers.gthread import ThreadWorker

STATUS = {
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    InvalidHeader: HTTPStatus.BAD_REQUEST,
    InvalidHeaderName: HTTPStatus.BAD_REQUEST,
    InvalidHTTPVersion: HTTPStatus.BAD_REQUEST,
    InvalidRequestLine: HTTPStatus.BAD_REQUEST,
    InvalidRequestMethod: HTTPStatus.BAD_REQUEST,
    ObsoleteFolding: HTTPStatus.BAD_REQUEST,
}
"""What a client may get wrong before the application is asked. By exact kind: of InvalidHeader there are kinds that are
the application's own fault.
"""


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        status = STATUS.get(type(exc))
        if status is None:
            super().handle_error(req, client, addr, exc)
            return
        self.log.info("refused a request from %s: %s", addr, exc)
        with suppress(OSError):  # who sends such things is often gone by now
            client.sendall(write_refusal(status, str(exc)))


def write_refusal(status: HTTPStatus, detail: str) -> bytes:
    """The whole answer (RFC 9457); all of it is ASCII."""
    problem = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    body = json.dumps(problem) + "\n"
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Content-Type: application/problem+json",
        f"Content-Length: {len(body)}",
        "Connection: close",
    )
    return "\r\n".join((*head, "", body)).encode("ascii")
