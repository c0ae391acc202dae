"""Two servers over a primary and its replica, behind nginx: what one writes all show, and what is lost is not missed.

How long it took is printed (`pytest -s`); what fails is only what no purge can have brought about.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests import postgresql
from tests.conftest import missing
from tests.deploy import nginx
from tests.deploy.site import DURABLE, QUICK, Listener, Site, ask, brought_up, public, run, soon

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.postgresql
API = "/api/v1/timelines/things/events?sort=-updated"
EXPIRY = 5
"""Seconds: `s-maxage` of what a cache keeps."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    programs = postgresql.find_programs()
    if programs is None:
        missing("no PostgreSQL: apt install postgresql")
    if not nginx.there():
        missing(nginx.MISSING)
    with brought_up(programs, tmp_path_factory.mktemp("caches")) as site:
        site.write()
        yield site


@pytest.fixture
def _replica_paused(site: Site) -> Iterator[None]:
    """It streams on, and shows nothing newer."""
    run(site.replica, "SELECT pg_wal_replay_pause()")
    yield
    run(site.replica, "SELECT pg_wal_replay_resume()")


@pytest.fixture
def _replica_lost(site: Site) -> Iterator[None]:
    site.replica.kill()
    yield
    site.replica.resume(QUICK)


@pytest.fixture
def _primary_lost(site: Site) -> Iterator[None]:
    soon(lambda: caught_up(site))
    site.primary.kill()
    yield
    site.primary.resume(DURABLE)


def caught_up(site: Site) -> bool:
    sent = run(site.primary, "SELECT pg_current_wal_flush_lsn()")
    return bool(run(site.replica, f"SELECT pg_last_wal_replay_lsn() >= '{sent}'"))


def seen_everywhere(site: Site) -> dict[str, float]:
    """Seconds until each address shows the last event."""
    return {
        address: soon(lambda address=address: site.last in ask(address).body)  # type: ignore[misc]
        for base in site.bases
        for address in public(base)
    }


def test_a_write_through_one_is_seen_by_page_feed_and_stream_of_the_other_and_through_the_cache(site: Site) -> None:
    for address in public(site.front.base):
        soon(lambda address=address: ask(address).headers["X-Cache"] == "HIT")  # type: ignore[misc]
    listeners = [Listener(site.second.base), Listener(site.front.base)]
    for _ in range(3):
        revision = int(site.write().headers["ETag"].strip('"'))
        told = max(soon(lambda listener=listener: listener.heard(revision)) for listener in listeners)  # type: ignore[misc]  # noqa: B023
        seen = seen_everywhere(site)
        print(f"told after {told:.3f} s; seen after {told + sum(seen.values()):.3f} s")  # noqa: T201
        assert max(seen.values()) < EXPIRY, "nothing was purged: it only expired"
    for listener in listeners:
        listener.close()


def test_who_writes_reads_what_was_written(site: Site) -> None:
    for server in (site.first.base, site.second.base, site.front.base):
        for _ in range(10):
            assert site.write(server).status == 201
            assert site.last in ask(f"{server}{API}", site.token).body


@pytest.mark.usefixtures("_replica_paused")
def test_a_replica_that_lags_is_not_asked_for_what_is_known_to_be_newer(site: Site) -> None:
    assert site.write().status == 201
    assert site.last in ask(f"{site.first.base}{API}", site.token).body
    seen_everywhere(site)


@pytest.mark.usefixtures("_replica_lost")
def test_without_the_replica_reading_and_writing_go_on(site: Site) -> None:
    for _ in range(5):
        for base in site.bases:
            assert [ask(address).status for address in public(base)] == [200] * 4
    assert site.write().status == 201
    seen_everywhere(site)


def test_a_replica_that_is_back_is_read_from_again(site: Site) -> None:
    site.replica.kill()
    assert all(ask(address).status == 200 for address in public(site.second.base))
    site.replica.resume(QUICK)
    others = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"

    def read_from() -> bool:
        return all(ask(address).status == 200 for address in public(site.second.base)) and run(site.replica, others) > 0

    soon(read_from)


@pytest.mark.usefixtures("_primary_lost")
def test_without_the_primary_reading_goes_on_and_who_writes_is_told_when_to_try_again(site: Site) -> None:
    for base in site.bases:
        assert [ask(address).status for address in public(base)] == [200] * 4
        assert site.last in ask(f"{base}{API}", site.token).body
        refused = site.write(base)
        assert (refused.status, refused.headers["Retry-After"]) == (503, "5")


def test_a_primary_that_is_back_is_written_to_and_listened_to_by_the_same_workers(site: Site) -> None:
    listener = Listener(site.second.base)
    workers = [server.workers() for server in (site.first, site.second)]
    site.primary.kill()
    for server in (site.first, site.second):
        assert site.write(server.base).status == 503
    site.primary.resume(DURABLE)
    for server in (site.first, site.second):
        soon(lambda server=server: site.write(server.base).status == 201)  # type: ignore[misc]
    revision = int(site.write().headers["ETag"].strip('"'))
    print(f"told {soon(lambda: listener.heard(revision)):.3f} s after the primary was back")  # noqa: T201
    seen_everywhere(site)
    assert [server.workers() for server in (site.first, site.second)] == workers
    assert all(len(some) == 2 for some in workers)
    listener.close()


def test_no_reader_at_the_front_is_refused_while_the_replica_dies_and_returns(site: Site) -> None:
    over, answers = threading.Event(), []

    def read(number: int) -> None:
        while not over.is_set():
            answers.append(ask(f"{site.front.base}{API}&limit={number}").status)

    readers = [threading.Thread(target=read, args=[number]) for number in range(1, 4)]
    for reader in readers:
        reader.start()
    site.replica.kill()
    assert site.write().status == 201
    site.replica.resume(QUICK)
    assert site.write().status == 201
    over.set()
    for reader in readers:
        reader.join()
    assert set(answers) == {200}
