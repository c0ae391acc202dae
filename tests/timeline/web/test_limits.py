"""How many requests a caller may make, and whose word on an address is taken."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from multiprocessing import get_context
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.timeline.web.api.conftest import bearer
from timeline.web import counters
from timeline.web.app import create_app
from timeline.web.counters import FileStorage
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

    from timeline.operations.maintain import Database

EVENTS = "/api/v1/timelines/things/events"


@pytest.fixture
def limited(database: Database, tmp_path: Path) -> Callable[..., FlaskClient]:
    def make(**given: int) -> FlaskClient:
        storage = f"counters://{tmp_path}/requests.db"
        app = create_app(Settings(database_url="sqlite://", rate_storage=storage, **{"rate_limit": 5, **given}))
        app.extensions["timeline.database"].dispose()
        app.extensions["timeline.database"] = database
        return app.test_client()

    return make


def ask(client: FlaskClient, times: int, address: str = "192.0.2.1", **headers: str) -> list[int]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    environ = {"REMOTE_ADDR": address}
    return [client.get(EVENTS, headers=named, environ_base=environ).status_code for _ in range(times)]


def test_beyond_the_limit_a_caller_is_told_how_long_to_wait(limited: Callable[..., FlaskClient]) -> None:
    client = limited()
    first = client.get(EVENTS)
    assert first.headers["RateLimit-Policy"] == '"api";q=5;w=60'
    assert first.headers["RateLimit"].startswith('"api";r=4;t=')
    assert ask(client, 5, "127.0.0.1") == [200] * 4 + [429]
    refused = client.get(EVENTS)
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert client.get("/timelines/things").status_code == 200


def test_tokens_and_addresses_are_counted_apart(limited: Callable[..., FlaskClient], database: Database) -> None:
    client = limited()
    one, other = bearer(database, "read-drafts"), bearer(database, "read-drafts")
    assert ask(client, 6, **one) == [200] * 5 + [429]
    assert ask(client, 6, "192.0.2.2", **one) == [429] * 6
    assert ask(client, 5, **other) == [200] * 5
    assert ask(client, 5) == [200] * 5
    assert ask(client, 1, "2001:db8::1") + ask(client, 5, "2001:db8::2") == [200] * 5 + [429]
    assert ask(client, 1, "2001:db8:0:1::1") == [200]


def test_a_forged_address_is_no_address(limited: Callable[..., FlaskClient]) -> None:
    client = limited()
    forged = [ask(client, 1, X_Forwarded_For=f"198.51.100.{number}")[0] for number in range(20)]
    assert forged == [200] * 5 + [429] * 15


def test_behind_a_proxy_its_word_is_taken_and_not_the_clients(limited: Callable[..., FlaskClient]) -> None:
    client = limited(trusted_proxies=1)
    assert ask(client, 6, X_Forwarded_For="203.0.113.9, 198.51.100.1") == [200] * 5 + [429]
    rotated = [ask(client, 1, X_Forwarded_For=f"203.0.113.{number}, 198.51.100.1")[0] for number in range(5)]
    assert rotated == [429] * 5
    assert ask(client, 1, X_Forwarded_For="198.51.100.2") == [200]


def test_ten_thousand_guesses_at_a_token_end_after_thirty(
    limited: Callable[..., FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within one minute, however long it takes here."""
    minute = time.time()
    monkeypatch.setattr(counters, "time", SimpleNamespace(time=lambda: minute))
    first, second = limited(rate_limit=0), limited(rate_limit=0)
    counts = {401: 0, 429: 0}
    for number, client in zip(range(10_000), cycle((first, second))):
        guess = {"Authorization": f"Bearer tl_{number:08x}_{'a' * 43}"}
        counts[ask(client, 1, X_Forwarded_For=f"10.0.{number % 250}.1", **guess)[0]] += 1
    assert counts == {401: 30, 429: 9_970}
    assert ask(first, 1) == [200]


def count(path: str, times: int) -> list[int]:
    storage = FileStorage(f"counters://{path}")
    return [storage.incr("key", 60) for _ in range(times)]


def test_processes_that_count_in_one_file_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "requests.db")
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        counted = [one for each in pool.map(count, [path] * 4, [250] * 4) for one in each]
    assert sorted(counted) == list(range(1, 1_001))


def test_a_counter_starts_anew_when_its_time_is_over(tmp_path: Path) -> None:
    storage = FileStorage(f"counters://{tmp_path}/requests.db")
    assert [storage.incr("key", 60), storage.incr("key", 60), storage.get("key")] == [1, 2, 2]
    assert storage.incr("brief", 0) == 1
    assert (storage.get("brief"), storage.incr("brief", 60)) == (0, 1)
    storage.clear("key")
    assert (storage.get("key"), storage.check(), storage.reset()) == (0, True, 1)
