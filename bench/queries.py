"""What queries cost, on SQLite and PostgreSQL, beside Datasette over the same rows, in interleaved rounds.

python -m bench.queries                                   1,000 and 100,000 events
python -m bench.queries --events 1000 --rounds 10         sooner
python -m bench.queries --folder kept                     stores are kept there, and used again

Datasette has the same rows with first and last day, an index on both, and FTS5; what recurs is one row to it. Every
answer is checked against the events themselves.
"""

from __future__ import annotations

import argparse
import json
import math
import sqlite3
import statistics
import tempfile
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import sqlalchemy as sa

from bench.data import DAYS, FIRST, SLUG, TWENTY, fill, make_documents
from bench.servers import Asking, datasette_server, timeline_server
from tests import postgresql
from timeline.operations.maintain import Database
from timeline.web.app import create_app
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = 50
API = f"/api/v1/timelines/{SLUG}"


@dataclass(frozen=True, slots=True)
class Row:
    uid: str
    first: date
    last: date
    yearly: bool
    document: dict[str, Any]

    def meets(self, begin: date, end: date, *, recurs: bool) -> bool:
        if self.first <= end and self.last >= begin:
            return True
        if not (recurs and self.yearly and self.first <= end):
            return False
        return any(begin <= self._in(year) <= end for year in range(begin.year, end.year + 1))

    def _in(self, year: int) -> date:
        leap = (self.first.month, self.first.day) == (2, 29)
        return date.max if leap and year % 4 else self.first.replace(year=year)


def read_rows(count: int) -> list[Row]:
    return [_row(document) for document in make_documents(count)]


def _row(document: dict[str, Any]) -> Row:
    when = document["when"]
    text = when["edtf"] if "edtf" in when else when["start"]["local"][:10]
    first, _, last = text.partition("/")
    yearly = "recurrence" in document
    return Row(document["uid"], date.fromisoformat(first), date.fromisoformat(last or first), yearly, document)


def make_datasette(path: Path, rows: list[Row]) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "CREATE TABLE event (uid TEXT PRIMARY KEY, title TEXT, first TEXT, last TEXT, body TEXT, document TEXT)"
        )
        database.executemany(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)",
            (
                (one.uid, one.document["title"], f"{one.first}", f"{one.last}", one.document["description"],
                 json.dumps(one.document))
                for one in rows
            ),
        )  # fmt: skip
        database.execute("CREATE INDEX event_days ON event (first, last)")
        database.execute('CREATE VIRTUAL TABLE event_fts USING fts5 (title, body, content="event")')
        database.execute("INSERT INTO event_fts (event_fts) VALUES ('rebuild')")
        database.execute("ANALYZE")
        database.commit()


@dataclass(frozen=True, slots=True)
class Question:
    """`ours` and `theirs` are the address of a round, and whether its answer is right."""

    name: str
    ours: Callable[[int], str]
    theirs: Callable[[int], str]
    right: Callable[[int, Any, bool], bool]


def make_questions(rows: list[Row]) -> list[Question]:
    starts = Counter(f"{one.first:%Y-%m}" for one in rows)
    months = "SELECT substr(first, 1, 7) AS month, count(*) AS count FROM event GROUP BY 1"
    counted = f"/rows.json?{urlencode({'sql': months, '_shape': 'array'})}"

    def is_window(number: int, items: list[dict[str, Any]], ours: bool) -> bool:
        begin, end = window(number)
        found = {one.uid for one in rows if one.meets(begin, end, recurs=ours)}
        return len(items) == min(PAGE, len(found)) and {item["uid"] for item in items} <= found

    def is_search(number: int, items: list[dict[str, Any]], _ours: bool) -> bool:
        first = group(number, len(rows)) * TWENTY
        return {item["uid"] for item in items} == {one.uid for one in rows[first : first + TWENTY]}

    def is_starts(_number: int, items: list[dict[str, Any]], ours: bool) -> bool:
        return {item["keys"]["month"] if ours else item["month"]: item["count"] for item in items} == starts

    def is_overlaps(number: int, items: list[dict[str, Any]], ours: bool) -> bool:
        if not ours:
            return is_starts(number, items, ours)
        counts = {item["keys"]["month"]: item["count"] for item in items}
        sample = sorted(starts)[number % len(starts)]
        begin = date.fromisoformat(f"{sample}-01")
        end = (begin + timedelta(31)).replace(day=1) - timedelta(1)
        return bool(counts[sample] == sum(one.meets(begin, end, recurs=True) for one in rows))

    def words(number: int) -> str:
        return f"group{group(number, len(rows))}"

    def our_window(number: int) -> str:
        begin, end = window(number)
        return f"{API}/events?from={begin}&to={end}&limit={PAGE}"

    def by_month(count: str) -> Callable[[int], str]:
        return lambda _: f"{API}/aggregates?by=month&count={count}"

    return [
        Question("page of 50 in a month", our_window, _their_window, is_window),
        Question(
            "search, 20 hits",
            lambda number: f"{API}/events?q={words(number)}&limit={PAGE}",
            lambda number: _their_rows({"_search": words(number)}),
            is_search,
        ),
        Question("events by month of start", by_month("start"), lambda _: counted, is_starts),
        Question("events by month that they touch", by_month("overlap"), lambda _: counted, is_overlaps),
    ]


def window(number: int) -> tuple[date, date]:
    begin = FIRST + timedelta(number * 397 % (DAYS - 31))
    return begin, begin + timedelta(30)


