from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from timeline.domain.errors import Busy
from timeline.web import pressure
from timeline.web.pressure import WAITING, Gate

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def come_and_go(gate: Gate) -> None:
    gate.enter()
    gate.leave()


def test_a_place_is_free_again_after_every_answer(client: FlaskClient) -> None:
    for address in ("/healthz", "/nowhere", "/timelines/things?limit=no") * 30:
        assert client.get(address).status_code < 500


def test_beyond_those_who_may_wait_everybody_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pressure, "PATIENCE", 5.0)
    gate = Gate(1)
    gate.enter()
    waiting = [threading.Thread(target=come_and_go, args=[gate]) for _ in range(WAITING)]
    for thread in waiting:
        thread.start()
    while gate._places._value:  # until all have their place in the queue
        pass
    with pytest.raises(Busy, match="more requests are waiting"):
        gate.enter()
    gate.leave()
    for thread in waiting:
        thread.join()


def test_who_waits_too_long_is_refused_and_gives_the_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pressure, "PATIENCE", 0.05)
    gate = Gate(1)
    gate.enter()
    for _ in range(3 * WAITING):
        with pytest.raises(Busy, match="took too long"):
            gate.enter()
