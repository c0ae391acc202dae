"""The API as it describes itself, to programs and to people."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import jsonschema
import pytest

from timeline.domain.event import EventDraft
from timeline.domain.query import PARAMETERS
from timeline.operations.record import record_event
from timeline.web.api.openapi import make_document, path_of
from timeline.web.api.routes import ENDPOINTS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

DOCUMENT = "/api/v1/openapi.json"


def test_every_endpoint_is_in_the_document_with_the_parameters_that_it_takes(client: FlaskClient) -> None:
    document = client.get(DOCUMENT).get_json()
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "https://timelines.example.org/api/v1"}]
    described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert described == {(one.method, path_of(one)) for one in ENDPOINTS}
    listed = document["paths"]["/timelines/{slug}/events"]["get"]["parameters"]
    assert set(PARAMETERS) < {one["name"] for one in listed if one["in"] == "query"}
    ids = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(ids) == len(set(ids))


def test_every_reference_leads_somewhere_and_every_schema_is_one(client: FlaskClient) -> None:
    answer = client.get(DOCUMENT)
    schemas = answer.get_json()["components"]["schemas"]
    assert set(re.findall(r'"#/components/schemas/([^"]+)"', answer.text)) <= set(schemas)
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", ["events", "changes", "events/u0/versions", "extent", "aggregates?by=tag"])
def test_answers_keep_the_schema_that_the_document_promises(
    client: FlaskClient, database: Database, clock: Clock, path: str
) -> None:
    draft = EventDraft.parse({"uid": "u0", "title": "Parade", "when": {"edtf": "2025-08~"}, "tags": ["x"]})
    record_event(database, "things", draft, actor="a", now=clock())
    document = make_document("https://timelines.example.org/api/v1")
    template = f"/timelines/{{slug}}/{path.partition('?')[0]}".replace("u0", "{uid}")
    answers = document["paths"][template]["get"]["responses"]
    schema = {**answers["200"]["content"]["application/json"]["schema"], "components": document["components"]}
    jsonschema.validate(client.get(f"/api/v1/timelines/things/{path}").get_json(), schema)


def test_asking_for_the_document_again_costs_nothing(client: FlaskClient, statements: list[str]) -> None:
    etag = client.get(DOCUMENT).headers["ETag"]
    statements.clear()
    assert client.get(DOCUMENT, headers={"If-None-Match": etag}).status_code == 304
    assert statements == []


def test_the_page_shows_every_endpoint_and_parameter_and_asks_nobody_else(client: FlaskClient) -> None:
    answer = client.get("/api")
    page = html.unescape(answer.text)
    for one in ENDPOINTS:
        assert f'id="{one.view.__name__}"' in page
        assert path_of(one) in page
    for name in PARAMETERS:
        assert f"<code>{name}</code>" in page
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert not re.search(r'(src|href)="(https?:)?//(?!timelines\.example\.org)', page)
