"""The API described: `/api/v1/openapi.json` for programs, `/api` for people, both from the registry."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape

from timeline.domain.query import PARAMETERS
from timeline.operations import browse
from timeline.web import caching
from timeline.web.api.examples import make_examples
from timeline.web.api.openapi import make_document, path_of
from timeline.web.api.routes import ENDPOINTS
from timeline.web.context import addresses, database

if TYPE_CHECKING:
    from timeline.web.api.routes import Endpoint

blueprint = Blueprint("document", __name__)
BEGUN = datetime(2025, 1, 1, tzinfo=UTC)
"""The document changes with the build alone, which its ETag names."""


@blueprint.get("/api/v1/openapi.json")
def document() -> Response:
    etag = caching.make_etag("openapi", addresses().base)
    unchanged = caching.not_modified(etag, BEGUN)
    if unchanged is not None:
        return unchanged
    body = json.dumps(make_document(addresses().api()), ensure_ascii=False, indent=1) + "\n"
    return caching.validate(Response(body, mimetype="application/json"), etag, BEGUN, "openapi")


@blueprint.get("/api")
def page() -> Response:
    """Its examples are about a timeline that is there."""
    states = browse.list_timelines(database())
    slug = states[0].timeline.slug if states else "things"
    groups = [
        (name.rpartition(".")[2], [_entry(one) for one in found])
        for name, found in groupby(ENDPOINTS, key=lambda one: one.view.__module__)
    ]
    text = render_template(
        "api.html",
        groups=groups,
        document=make_document(addresses().api()),
        shared=PARAMETERS.values(),
        coded=coded,
        examples=make_examples(addresses().api(), slug),
        base=addresses().api(),
        canonical=f"{addresses().base}/api",
    )
    etag = caching.make_etag("api", slug, addresses().base)
    unchanged = caching.not_modified(etag, BEGUN)
    return unchanged or caching.validate(Response(text), etag, BEGUN, "openapi")


def coded(text: str) -> Markup:
    """What stands between backticks as code."""
    parts = [escape(part) for part in text.split("`")]
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if odd % 2 else part for odd, part in enumerate(parts)
    )


def _entry(one: Endpoint) -> dict[str, Any]:
    operation = make_document(addresses().api())["paths"][path_of(one)][one.method.lower()]
    own = [each for each in operation["parameters"] if each["in"] == "query" and each["name"] in _own(one)]
    return {"endpoint": one, "path": path_of(one), "operation": operation, "own": own}


def _own(one: Endpoint) -> set[str]:
    return {each.name for each in one.query}
