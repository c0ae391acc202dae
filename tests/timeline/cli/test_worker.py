"""What the server refuses before the application is asked is a problem document, as every refusal is."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest

from tests.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(f"sqlite:///{tmp_path_factory.mktemp('worker')}/timeline.db") as base:
        yield int(base.rpartition(":")[2])


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /?q=" + b"x" * 9_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 9_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\xed\xa0\x80: x\r\n\r\n", 400),
        (b"GET / HTTP/9\r\n\r\n", 400),
        (b"\xff\r\n\r\n", 400),
    ],
)
def test_what_the_server_cannot_read_is_refused_with_a_problem(port: int, sent: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(sent)
        head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.split()[1] == str(status).encode()
    assert b"Content-Type: application/problem+json" in head
    assert json.loads(body)["status"] == status
