"""What several commands share."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
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


def read_published(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f'"{text}" is no day; give one such as 2025-12-13') from error
