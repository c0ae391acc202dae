"""No stale "not modified" and no stale body, in 10,000 answers of several workers while writes go on.

python -m bench.freshness                                a new SQLite file in a temporary folder
python -m bench.freshness postgresql://user@host/name    an empty PostgreSQL database

One event's title always says which revision it is. After a write is acknowledged at revision R, no answer to a request
that began later may be a 304 to, or a body of, a revision below R, and every body must be of the revision that its
validator names. Each request is a connection of its own, so that it may come to any worker, and asks by If-None-Match
or by If-Modified-Since with what another reader got last.
"""

from __future__ import annotations

import gzip
import http.client
import itertools
import json
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.serving import started
from timeline.domain.timeline import Timeline
from timeline.operations.access import create_token
from timeline.operations.maintain import Database, migrate
from timeline.store.writer import create_timeline

CHECKS, READERS, WORKERS = 10_000, 8, 4
PAUSE = 0.1
"""Seconds at most between two writes, so that there is something to be not modified."""
SLUG = "fresh"
ADDRESSES = [
    f"/timelines/{SLUG}",
    f"/timelines/{SLUG}/events/one",
    f"/timelines/{SLUG}.ics",
    f"/timelines/{SLUG}.ics?from=2025-08&to=2025-09",
    f"/timelines/{SLUG}.json",
    f"/timelines/{SLUG}.atom",
    f"/api/v1/timelines/{SLUG}/events",
]
TITLE = re.compile(r"At revision (\d+)")
REVISION = re.compile(r'(?:W/)?"\d+-(\d+)-')


class Held(NamedTuple):
    revision: int
    etag: str
    modified: str | None


@dataclass
class Run:
    """`acknowledged` is the highest revision that the writer was told of."""

    base: str
    token: str
    acknowledged: int = 0
    writes: int = 0
    held: dict[tuple[str, str], Held] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    over: bool = False

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: object = None
    ) -> tuple[int, str, dict[str, str]]:
        address = urlsplit(self.base)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            data = answer.read()
            text = gzip.decompress(data) if answer.headers["Content-Encoding"] == "gzip" else data
            return answer.status, text.decode(), dict(answer.headers)
        finally:
            connection.close()


def prepare(url: str) -> str:
    """A timeline, and a token to write to it."""
    database, now = Database(url), datetime.now(UTC)
    migrate(database)
    with database.transaction() as tx:
        create_timeline(tx, Timeline(slug=SLUG, title="Fresh"), actor="bench", now=now)
    token = create_token(database, "bench", "write", None, expires_at=None, now=now)
    database.dispose()
    return token


def check(base: str, token: str, checks: int = CHECKS) -> Run:
    run = Run(base, token)
    _record(run)
    numbers = itertools.count()
    readers = [threading.Thread(target=_read, args=[run, numbers, checks]) for _ in range(READERS)]
    writer = threading.Thread(target=_write, args=[run])
    for thread in (writer, *readers):
        thread.start()
    for thread in readers:
        thread.join()
    run.over = True
    writer.join()
    return run


def _record(run: Run) -> None:
    event = {"uid": "one", "slug": "one", "title": "At revision 2", "when": {"edtf": "2025-08-01"}}
    status, text, _ = run.ask("POST", f"/api/v1/timelines/{SLUG}/events", _writing(run, "json"), event)
    assert (status, json.loads(text).get("revision")) == (201, 2), text  # noqa: S101  else nothing here means anything
    run.acknowledged = 2


def _writing(run: Run, kind: str = "merge-patch+json") -> dict[str, str]:
    return {"Authorization": f"Bearer {run.token}", "Content-Type": f"application/{kind}"}


def _write(run: Run) -> None:
    chance = random.Random(1)
    while not run.over:
        after = run.acknowledged + 1
        headers = {**_writing(run), "If-Match": f'"{run.acknowledged}"'}
        change = {"title": f"At revision {after}"}
        status, text, _ = run.ask("PATCH", f"/api/v1/timelines/{SLUG}/events/one", headers, change)
        if status != 200 or json.loads(text)["revision"] != after:
            run.wrong.append(f"a write was answered with {status}: {text}")
            return
        run.acknowledged, run.writes = after, run.writes + 1
        time.sleep(chance.random() * PAUSE)


def _read(run: Run, numbers: itertools.count[int], checks: int) -> None:
    while (number := next(numbers)) < checks:
        path = ADDRESSES[number % len(ADDRESSES)]
        coding = ("identity", "gzip")[number // len(ADDRESSES) % 2]
        held, headers = run.held.get((path, coding)), {"Accept-Encoding": coding}
        if held is not None:
            by_date = held.modified is not None and number % 3 == 0
            headers |= {"If-Modified-Since": str(held.modified)} if by_date else {"If-None-Match": held.etag}
        _judge(run, path, coding, headers, held)


def _judge(run: Run, path: str, coding: str, headers: dict[str, str], held: Held | None) -> None:
    floor = run.acknowledged
    status, text, given = run.ask("GET", path, headers)
    run.answers[status] += 1
    where = f"{status} {path} {headers}: after {floor}"
    if status == 304 and held is not None:
        if held.revision < floor:
            run.wrong.append(f"{where}, not modified since {held.revision}")
        return
    named = REVISION.match(given.get("ETag", ""))
    if status != 200 or named is None:
        run.wrong.append(f"{where}, {given}")
        return
    revision = int(named[1])
    shown = {int(one) for one in TITLE.findall(text)} or {revision}
    if revision < floor or shown != {revision}:
        run.wrong.append(f"{where}, a body of {shown} under the validator of {revision}")
    run.held[path, coding] = Held(revision, given["ETag"], given.get("Last-Modified"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/fresh.db"
        token = prepare(url)
        with started(url, "--no-seeds", workers=WORKERS, cache_folder=f"{folder}/cache") as server:
            start = time.perf_counter()
            run = check(server.base, token)
            seconds = time.perf_counter() - start
    print(f"{url.partition(':')[0]}, {WORKERS} workers: {sum(run.answers.values()):,} answers in {seconds:.0f} s while "
          f"{run.writes:,} writes were acknowledged")  # fmt: skip
    print(f"  {run.answers[304]:,} not modified, {run.answers[200]:,} bodies; stale or wrong: {len(run.wrong)}")
    for line in run.wrong[:10]:
        print(f"  {line}")
    sys.exit(bool(run.wrong))


if __name__ == "__main__":
    main()
