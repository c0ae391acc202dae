"""The OpenAPI 3.1 document, made from the registry of endpoints and the values that they take and give."""

from __future__ import annotations

import inspect
import re
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from timeline import __version__
from timeline.domain import errors
from timeline.domain.edtf import parse_edtf
from timeline.domain.query import PARAMETERS
from timeline.web.api.routes import ENDPOINTS
from timeline.web.api.shapes import ProblemBody
from timeline.web.errors import status_of
from timeline.web.params import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.domain.parameter import Parameter
    from timeline.web.api.routes import Endpoint

REF = "#/components/schemas/{model}"
PLACE = re.compile(r"<(?:(?P<kind>\w+)(?:\([^)]*\))?:)?(?P<name>\w+)>")
PATH_SCHEMAS: dict[str | None, dict[str, Any]] = {
    None: {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 100},
    "uid": {"type": "string", "minLength": 1, "maxLength": 255},
    "int": {"type": "integer", "minimum": 0},
}
"""By converter; None is a slug."""

INTRODUCTION = """Dated events, told as sure as they are known. Reading is for everybody; a token
(`timeline token create`) sees drafts or changes events. Errors are problem documents of RFC 9457, with a JSON Pointer
to each thing that is wrong."""
HEADERS: dict[str, dict[str, Any]] = {
    "ETag": {"description": "Of one event its revision; send it back in If-None-Match, or in If-Match to change it."},
    "Link": {"description": 'RFC 8288: `rel="self"`, and `rel="next"` where there is a next page.'},
    "Location": {"description": "The address of what was made."},
}


