"""For those who look after the service: is it alive, and can it answer readers."""

from __future__ import annotations

from flask import Blueprint, Response

from timeline.operations.maintain import check_reading
from timeline.web.context import database

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Alive, however much it has to do and whatever is away: to be started anew it would have to be silent."""
    return _plain("ok\n")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Whether readers are better sent here than elsewhere; raises StoreUnavailable, and Busy like any answer."""
    check_reading(database())
    return _plain("ready\n")


def _plain(text: str) -> Response:
    response = Response(text, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
