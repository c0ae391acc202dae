"""`timeline token`, and what a token is good for."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from timeline.cli import commands
from timeline.domain.errors import NotFound, Unauthenticated
from timeline.operations.access import authenticate, note_use
from timeline.operations.maintain import Database

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NOW = datetime.now(UTC)


def run(url: str, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["token", *arguments, "--database", url])


@pytest.fixture
def url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "timeline.db"
    with closing(sqlite3.connect(sqlite_template)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    return f"sqlite:///{path}"


def test_a_secret_is_told_once_and_kept_nowhere(url: str, tmp_path: Path) -> None:
    secret = run(url, "create", "ann", "--scope", "write", "--timeline", "things").output.strip()
    listed = json.loads(run(url, "list", "--json").output)["items"]
    assert [(one["name"], one["scope"], one["timelines"], one["last_used_at"]) for one in listed] == [
        ("ann", "write", ["things"], None)
    ]
    assert listed[0]["key"] in secret
    tail = secret.rpartition("_")[2]
    assert tail not in run(url, "list").output
    for file in tmp_path.iterdir():
        assert tail.encode() not in file.read_bytes()


def test_a_token_ends_when_it_expires_or_is_revoked(url: str) -> None:
    database = Database(url)
    brief = run(url, "create", "ann", "--all", "--expires", (NOW + timedelta(days=1)).date().isoformat()).output.strip()
    assert authenticate(database, brief, NOW).timelines is None
    with pytest.raises(Unauthenticated, match="revoked or has expired"):
        authenticate(database, brief, NOW + timedelta(days=2))
    assert run(url, "revoke", brief[3:11]).exit_code == 0
    with pytest.raises(Unauthenticated, match="revoked or has expired"):
        authenticate(database, brief, NOW)
    assert "revoked" in run(url, "list").output
    assert isinstance(run(url, "revoke", "00000000").exception, NotFound)
    database.dispose()


@pytest.mark.parametrize("wrong", ["", "tl_", "tl_00000000_" + "a" * 43, "x" * 10_000, "tl_00000000_é", "tl_\x00"])
def test_a_wrong_token_is_refused_whatever_is_wrong_with_it(url: str, wrong: str) -> None:
    database = Database(url)
    with pytest.raises(Unauthenticated):
        authenticate(database, wrong, NOW)
    secret = run(url, "create", "ann", "--all").output.strip()
    with pytest.raises(Unauthenticated):
        authenticate(database, secret[:-1] + ("a" if secret[-1] != "a" else "b"), NOW)
    database.dispose()


def test_the_last_use_is_noted_once_a_minute(url: str) -> None:
    database = Database(url)
    secret = run(url, "create", "ann", "--all").output.strip()
    first = authenticate(database, secret, NOW)
    assert first.unnoted
    note_use(database, first, NOW)
    assert not authenticate(database, secret, NOW + timedelta(seconds=59)).unnoted
    assert authenticate(database, secret, NOW + timedelta(seconds=60)).unnoted
    assert json.loads(run(url, "list", "--json").output)["items"][0]["last_used_at"] is not None
    database.dispose()


@pytest.mark.parametrize("arguments", [("ann",), ("ann", "--all", "--timeline", "things"), ("a\nb", "--all")])
def test_a_token_without_a_name_or_timelines_is_wrong_usage(url: str, arguments: tuple[str, ...]) -> None:
    assert run(url, "create", *arguments).exit_code == 2