@cache
def make_document(address: str) -> dict[str, Any]:
    """`address` is that of the API, absolute."""
    refs, components = _schemas()
    paths: dict[str, dict[str, Any]] = {}
    for one in ENDPOINTS:
        paths.setdefault(path_of(one), {})[one.method.lower()] = _operation(one, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Timeline", "version": __version__, "description": INTRODUCTION},
        "servers": [{"url": address}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _schemas() -> tuple[dict[Any, dict[str, Any]], dict[str, Any]]:
    """By model and mode a reference, and what the references lead to."""
    wanted: set[Any] = {(ProblemBody, "serialization"), *((one.gives, "serialization") for one in ENDPOINTS)}
    wanted |= {(one.takes.shape, "validation") for one in ENDPOINTS if one.takes is not None}
    ordered = sorted(wanted, key=lambda pair: (pair[0].__name__, pair[1]))
    refs, found = models_json_schema(ordered, ref_template=REF)
    return refs, found.get("$defs", {})


def path_of(one: Endpoint) -> str:
    return PLACE.sub(lambda found: "{" + found["name"] + "}", one.rule)


def _operation(one: Endpoint, refs: Mapping[Any, dict[str, Any]]) -> dict[str, Any]:
    text = inspect.cleandoc(one.view.__doc__ or one.view.__name__)
    token: dict[str, Any] = {"token": []}
    operation: dict[str, Any] = {
        "operationId": one.view.__name__,
        "tags": [one.view.__module__.rpartition(".")[2]],
        "summary": re.split(r"(?<=[a-z0-9])[.;:](?:\s|$)", text)[0].replace("\n", " "),
        "description": text if one.scope is None else f"{text}\n\nNeeds a token with scope `{one.scope}`.",
        "security": [{}, token] if one.scope is None else [token],
        "parameters": [*_path_parameters(one), *_query_parameters(one), *_header_parameters(one)],
        "responses": _responses(one, refs),
    }
    if one.takes is not None:
        schema = refs[(one.takes.shape, "validation")]
        content = {media_type: {"schema": schema} for media_type in one.takes.media_types}
        operation["requestBody"] = {"required": not one.takes.optional, "content": content}
    return operation


def _path_parameters(one: Endpoint) -> Iterable[dict[str, Any]]:
    for found in PLACE.finditer(one.rule):
        schema = PATH_SCHEMAS.get(found["kind"], {"type": "string", "minLength": 1})
        yield {"name": found["name"], "in": "path", "required": True, "schema": schema}


def _query_parameters(one: Endpoint) -> Iterable[dict[str, Any]]:
    yield from (write_parameter(each) for each in one.query)
    if one.selects:
        yield from (write_parameter(each) for each in PARAMETERS.values())
        for name, choices in OPTIONS.items():
            text = "How a calendar is laid out; accepted here, so that one query string serves all."
            yield {"name": name, "in": "query", "description": text, "schema": {"enum": list(choices)}}


def write_parameter(one: Parameter) -> dict[str, Any]:
    schema = parameter_schema(one)
    repeated = {"type": "array", "items": schema, "minItems": 1}
    return {
        "name": one.name,
        "in": "query",
        "description": one.help,
        "schema": repeated if one.narrows else schema,
    }


def parameter_schema(one: Parameter) -> dict[str, Any]:
    """Of one value: what its parser says of itself."""
    if one.parse is parse_edtf:
        return {"type": "string", "format": "edtf", "minLength": 1, "maxLength": 255, "examples": ["2025-08~"]}
    return getattr(one.parse, "schema", {"type": "string", "minLength": 1})


def _header_parameters(one: Endpoint) -> Iterable[dict[str, Any]]:
    if one.method == "GET":
        yield _header("If-None-Match", "The ETag of what you have; 304 says that it is still so.")
    if one.changes is not None:
        text = f"The ETag of the {one.changes} that this changes, or `*` for whichever is there."
        yield _header("If-Match", text, r'^(\*|(W/)?"?(\d+-)?\d{1,15}(-[0-9a-f]+)?(:\w+)?"?)$')
    if one.scope is not None:
        text = "Makes the request safe to send again: the same key has the same answer for a day."
        yield _header("Idempotency-Key", text, r"^[\x21-\x7e]{1,255}$")


def _header(name: str, description: str, pattern: str | None = None) -> dict[str, Any]:
    schema = {"type": "string"} if pattern is None else {"type": "string", "pattern": pattern}
    return {"name": name, "in": "header", "required": False, "description": description, "schema": schema}


def _responses(one: Endpoint, refs: Mapping[Any, dict[str, Any]]) -> dict[str, Any]:
    content = {"application/json": {"schema": refs[(one.gives, "serialization")]}}
    names = ("ETag", "Link") if one.method == "GET" else ("ETag",)
    answers: dict[str, Any] = {_key(HTTPStatus.OK): _answer("Done.", content, names)}
    if one.creates:
        answers[_key(HTTPStatus.CREATED)] = _answer("Made.", content, ("ETag", "Location"))
    if one.method == "GET":
        answers[_key(HTTPStatus.NOT_MODIFIED)] = _answer("You have it already.", None, ("ETag", "Link"))
    problem = {"application/problem+json": {"schema": refs[(ProblemBody, "serialization")]}}
    for status in sorted(refusals(one)):
        answers[_key(status)] = _answer(status.phrase + ".", problem, ())
    return answers


def _key(status: HTTPStatus) -> str:
    return str(int(status))


def _answer(description: str, content: dict[str, Any] | None, headers: Iterable[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"description": description}
    if content is not None:
        made["content"] = content
    shown = {name: {**HEADERS[name], "schema": {"type": "string"}} for name in headers}
    return {**made, "headers": shown} if shown else made


def refusals(one: Endpoint) -> set[HTTPStatus]:
    """Every way in which this endpoint may say no."""
    kinds: set[type[errors.TimelineError]] = {
        errors.InvalidQuery, errors.Unauthenticated, errors.TooManyRequests, errors.StoreUnavailable, *one.raises
    }  # fmt: skip
    found = {HTTPStatus.REQUEST_URI_TOO_LONG, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE}
    if "<" in one.rule:
        kinds.add(errors.NotFound)
    if one.scope is not None:
        kinds |= {errors.NotPermitted, errors.AlreadyRecorded, errors.InvalidEvent}
    if one.changes is not None:
        kinds |= {errors.StaleRevision, errors.RevisionRequired, errors.Withdrawn}
    if one.takes is not None:
        found |= {HTTPStatus(RequestEntityTooLarge.code), HTTPStatus(UnsupportedMediaType.code)}
    return found | {status_of(kind) for kind in kinds}
