"""What several commands share."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from typing import Any

import click

from timeline.operations.access import Access
from timeline.operations.announce import announce_to
from timeline.operations.maintain import Database
from timeline.operations.publish import Addresses
from timeline.operations.rendering import FeedRenderer, count_outdated, renew
from timeline.web.settings import read_settings

database_option = click.option(
    "--database", "url", metavar="URL", help="Such as sqlite:///timeline.db or postgresql://user@host/name."
)
OWNER = Access(name="owner", scope="admin", timelines=None)
"""Whoever can open the database may see all of it."""
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")


def open_database(url: str | None) -> Database:
    """Closed when the command ends. Without a public URL of its own this command renders nothing: the server does,
    which knows its address. Caches are told of what is written here as they are by the server.
    """
    settings = read_settings(database_url=url)
    renderer = FeedRenderer(Addresses(settings.public_url)) if settings.public_url else None
    database = Database(settings.database_url, renderer)
    announce_to(database, settings.purge_urls.split())
    click.get_current_context().call_on_close(database.dispose)
    return database


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


def renew_renderings(database: Database) -> None:
    """After an upgrade or a move to another address; says nothing where nothing is to do."""
    outdated = count_outdated(database)
    if not outdated:
        return
    with progressbar(outdated, "rendering") as bar:
        done = renew(database, now=now(), progress=bar.update)
    if done.rewritten:
        click.echo(f"{len(done.rewritten)} of {done.versions} events are shown in another way now", err=True)
