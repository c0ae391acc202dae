"""What all tests share: a database of each kind, prepared once and copied for each test; parts that may be missing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from hypothesis import settings

from tests import postgresql
from tests.builders import a_timeline
from timeline.operations.maintain import Database, migrate
from timeline.store.stamps import STATEMENT
from timeline.store.writer import create_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline.store.stamps import Stamp

REQUIRE_ALL = os.environ.get("TIMELINE_REQUIRE_ALL") == "1"
SERVER = "TIMELINE_TEST_PG"
NOW = datetime(2025, 12, 14, 12, 0, tzinfo=UTC)
cluster: postgresql.Cluster | None = None

# How long an example takes depends on the machine, and is never what a test is about. Which examples are tried does
# not change from run to run, so that a red test is red for its change; "thorough" is what looks for new ones.
settings.register_profile("timeline", deadline=None, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=10_000)
settings.load_profile("timeline")


def pytest_configure(config: pytest.Config) -> None:
    """Once for all workers: they are children of this process and inherit its environment."""
    global cluster  # noqa: PLW0603  pytest gives hooks no other place
    programs = postgresql.find_programs()
    if hasattr(config, "workerinput") or SERVER in os.environ or programs is None or config.option.collectonly:
        return
    cluster = postgresql.Cluster(programs)
    cluster.start()
    os.environ[SERVER] = cluster.url


def pytest_unconfigure() -> None:
    if cluster is not None:
        cluster.stop()
        os.environ.pop(SERVER, None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With TIMELINE_REQUIRE_ALL=1 a skip is a failure: nothing goes untested unnoticed."""
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


def missing(what: str) -> None:
    """Skip, saying what to install."""
    pytest.skip(what)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "timeline.db"
    _prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_template(worker_id: str) -> Iterator[str]:
    """A prepared database's name on the run's server; each worker has its own, since copying locks it."""
    server = os.environ.get(SERVER)
    if server is None:
        missing(postgresql.MISSING)
    name = f"template_{worker_id}_{uuid.uuid4().hex[:8]}"
    _administer(f"CREATE DATABASE {name}")
    _prepare(_at(name))
    yield name
    _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _at(name: str) -> str:
    return sa.make_url(os.environ[SERVER]).set(database=name).render_as_string(hide_password=False)


def _administer(statement: str) -> None:
    engine = sa.create_engine(os.environ[SERVER], isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _prepare(url: str) -> None:
    database = Database(url)
    migrate(database)
    with database.transaction() as tx:
        create_timeline(tx, a_timeline(slug="things"), actor="editor", now=NOW)
    database.dispose()


KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@contextmanager
def prepared(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The URL of a copy of the template, of the kind that the fixture is parametrized with."""
    if request.param == "sqlite":
        path = folder / "timeline.db"
        template = request.getfixturevalue("sqlite_template")
        with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(path)) as copy:
            source.backup(copy)
        yield f"sqlite:///{path}"
        return
    template = request.getfixturevalue("postgresql_template")
    name = f"test_{uuid.uuid4().hex}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _at(name)
    _administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty timeline "things", on each kind of database."""
    with prepared(request, tmp_path) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(database_url)
    yield made
    made.dispose()


class Clock:
    """Each call is a minute later."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def statements(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every SQL statement of the database under test, transaction control left out."""
    seen: list[str] = []
    ask = database.stamp

    def stamp(slug: str) -> Stamp | None:
        seen.append(STATEMENT)
        return ask(slug)

    monkeypatch.setattr(database, "stamp", stamp)

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            seen.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(database.engine, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def chromium() -> str:
    pytest.importorskip("playwright", reason="no Playwright: pip install '.[e2e]'")
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        missing("no Chromium: apt install chromium")
    return str(found)
