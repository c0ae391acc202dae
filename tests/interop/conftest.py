"""The nasty timeline, brought in and served as a user would, once for each worker."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feeds import FORMATS
from tests.interop.nasty import CASES, native_file
from tests.interop.understood import Source
from tests.serving import TIMELINE, environment, serving
from timeline.operations.browse import reading
from timeline.operations.maintain import Database
from timeline.operations.record import restore_event, withdraw_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.interop)


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that holds it."""
    folder = tmp_path_factory.mktemp("nasty")
    url = f"sqlite:///{folder}/timeline.db"
    for first in (True, False):
        file = folder / "nasty.json"
        file.write_text(json.dumps(native_file(first=first)), encoding="utf-8")
        subprocess.run([*TIMELINE, "import", str(file)], env=environment(url), check=True)
    _withdraw(url)
    with serving(url) as base:
        yield base


def _withdraw(url: str) -> None:
    database = Database(url)
    for case in CASES.values():
        now = datetime.now(UTC)
        if case.withdrawn:
            took = withdraw_event(
                database, "nasty", case.uid, expected=_revision(database, case.uid), actor="a", now=now, reason="error"
            )
            if case.restored:
                restore_event(database, "nasty", case.uid, expected=took.revision, actor="a", now=now)
    database.dispose()


def _revision(database: Database, uid: str) -> int:
    with reading(database, "nasty") as found:
        return found.event(uid).revision  # its slug is the same


@pytest.fixture(scope="session")
def feed(nasty: str) -> Callable[[str], Source]:
    """The nasty timeline in a format."""
    fetched: dict[str, Source] = {}

    def fetch(suffix: str) -> Source:
        if suffix not in fetched:
            address = f"{nasty}/timelines/nasty.{suffix}"
            limited = "" if FORMATS[suffix].limit is None else "?limit=1000"
            with urllib.request.urlopen(address + limited, timeout=30) as answer:  # noqa: S310  our own server
                fetched[suffix] = Source(address + limited, suffix, answer.read())
        return fetched[suffix]

    return fetch
