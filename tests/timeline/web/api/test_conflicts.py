"""Clients that write at the same time: one success for each revision, one event for each key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from tests.timeline.web.api.conftest import bearer

if TYPE_CHECKING:
    from flask import Flask

    from timeline.operations.maintain import Database

EVENTS = "/api/v1/timelines/things/events"
EVENT = {"title": "Parade", "when": {"edtf": "2025"}}


@pytest.mark.parametrize("rounds", [50, pytest.param(1_000, marks=pytest.mark.slow)])
def test_of_two_clients_on_each_revision_exactly_one_succeeds(app: Flask, database: Database, rounds: int) -> None:
    token = bearer(database, "write", "things")
    app.test_client().put(f"{EVENTS}/u0", json=EVENT, headers=token)
    together = Barrier(2)

    def write(name: str) -> list[int]:
        client, statuses = app.test_client(), []
        for revision in range(2, rounds + 2):
            together.wait(60)
            headers = {**token, "If-Match": f'"{revision}"'}
            answer = client.patch(f"{EVENTS}/u0", json={"title": f"{name} {revision}"}, headers=headers)
            statuses.append(answer.status_code)
            together.wait(60)
        return statuses

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(zip(*pool.map(write, ["Ann", "Bob"]), strict=True))
    assert [sorted(one) for one in outcomes] == [[200, 412]] * rounds
    versions = app.test_client().get(f"{EVENTS}/u0/versions").get_json()["items"]
    assert [one["revision"] for one in versions] == list(range(rounds + 2, 1, -1))


def test_the_same_key_ten_times_at_once_records_one_event(app: Flask, database: Database) -> None:
    headers = {**bearer(database, "write", "things"), "Idempotency-Key": "once"}
    together = Barrier(10)

    def record(_number: int) -> tuple[int, bytes]:
        together.wait(60)
        answer = app.test_client().post(EVENTS, json=EVENT, headers=headers)
        return answer.status_code, answer.data

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(record, range(10)))
    assert [status for status, _ in answers] == [201]
    assert len(app.test_client().get(EVENTS).get_json()["items"]) == 1