def group(number: int, events: int) -> int:
    return number * 37 % (events // TWENTY)


def _their_window(number: int) -> str:
    begin, end = window(number)
    return _their_rows({"first__lte": end, "last__gte": begin, "_sort": "first"})


def _their_rows(asked: dict[str, Any]) -> str:
    """Without the count of all rows, so that it does no more than is asked of ours."""
    return f"/rows/event.json?{urlencode({**asked, '_size': PAGE, '_shape': 'array', '_nocount': 1})}"


@dataclass(frozen=True, slots=True)
class Measured:
    seconds: list[float]

    @property
    def p50(self) -> float:
        return 1_000 * statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        return 1_000 * sorted(self.seconds)[math.ceil(0.99 * len(self.seconds)) - 1]


Figures = dict[tuple[str, str, int], Measured]
"""By question, system and number of events."""


def measure(folder: Path, server: str, events: list[int], rounds: int) -> tuple[Figures, dict[str, int]]:
    figures: dict[tuple[str, str, int], list[float]] = {}
    statements: dict[str, int] = {}
    for count in events:
        rows = read_rows(count)
        questions = make_questions(rows)
        urls = {"SQLite": f"sqlite:///{folder}/events-{count}.db", "PostgreSQL": _postgresql(server, count)}
        for url in urls.values():
            _fill(url, count)
        rows_path = folder / f"rows-{count}" / "rows.db"
        if not rows_path.exists():
            rows_path.parent.mkdir()
            make_datasette(rows_path, rows)
        statements |= count_statements(urls["SQLite"], questions)
        with ExitStack() as stack:
            asked = {name: Asking(stack.enter_context(timeline_server(url))) for name, url in urls.items()}
            asked["Datasette"] = Asking(stack.enter_context(datasette_server(rows_path)))
            for number in range(-2, rounds):
                for name, asking in asked.items():
                    for question in questions:
                        seconds = _ask(question, asking, number, ours=name != "Datasette")
                        if number >= 0:
                            figures.setdefault((question.name, name, count), []).append(seconds)
    return {key: Measured(seconds) for key, seconds in figures.items()}, statements


def _ask(question: Question, asking: Asking, number: int, *, ours: bool) -> float:
    address = (question.ours if ours else question.theirs)(abs(number))
    seconds, body = asking.get(address)
    answer = json.loads(body)
    if not question.right(abs(number), answer["items"] if ours else answer, ours):
        raise RuntimeError(f"{address}: a wrong answer")
    return seconds


def _fill(url: str, count: int) -> None:
    database = Database(url)
    with database.engine.connect() as connection:
        there = sa.inspect(connection).has_table("event_version")
    if not there:
        fill(database, count)
        if not database.is_sqlite:
            _administer(url, "VACUUM ANALYZE")
    database.dispose()


def _postgresql(server: str, count: int) -> str:
    """The URL of a database on the server, which is made if it is not there."""
    name = f"events_{count}"
    engine = sa.create_engine(server)
    with engine.connect() as connection:
        there = connection.execute(sa.text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}).first()
    engine.dispose()
    if there is None:
        _administer(server, f"CREATE DATABASE {name}")
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)


def _administer(url: str, statement: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def count_statements(url: str, questions: list[Question]) -> dict[str, int]:
    """Of one request, by question; transaction control left out."""
    app = create_app(Settings(database_url=url, rate_limit=0))
    database: Database = app.extensions["timeline.database"]
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            seen.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    counts = {}
    for question in questions:
        seen.clear()
        app.test_client().get(question.ours(1), buffered=True)
        counts[question.name] = len(seen)
    database.dispose()
    return counts


def write_table(figures: Figures, statements: dict[str, int], events: list[int]) -> str:
    """Markdown. Growth is the exponent of p50 from the fewest to the most events: 0 for none, 1 for linear."""
    least, most = min(events), max(events)
    head = [
        "question", "system", f"p50 ms at {least:,}", f"p50 ms at {most:,}", f"p99 ms at {most:,}", "growth",
        "statements", "Datasette's p50 / this",
    ]  # fmt: skip
    lines = [head, ["---"] * len(head)]
    for question, spent in statements.items():
        theirs = figures[question, "Datasette", most].p50
        for system in ("SQLite", "PostgreSQL", "Datasette"):
            small, large = figures[question, system, least], figures[question, system, most]
            growth = math.log(large.p50 / small.p50) / math.log(most / least) if most > least else 0.0
            numbers = [f"{one:.1f}" for one in (small.p50, large.p50, large.p99)]
            told = "–" if system == "Datasette" else str(spent)
            lines.append([question, system, *numbers, f"{growth:.2f}", told, f"{theirs / large.p50:.2f}"])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Queries beside Datasette.")
    parser.add_argument("--events", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--folder", type=Path, help="Where stores are kept, to be used again.")
    parser.add_argument("--postgresql", metavar="URL", help="A server; by default one of Debian's packages is started.")
    given = parser.parse_args()
    programs = postgresql.find_programs()
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        server = given.postgresql
        if server is None:
            if programs is None:
                parser.error(postgresql.MISSING)
            cluster = postgresql.Cluster(programs)
            cluster.start()
            stack.callback(cluster.stop)
            server = cluster.url
        figures, statements = measure(folder, server, given.events, given.rounds)
    print(write_table(figures, statements, given.events))


if __name__ == "__main__":
    main()
