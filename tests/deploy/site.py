"""A whole site on loopback: a primary, its replica, two servers of two workers each, and nginx in front."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import sqlalchemy as sa

from tests.deploy import nginx
from tests.postgresql import Cluster
from tests.serving import started
from timeline.domain.timeline import Timeline
from timeline.operations.access import create_token
from timeline.operations.maintain import Database, migrate
from timeline.store.writer import create_timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.deploy.nginx import Nginx
    from tests.serving import Server

DURABLE = "synchronous_commit=on"
"""What was acknowledged survives the kill of the primary."""
QUICK = "wal_retrieve_retry_interval=200ms"
"""How soon a replica looks for its primary again."""


class Answer(NamedTuple):
    status: int
    body: str
    headers: dict[str, str]


def ask(address: str, token: str | None = None, document: Any = None) -> Answer:
    """GET, or POST of a document."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    data = None if document is None else json.dumps(document).encode()
    if data is not None:
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(address, data=data, headers=headers)  # noqa: S310  our own server
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return Answer(answer.status, answer.read().decode(), dict(answer.headers))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.read().decode(), dict(error.headers))


def soon(check: Callable[[], bool], seconds: float = 20.0) -> float:
    """Seconds until it is so; fails when it never is."""
    start = time.monotonic()
    while not check():
        assert time.monotonic() - start < seconds, "it did not come about"
        time.sleep(0.01)
    return time.monotonic() - start


class Listener:
    """A subscriber to an event stream; `revisions` are those that it was told of."""

    def __init__(self, base: str) -> None:
        address = urlsplit(base)
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        self._connection.request("GET", "/timelines/things/stream")
        self._answer = self._connection.getresponse()
        assert self._answer.status == 200
        assert self._answer.readline().startswith(b"retry:")
        self.revisions: list[int] = []
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def close(self) -> None:
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._answer.close()
        self._connection.close()

    def _read(self) -> None:
        for line in self._answer:
            if line.startswith(b"id: "):
                self.revisions.append(int(line[4:]))

    def heard(self, revision: int) -> bool:
        return bool(self.revisions) and self.revisions[-1] >= revision


@dataclass
class Site:
    primary: Cluster
    replica: Cluster
    first: Server
    second: Server
    front: Nginx
    token: str
    written: list[str] = field(default_factory=list)

    def write(self, server: str | None = None) -> Answer:
        """An event whose title is the last of `written`, once it is acknowledged."""
        title = f"Event {time.monotonic_ns()}"
        document = {"title": title, "when": {"edtf": "2025-08-01"}}
        base = self.first.base if server is None else server
        answer = ask(f"{base}/api/v1/timelines/things/events", self.token, document)
        if answer.status == 201:
            self.written.append(title)
        return answer

    @property
    def bases(self) -> list[str]:
        return [self.first.base, self.second.base, self.front.base]

    @property
    def last(self) -> str:
        return self.written[-1]


def public(base: str) -> list[str]:
    """Addresses of what all readers see, each with the newest event in it."""
    things = f"{base}/timelines/things"
    events = f"{base}/api/v1/timelines/things/events"
    return [f"{things}?sort=-updated", f"{things}.ics", f"{things}.json", f"{events}?sort=-updated"]


def run(cluster: Cluster, statement: str) -> Any:
    engine = sa.create_engine(cluster.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        found = connection.exec_driver_sql(statement).scalar()
    engine.dispose()
    return found


@contextmanager
def brought_up(programs: Path, folder: Path) -> Iterator[Site]:
    primary, replica = Cluster(programs), Cluster(programs)
    try:
        primary.start()
        primary.kill()
        primary.resume(DURABLE)
        token = _prepare(primary.url)
        replica.start_replica_of(primary, QUICK)
        with nginx.made() as front:
            settings = {
                "replica_url": replica.url, "purge_urls": front.purge, "public_url": front.base, "workers": 2,
                "trusted_proxies": 1,
            }  # fmt: skip
            one = started(primary.url, "--no-seeds", cache_folder=folder / "one", **settings)
            other = started(primary.url, "--no-seeds", cache_folder=folder / "other", **settings)
            with one as first, other as second, nginx.running(front, [first.base, second.base]):
                yield Site(primary, replica, first, second, front, token)
    finally:
        replica.stop()
        primary.stop()


def _prepare(url: str) -> str:
    """A timeline, and a token to write to it."""
    database, now = Database(url), datetime.now(UTC)
    migrate(database)
    with database.transaction() as tx:
        create_timeline(tx, Timeline(slug="things", title="Things"), actor="editor", now=now)
    token = create_token(database, "editor", "write", None, expires_at=None, now=now)
    database.dispose()
    return token
