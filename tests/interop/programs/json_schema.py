"""A JSON Schema validator: the feed by the format's own schema, each event by the one that is served beside it."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from jsonschema import Draft202012Validator

from tests.interop.understood import LISTED, Program, Understood

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window

JSON_FEED = Path(__file__).parents[2] / "feeds" / "formats" / "jsonfeed.schema.json"


def read(source: Source, _window: Window) -> list[Understood]:
    document = json.loads(source.body)
    Draft202012Validator(json.loads(JSON_FEED.read_bytes())).validate(document)
    item = Draft202012Validator(_served(urljoin(source.url, "/schemas/item.json")))
    for each in document["items"]:
        item.validate(each["_timeline"])
    return [Understood(each["id"], each["title"]) for each in document["items"]]


def _served(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own server
        return json.load(answer)


PROGRAM = Program(name="JSON Schema", suffixes=("json",), read=read, missing=lambda: None, tells=LISTED)
