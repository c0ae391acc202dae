"""What several commands share."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

import click

from timeline.operations.maintain import Database
from timeline.web.settings import read_settings

database_option = click.option(
    "--database", "url", metavar="URL", help="Such as sqlite:///timeline.db or postgresql://user@host/name."
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")


def open_database(url: str | None) -> Database:
    return Database(read_settings(database_url=url).database_url)


def now() -> datetime:
    return datetime.now(UTC)


def progressbar(length: int, label: str) -> Any:
    """On standard error, and only for people: scripts read standard output."""
    return click.progressbar(length=length, label=label, file=sys.stderr, update_min_steps=100)
