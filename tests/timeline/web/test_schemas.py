from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from timeline.domain.event import EventDraft
from timeline.operations.record import record_event
from timeline.web.schemas import SCHEMAS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.json"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_a_schema(client: FlaskClient, name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(client.get(f"/schemas/{name}.json").get_json(force=True))


def test_a_feed_item_keeps_its_published_schema(client: FlaskClient, database: Database, clock: Clock) -> None:
    draft = EventDraft.parse({"title": "Parade", "when": {"edtf": "2025-08~"}, "tags": ["x"]})
    record_event(database, "things", draft, actor="a", now=clock())
    schema = client.get("/schemas/item.json").get_json(force=True)
    for item in client.get("/timelines/things.json").get_json()["items"]:
        jsonschema.validate(item["_timeline"], schema)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seed_files_keep_the_published_schema(path: Path) -> None:
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), SCHEMAS["file"][0]())
