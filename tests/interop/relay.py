"""A relay on loopback that hands on what a subscriber asks, and keeps what was answered."""

from __future__ import annotations

import http.client
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = {"connection", "transfer-encoding", "content-length", "server", "date", "keep-alive"}


class Answered(NamedTuple):
    method: str
    status: int


class Relay(ThreadingHTTPServer):
    """`answered` in order."""

    daemon_threads = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream = urlsplit(upstream)
        self.answered: list[Answered] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _relay(self) -> None:
        assert isinstance(self.server, Relay)
        upstream = http.client.HTTPConnection(str(self.server.upstream.hostname), self.server.upstream.port, timeout=30)
        length = int(self.headers.get("Content-Length", 0))
        kept = {name: value for name, value in self.headers.items() if name.lower() not in OWN}
        upstream.request(self.command, self.path, self.rfile.read(length) or None, kept)
        answer = upstream.getresponse()
        body = answer.read()
        upstream.close()
        self.server.answered.append(Answered(self.command, answer.status))
        self._answer(answer, body)

    def _answer(self, answer: http.client.HTTPResponse, body: bytes) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in OWN:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_PUT = do_PROPFIND = do_OPTIONS = _relay  # noqa: N815  http.server names them

    def log_message(self, *_: object) -> None:
        """Nothing is printed: `answered` keeps it."""


@contextmanager
def relaying(upstream: str) -> Iterator[Relay]:
    relay = Relay(upstream)
    thread = threading.Thread(target=relay.serve_forever, daemon=True)
    thread.start()
    try:
        yield relay
    finally:
        relay.shutdown()
        relay.server_close()
        thread.join()
