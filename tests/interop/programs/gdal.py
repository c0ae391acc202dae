"""GDAL, which is under QGIS and nearly every map."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.interop.understood import MAPPED, Program, Understood

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window


def missing() -> str | None:
    return None if shutil.which("ogr2ogr") else "no GDAL: apt install gdal-bin"


def read(source: Source, _window: Window) -> list[Understood]:
    command = ["ogr2ogr", "-f", "CSV", "-lco", "GEOMETRY=AS_WKT", "/vsistdout/", "/vsistdin/"]
    done = subprocess.run(command, input=source.body, capture_output=True, check=True, timeout=120)
    assert done.stderr == b""
    rows = csv.DictReader(io.StringIO(done.stdout.decode(), newline=""))
    return [Understood(row["id"], row["title"], geometry=row["WKT"].replace(",", ", ")) for row in rows]


PROGRAM = Program(name="GDAL", suffixes=("geojson",), read=read, missing=missing, tells=MAPPED)
