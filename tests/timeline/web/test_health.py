from __future__ import annotations

import re
import urllib.request
from typing import TYPE_CHECKING

from tests.serving import started
from timeline.web.app import create_app
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from flask import Flask
    from flask.testing import FlaskClient


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own server
        return str(answer.read().decode())


def test_who_can_read_is_ready(client: FlaskClient) -> None:
    assert (client.get("/readyz").status_code, client.get("/healthz").status_code) == (200, 200)


def test_without_a_database_it_is_alive_and_not_ready(tmp_path: Path) -> None:
    client = create_app(Settings(database_url=f"sqlite:///{tmp_path}/never-made.db")).test_client()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert client.get("/healthz").status_code == 200


def test_who_is_full_is_alive_and_not_ready(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.web.pressure.PATIENCE", 0.01)
    for _ in range(8):
        app.extensions["timeline.gate"].enter()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_numbers_of_all_workers_are_told_together_and_name_no_timeline(tmp_path: Path) -> None:
    with started(f"sqlite:///{tmp_path}/timeline.db", workers=2, metrics=1) as server:
        for _ in range(20):
            fetch(f"{server.base}/timelines/kursk.json")
        told = [fetch(f"{server.base}/metrics") for _ in range(4)]
    counted = r'timeline_requests_total{method="GET",route="/timelines/<slug>\.<any\(.*\):suffix>",status="200"} (\S+)'
    assert [re.findall(counted, one) for one in told] == [["20.0"]] * 4
    assert "kursk" not in told[0]


def test_unless_it_is_asked_for_nothing_is_counted(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404
