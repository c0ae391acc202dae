"""Ours on SQLite and PostgreSQL beside its peers, on the same seeded events: the table of targets, with ratios.

python -m bench.compare                      10,000 events, all systems; writes bench/RESULTS.md
python -m bench.compare --large              and growth to 100,000 on SQLite, which are copies of 10,000
python -m bench.compare --folder FOLDER      keeps the databases there, and takes those that are there

Peers: `pip install -e '.[bench]'`, and nginx, wrk and PostgreSQL from the system. Systems are asked in turns, round
after round, so that what else the machine does meets them alike; figures are the middle ones of the rounds. Requests a
second depend on that all the same, so ratios are of processor time a request, of all processes of a server. Every
answer is checked: its status, how many events it holds, and after an edit that it holds the edit.
"""

from __future__ import annotations

import argparse
import base64
import json
import math
import shutil
import sqlite3
import statistics
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench import peers, systems
from bench.data import SLUG, fill, make_documents
from bench.measuring import VERY_SLOW, Figures, Request, ask, load
from bench.multiply import multiply
from bench.report import Line, write_report
from timeline.operations.maintain import Database
from timeline.operations.publish import Addresses
from timeline.operations.rendering import FeedRenderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.measuring import Answer
    from bench.systems import Server

ROUNDS = 3
WRITERS, WRITE_SECONDS = 8, 4.0
SQLITE, POSTGRESQL = "ours, SQLite", "ours, PostgreSQL"
USER = {"Authorization": f"Basic {base64.b64encode(b'bench:').decode()}"}
GZIP = {"Accept-Encoding": "gzip"}
T = f"/timelines/{SLUG}"
API = f"/api/v1{T}"
REPORT = (
    '<?xml version="1.0"?><C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>'
    '<C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
    '<C:time-range start="20200301T000000Z" end="20200401T000000Z"/>'
    "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
)


