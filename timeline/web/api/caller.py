"""Who asks, and how: the token, the conditions and the key that a request carries in its headers."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import current_app, g, request

from timeline.domain.errors import InvalidQuery, StoreUnavailable, Unauthenticated
from timeline.operations.access import PUBLIC, Access, authenticate, note_use
from timeline.operations.edit import Request
from timeline.web.context import database
from timeline.web.limits import check_refusals, count_refusal

if TYPE_CHECKING:
    from flask import Response

    from timeline.domain.step import Expected

REVISION = re.compile(r'(?:W/)?"?(\d{1,15})(?::\w+)?"?', re.ASCII)
"""An event's ETag. Proxies that compress weaken it and servers mark its coding, and it still names one state."""
TIMELINE_TAG = re.compile(r'(?:W/)?"?\d+-(\d{1,15})-[0-9a-f]+(?::\w+)?"?', re.ASCII)
KEY = re.compile(r"[\x21-\x7e]{1,255}")


def caller() -> Access:
    """The public without an Authorization header; raises Unauthenticated on one that is not right."""
    if "access" not in g:
        g.access = _read_token(request.headers.get("Authorization"))
    found: Access = g.access
    return found


def _read_token(header: str | None) -> Access:
    if header is None:
        return PUBLIC
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated("send the token as Authorization: Bearer tl_…")
    check_refusals()
    try:
        return authenticate(database(), secret.strip(), datetime.now(UTC))
    except Unauthenticated:
        count_refusal()
        raise


def note_caller(response: Response) -> Response:
    """After the answer has gone: when a token was last used is nothing to wait for."""
    access: Access | None = g.get("access")
    if access is not None and access.unnoted:
        store, logger = database(), current_app.logger

        def note() -> None:
            try:
                note_use(store, access, datetime.now(UTC))
            except StoreUnavailable as error:
                logger.warning("the use of a token was not noted: %s", error)

        response.call_on_close(note)
    return response


def read_request(*, dry_run: bool = False) -> Request:
    """What a change is asked with; raises InvalidQuery on an Idempotency-Key that is none."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise InvalidQuery("Idempotency-Key is 1 to 255 visible ASCII characters, such as a UUID")
    return Request(caller(), datetime.now(UTC), key, _digest(), dry_run)


def _digest() -> str:
    """What a repeated request must have the same of."""
    parts = (request.method, request.full_path, request.headers.get("If-Match", ""))
    return hashlib.sha256("\n".join(parts).encode() + b"\n" + request.get_data()).hexdigest()


def expected_revision(pattern: re.Pattern[str] = REVISION) -> Expected | None:
    """Of If-Match, None without it; raises InvalidQuery when no revision can be read from it."""
    text = request.headers.get("If-Match")
    if text is None:
        return None
    if text.strip() == "*":
        return "*"
    found = pattern.fullmatch(text.strip()) or REVISION.fullmatch(text.strip())
    if found is None:
        raise InvalidQuery(f'If-Match: {text[:60]} names no revision; send the one ETag that GET gave, such as "7"')
    return int(found[1])
