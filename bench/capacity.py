"""What one core carries: the figures of docs/scale.md, by the processor time of the server's processes.

python -m bench.capacity                                 10,000 events in a new SQLite file
python -m bench.capacity --events 100000 URL             an empty PostgreSQL database

Processor time per request hardly depends on what else the machine does; what it says of requests a second is what a
core of this machine would do if it did nothing else. One client asks over one connection, as a proxy does.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import sqlalchemy as sa

from bench.data import SLUG, fill
from tests.deploy import nginx
from tests.serving import started
from timeline.operations.access import create_token
from timeline.operations.maintain import Database
from timeline.operations.publish import Addresses
from timeline.operations.rendering import FeedRenderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SITE = "https://timelines.example.org"
TICK = os.sysconf("SC_CLK_TCK")
FEED, PAGE = f"/timelines/{SLUG}.ics", f"/timelines/{SLUG}"
EVENTS = f"/api/v1/timelines/{SLUG}/events"
STREAMS = 150
QUICK = "--quick" in sys.argv


def workers_of(parent: int) -> list[int]:
    """The children of an nginx that answer; the one that loads the cache ends by itself."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    names = {int(one): Path(f"/proc/{one}/cmdline").read_text(encoding="utf-8") for one in children}
    return [number for number, name in names.items() if "worker process" in name]


def processor_seconds(numbers: Iterable[int]) -> float:
    fields = (Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for one in numbers)
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICK


def megabytes(number: int) -> float:
    """Its share of what it has with others, and what it has alone."""
    lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1_000


class Client:
    def __init__(self, base: str) -> None:
        address = urlsplit(base)
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=120)

    def ask(self, path: str, method: str = "GET", body: object = None, **headers: str) -> tuple[int, dict[str, str]]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = None if body is None else json.dumps(body)
        self._connection.request(method, path, data, {"Accept-Encoding": "gzip", **named})
        answer = self._connection.getresponse()
        answer.read()
        return answer.status, dict(answer.headers)

    def close(self) -> None:
        self._connection.close()


def measure(name: str, numbers: list[int], times: int, ask: Callable[[int], int], wanted: int = 200) -> None:
    """The first answers do not count: they warm what is kept. With --quick a fifth is asked."""
    times = times // 5 if QUICK else times
    assert all(ask(-number) == wanted for number in range(1, 6)), name  # noqa: S101  else the figure is of something else
    before = processor_seconds(numbers)
    wrong = sum(ask(number) != wanted for number in range(times))
    each = (processor_seconds(numbers) - before) / times
    print(f"| {name} | {1_000 * each:.3f} ms | {1 / each if each else 0:,.0f} |" + (f" {wrong} wrong" if wrong else ""))


def ask_server(base: str, numbers: list[int], token: str) -> None:
    with closing(Client(base)) as client:
        feed, page = (client.ask(path)[1]["ETag"] for path in (FEED, PAGE))
        measure("a feed, not modified", numbers, 2_000, lambda _: client.ask(FEED, If_None_Match=feed)[0], 304)
        measure("a page, not modified", numbers, 2_000, lambda _: client.ask(PAGE, If_None_Match=page)[0], 304)
        measure("the whole calendar, gzip", numbers, 500, lambda _: client.ask(FEED)[0])
        measure("the page", numbers, 100, lambda _: client.ask(PAGE)[0])
        measure("100 events of the API", numbers, 100, lambda number: client.ask(f"{EVENTS}?limit={101 + number}")[0])
        when = {"when": {"edtf": "2025-08"}}
        headers = {"Authorization": f"Bearer {token}", "Content_Type": "application/json"}
        measure("a write", numbers, 200, lambda number: client.ask(
            EVENTS, "POST", {"title": f"One more, {number}", **when}, **headers)[0], 201)  # fmt: skip


def ask_front(front: nginx.Nginx, numbers: list[int]) -> None:
    with closing(Client(front.base)) as client:
        feed = client.ask(FEED)[1]["ETag"]
        measure("nginx: a feed, not modified", numbers, 5_000, lambda _: client.ask(FEED, If_None_Match=feed)[0], 304)
        measure("nginx: the page from its cache", numbers, 5_000, lambda _: client.ask(PAGE)[0])


def open_streams(base: str, worker: int) -> None:
    before, address = megabytes(worker), urlsplit(base)
    held = [socket.create_connection((address.hostname or "", address.port or 80)) for _ in range(STREAMS)]
    for one in held:
        one.sendall(f"GET /timelines/{SLUG}/stream HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert b"200 OK" in one.recv(20)  # noqa: S101  else they are none
    print(f"\n{STREAMS} streams: {1_000 * (megabytes(worker) - before) / STREAMS:.0f} kB each")
    for one in held:
        one.close()


def bytes_of(database: Database) -> int:
    if database.is_sqlite:
        return Path(str(database.url.database)).stat().st_size
    with database.snapshot() as tx:
        return int(tx.execute(sa.text("SELECT pg_database_size(current_database())")).scalar_one())


def prepare(url: str, events: int) -> str:
    database = Database(url, FeedRenderer(Addresses(SITE)))
    fill(database, events)
    each = bytes_of(database) / events
    print(f"{database.url.get_backend_name()}, {events:,} events: {each:,.0f} bytes each in the database")
    token = create_token(database, "bench", "write", None, expires_at=None, now=datetime.now(UTC))
    database.dispose()
    return token


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("url", nargs="?")
    reader.add_argument("--events", type=int, default=10_000)
    reader.add_argument("--quick", action="store_true")
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{folder}/capacity.db"
        token = prepare(url, given.events)
        settings = {"public_url": SITE, "workers": 1, "cache_folder": f"{folder}/cache"}
        print("\n| | processor time | a second, by one core |\n| --- | --- | --- |")
        with started(url, "--no-seeds", **settings) as server, nginx.made() as front:
            worker = next(iter(server.workers()))
            ask_server(server.base, [server.process.pid, worker], token)
            with nginx.running(front, [server.base]) as number:
                ask_front(front, workers_of(number))
            print(f"\na worker: {megabytes(worker):.0f} MB")
            open_streams(server.base, worker)


if __name__ == "__main__":
    main()