def _events(answer: Answer) -> int:
    return answer.body.count(b"BEGIN:VEVENT")


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of request: ours, and what the peers have for the same. `file` is what nginx has it under; `limit` and
    `peer` are the targets: a share of nginx's speed, and so many times that of the best peer.
    """

    name: str
    path: str
    file: str
    peers: dict[str, Request] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    limit: float = 0.2
    peer: float = 10
    cold: bool = True
    conditional: bool = False


MONTH = {"from": "2020-03", "to": "2020-03"}
WHOLE_PEERS = {
    "Datasette": Request("/bench/event.ics?_size=max"),
    "Radicale": Request("/bench/cal/", USER),
    "Flask + icalendar": Request("/events.ics"),
}
ROWS = [
    Row("304 of the whole .ics", f"{T}.ics", "whole.ics", limit=0.25, cold=False, conditional=True),
    Row("whole .ics", f"{T}.ics", "whole.ics", WHOLE_PEERS, limit=0.8, peer=30),
    Row("whole .ics, gzip", f"{T}.ics", "whole.ics", headers=GZIP, limit=0.8, cold=False),
    Row("1,000 as .json", f"{T}.json?limit=1000", "thousand.json", {
        "Datasette": Request("/bench/event.json?_size=1000&_shape=objects"),
        "Flask + icalendar": Request("/events.json?limit=1000"),
    }, limit=0.8),
    Row("one month as .ics", f"{T}.ics?from=2020-03&to=2020-03", "month.ics", {
        "Datasette": Request("/bench/month.ics?from=2020-03-01&to=2020-04-01"),
        "Radicale": Request("/bench/cal/", {**USER, "Depth": "1"}, "REPORT", REPORT),
        "Flask + icalendar": Request("/events.ics?from=2020-03-01&to=2020-04-01"),
    }),
    Row("one tag as .ics", f"{T}.ics?tag=tag%207", "tag.ics", {
        "Datasette": Request("/bench/tagged.ics?tag=tag+7"),
        "Flask + icalendar": Request("/events.ics?tag=tag+7"),
    }),
    Row("search, 20 hits, as .ics", f"{T}.ics?q=group7", "search.ics", {
        "Datasette": Request("/bench/event.ics?_search=group7&_size=20"),
        "Flask + icalendar": Request("/events.ics?q=group7"),
    }),
    Row("JSON page of 100", f"{API}/events?limit=100", "page.json", {
        "Datasette": Request("/bench/event.json?_size=100&_shape=objects"),
        "Flask + icalendar": Request("/events.json?limit=100"),
    }),
    Row("one event, JSON", f"{API}/events/e000010", "event.json", {
        "Datasette": Request("/bench/event/e000010.json"),
        "Flask + icalendar": Request("/events/e000010.json"),
    }),
    Row("counts by month", f"{API}/aggregates?by=month", "months.json", {
        "Datasette": Request("/bench/months.json"),
        "Flask + icalendar": Request("/months.json"),
    }),
    Row("one tile", f"{API}/tiles/3/8?lane=category", "tile.json"),
    Row("the HTML page", T, "page.html", limit=0.1),
]  # fmt: skip
GROWING = ("304 of the whole .ics", "one month as .ics", "JSON page of 100", "one event, JSON")
LARGE = 100_000


class Comparison:
    """Figures by row and system, one for each round."""

    def __init__(self) -> None:
        self.warm: dict[str, dict[str, list[Figures]]] = {}
        self.cold: dict[str, dict[str, list[Answer]]] = {}

    def add(self, row: str, system: str, figures: Figures) -> None:
        self.warm.setdefault(row, {}).setdefault(system, []).append(figures)

    def took(self, row: str, system: str) -> float:
        """Milliseconds of one request, the last time; 0 where there is none."""
        before = self.warm.get(row, {}).get(system, [])
        return before[-1].latency if before else 0.0

    def add_cold(self, row: str, system: str, answer: Answer) -> None:
        self.cold.setdefault(row, {}).setdefault(system, []).append(answer)


def requests_of(row: Row, system: Server, etag: str) -> Request | None:
    conditional = {"If-None-Match": etag} if row.conditional else {}
    if system.name in {SQLITE, POSTGRESQL}:
        return Request(row.path, {**row.headers, **conditional})
    if system.name == "nginx":
        return Request(f"/{row.file}", {**row.headers, **conditional})
    return row.peers.get(system.name)


def compare(among: list[Server], editors: dict[str, Callable[[int], str]], count: int, rounds: int) -> Comparison:
    found = Comparison()
    for turn in range(rounds):
        for row in ROWS:
            print(f"round {turn + 1} of {rounds}: {row.name}", flush=True)
            for system in among:
                if turn and found.took(row.name, system.name) > VERY_SLOW:
                    continue
                _measure(found, row, system, count)
                if row.cold and system.name in editors and requests_of(row, system, ""):
                    found.add_cold(row.name, system.name, _after_edit(row, system, editors[system.name], turn))
    return found


def _measure(found: Comparison, row: Row, system: Server, count: int) -> None:
    request = requests_of(row, system, "")
    if request is None:
        return
    if row.conditional:
        request = requests_of(row, system, _etag(system, request))
        assert request is not None  # noqa: S101  as before
    figures = load(system, request)
    expected = 304 if row.conditional else 207 if request.method == "REPORT" else 200
    if figures.answer.status != expected:
        raise RuntimeError(f"{system.name}: {row.name} is answered with {figures.answer.status}")
    if row.name == "whole .ics":
        events = _events(figures.answer)
        if events < count:
            raise RuntimeError(f"{system.name}: {events} of {count} events")
    found.add(row.name, system.name, figures)


def _etag(system: Server, request: Request) -> str:
    answer = ask(system, request)
    if "etag" not in answer.headers:
        raise RuntimeError(f"{system.name}: {request.path} is answered with {answer.status} {answer.body[:300]!r}")
    return answer.headers["etag"]


def _after_edit(row: Row, system: Server, edit: Callable[[int], str], turn: int) -> Answer:
    """The first answer after it, which must be another one where the edited event is in it."""
    title = edit(turn)
    request = requests_of(row, system, "")
    assert request is not None  # noqa: S101  asked for where there is one
    answer = ask(system, request)
    if row.name == "whole .ics" and title.encode() not in answer.body:
        raise RuntimeError(f"{system.name}: the edit is not there")
    return answer


def editor_of_ours(server: Server, token: str) -> Callable[[int], str]:
    numbers = iter(range(1_000_000))

    def edit(_turn: int) -> str:
        title = f"Edited {next(numbers)}"
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/merge-patch+json", "If-Match": "*"}
        answer = ask(server, Request(f"{API}/events/e000011", headers, "PATCH", json.dumps({"title": title})))
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {answer.body!r}")
        return title

    return edit


def editor_of_tables(path: Path) -> Callable[[int], str]:
    numbers = iter(range(1_000_000))

    def edit(_turn: int) -> str:
        title = f"Edited {next(numbers)}"
        connection = sqlite3.connect(path, timeout=30)
        with connection:
            connection.execute("update event set event_name = ? where uid = 'e000011'", (title,))
        connection.close()
        return title

    return edit


def editor_of_collection(server: Server) -> Callable[[int], str]:
    numbers = iter(range(1_000_000))
    document = list(make_documents(12))[11]

    def edit(_turn: int) -> str:
        title = f"Edited {next(numbers)}"
        body = peers.write_item({**document, "title": title}).decode()
        answer = ask(server, Request("/bench/cal/e000011.ics", {**USER, "Content-Type": "text/calendar"}, "PUT", body))
        if answer.status not in {200, 201, 204}:
            raise RuntimeError(f"{answer.status} {answer.body!r}")
        return title

    return edit


def write_speed(server: Server, token: str, name: str) -> tuple[float, float]:
    """Events a second by eight clients, each on a connection of its own, and processor time of one."""
    counts, before = [0] * WRITERS, server.seconds()
    ends = time.monotonic() + WRITE_SECONDS
    documents = list(make_documents(WRITERS, seed=len(name)))
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def write(client: int) -> None:
        while time.monotonic() < ends:
            own = {**documents[client], "uid": f"{name}-{client}-{counts[client]}"}
            own["slug"] = own["uid"]
            answer = ask(server, Request(f"{API}/events", headers, "POST", json.dumps(own)))
            if answer.status != 201:
                raise RuntimeError(f"{answer.status} {answer.body!r}")
            counts[client] += 1

    threads = [threading.Thread(target=write, args=(client,)) for client in range(WRITERS)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun), (server.seconds() - before) * 1000 / max(1, sum(counts))


def filled(url: str, count: int) -> tuple[float, float]:
    """Events a second, and by processor time."""
    database = Database(url, FeedRenderer(Addresses(systems.PUBLIC)))
    begun, cpu = time.perf_counter(), time.process_time()
    fill(database, count)
    database.dispose()
    return count / (time.perf_counter() - begun), count / (time.process_time() - cpu)


def prepared(folder: Path, count: int, work: Path) -> tuple[str, tuple[float, float] | None]:
    """A copy to write to, of one that is kept; and how fast it was filled, if it was now."""
    kept = folder / f"ours-{count}.db"
    speed = None
    if count >= LARGE and not kept.exists():
        prepared(folder, count // 10, work)
        multiply(folder / f"ours-{count // 10}.db", kept, 10)
    elif not kept.exists():
        speed = filled(f"sqlite:///{kept}", count)
        with sqlite3.connect(kept) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
    copy = Path(tempfile.mkdtemp(dir=work)) / f"ours-{count}.db"
    shutil.copy(kept, copy)
    return f"sqlite:///{copy}", speed


def files_for_nginx(server: Server, folder: Path) -> None:
    for row in ROWS:
        if not row.headers and not row.conditional:
            answer = ask(server, Request(row.path))
            if answer.status != 200:
                raise RuntimeError(f"{row.path}: {answer.status} {answer.body[:300]!r}")
            peers.write_file(folder, row.file, answer.body)


@dataclass(slots=True)
class Sized:
    """Ours on SQLite with so many events."""

    count: int
    warm: dict[str, float] = field(default_factory=dict)
    write_cpu: float = 0.0
    first: float = 0.0
    first_cpu: float = 0.0
    started_in: float = 0.0
    memory: tuple[float, float] = (0.0, 0.0)
    size: int = 0


def grow(folder: Path, count: int, work: Path) -> Sized:
    url, _ = prepared(folder, count, work)
    token = systems.make_token(url)
    found = Sized(count)
    with systems.ours(SQLITE, url, work / f"shelf-{count}") as server:
        found.started_in = server.started_in
        for row in ROWS:
            if row.name in GROWING:
                comparison = Comparison()
                for _ in range(ROUNDS):
                    _measure(comparison, row, server, count)
                found.warm[row.name] = statistics.median(one.cpu for one in comparison.warm[row.name][SQLITE])
        edit = editor_of_ours(server, token)
        before = max(server.megabytes())
        answers = [_after_edit(ROWS[1], server, edit, turn) for turn in range(ROUNDS)]
        found.first = statistics.median(one.milliseconds for one in answers)
        found.first_cpu = statistics.median(one.cpu for one in answers)
        found.size = len(answers[0].body)
        found.write_cpu = write_speed(server, token, f"grow{count}")[1]
        found.memory = (before, max(server.megabytes()))
        print(found, flush=True)
    return found


def exponent(low: float, high: float, from_: int, to: int) -> float:
    return math.log(high / low) / math.log(to / from_)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--large", action="store_true")
    options.add_argument("--folder", type=Path)
    options.add_argument("--events", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--report", type=Path, default=systems.ROOT / "bench" / "RESULTS.md")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench") as place:
        work = Path(place)
        folder = given.folder or work / "kept"
        folder.mkdir(exist_ok=True)
        with ExitStack() as stack:
            lines = run(stack, folder, work, given.events, given.rounds)
        sizes: list[Sized] = []
        for count in (1_000, 10_000, *([LARGE] if given.large else [])):
            write_report(given.report, lines, sizes, given.events)
            print(f"growth: {count:,} events", flush=True)
            sizes.append(grow(folder, count, work))
        write_report(given.report, lines, sizes, given.events)
        print(f"written: {given.report}")


def run(stack: ExitStack, folder: Path, work: Path, count: int, rounds: int) -> list[Line]:
    url, imported = prepared(folder, count, work)
    pg_url, pg_pid = stack.enter_context(systems.postgresql())
    pg_imported = filled(pg_url, count)
    print("filled", imported, pg_imported, flush=True)
    documents = list(make_documents(count))
    peers.write_tables(work / "bench.db", documents)
    peers.write_collection(work / "radicale", documents)
    systems.write_metadata(work / "metadata.json")
    tokens = {SQLITE: systems.make_token(url), POSTGRESQL: systems.make_token(pg_url)}
    sqlite = stack.enter_context(systems.ours(SQLITE, url, work / "shelf"))
    postgres = stack.enter_context(systems.ours(POSTGRESQL, pg_url, work / "shelf-pg", others=(pg_pid,)))
    files_for_nginx(sqlite, work)
    plain = stack.enter_context(systems.plain_view(work / "bench.db"))
    dav = stack.enter_context(systems.radicale(work / "radicale"))
    sette = stack.enter_context(systems.datasette(work / "bench.db", work / "metadata.json"))
    static = stack.enter_context(systems.nginx(work))
    tables = editor_of_tables(work / "bench.db")
    editors = {
        SQLITE: editor_of_ours(sqlite, tokens[SQLITE]),
        POSTGRESQL: editor_of_ours(postgres, tokens[POSTGRESQL]),
        "Datasette": tables, "Flask + icalendar": tables, "Radicale": editor_of_collection(dav),
    }  # fmt: skip
    found = compare([static, sqlite, postgres, sette, dav, plain], editors, count, rounds)
    hello = statistics.median(load(plain, Request("/hello")).cpu for _ in range(ROUNDS))
    lines = [*Line.of_rows(ROWS, found, hello)]
    for server in (sqlite, postgres):
        rates, cpus = zip(
            *(write_speed(server, tokens[server.name], f"w{turn}") for turn in range(ROUNDS)), strict=True
        )
        lines.append(Line.of_writes(server.name, statistics.median(rates), statistics.median(cpus)))
        lines.append(Line.of_memory(server.name, server.megabytes(), server.started_in))
    for name, speed in ((SQLITE, imported), (POSTGRESQL, pg_imported)):
        if speed is not None:
            lines.append(Line.of_import(name, *speed))
    return lines


if __name__ == "__main__":
    main()
