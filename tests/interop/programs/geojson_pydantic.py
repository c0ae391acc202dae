"""geojson-pydantic: GeoJSON by its standard, member by member."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from tests.interop.understood import MAPPED, Program, Understood

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window


def missing() -> str | None:
    return None if importlib.util.find_spec("geojson_pydantic") else "no geojson-pydantic: pip install '.[interop]'"


def read(source: Source, _window: Window) -> list[Understood]:
    from geojson_pydantic import FeatureCollection  # noqa: PLC0415  an optional part

    features = FeatureCollection.model_validate_json(source.body).features
    return [
        Understood(str(each.id), (each.properties or {})["title"], geometry=each.geometry.wkt if each.geometry else "")
        for each in features
    ]


PROGRAM = Program(name="geojson-pydantic", suffixes=("geojson",), read=read, missing=missing, tells=MAPPED)
