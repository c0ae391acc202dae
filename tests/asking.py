"""One request over the wire with exactly the headers that are given: no library adds, repeats or follows anything."""

from __future__ import annotations

import gzip
import http.client
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_THE_CONNECTION = {"date", "server", "connection", "keep-alive", "transfer-encoding"}


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by their names in lower case; `body` as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body

    @property
    def own(self) -> dict[str, str]:
        """Headers that tell of the answer, not of how it came."""
        return {name: value for name, value in self.headers.items() if name not in OF_THE_CONNECTION}


def ask(url: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Answer:
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    with closing(http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)) as connection:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in {**({"Content-Length": str(len(body))} if body else {}), **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        names = [name.lower() for name, _ in answer.getheaders()]
        assert len(names) == len(set(names)), f"a header came twice: {names}"
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
