"""The JSON Schemas of what the service takes and gives, made from the values that define them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response

from timeline.domain.event import Event
from timeline.domain.item import item_schema
from timeline.domain.native import NativeFile
from timeline.domain.version import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

blueprint = Blueprint("schemas", __name__)
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def event_schema() -> dict[str, Any]:
    """A document in the log; `$comment` numbers its shape."""
    return {"$schema": DIALECT, "$comment": f"schema {SCHEMA}", **Event.model_json_schema()}


def file_schema() -> dict[str, Any]:
    return {"$schema": DIALECT, **NativeFile.model_json_schema()}


SCHEMAS: dict[str, tuple[Callable[[], dict[str, Any]], str]] = {
    "item": (item_schema, "A structured event as the JSON Feed's `_timeline` holds it, derived dates included."),
    "event": (event_schema, "An event as the log keeps it; every version's document is one."),
    "file": (file_schema, "A file of `timeline import` and `timeline export`."),
}


@blueprint.get(f"/schemas/<any({','.join(SCHEMAS)}):name>.json")
def schema(name: str) -> Response:
    body = json.dumps(SCHEMAS[name][0](), ensure_ascii=False, indent=2) + "\n"
    response = Response(body, content_type="application/schema+json; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
