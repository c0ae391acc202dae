"""`timeline migrate` and `timeline reindex`."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import click

from timeline.cli.common import database_option, json_option, now, open_database, progressbar, renew_renderings
from timeline.operations import maintain
from timeline.operations.rendering import repair


@click.command()
@database_option
def migrate(url: str | None) -> None:
    """Bring the database up to this release's shape, and its renderings up to this release's looks."""
    database = open_database(url)
    maintain.migrate(database)
    renew_renderings(database)
    click.echo("the database is up to date")


@click.command()
@database_option
@json_option
def reindex(url: str | None, as_json: bool) -> None:
    """Rebuild every derived column and table from the documents, and tell how many rows had been otherwise."""
    database = open_database(url)
    maintain.migrate(database)
    with progressbar(maintain.count(database), "reindexing") as bar:
        done = maintain.rebuild(database, bar.update)
    done = replace(done, changed=done.changed + repair(database, now=now()))
    renew_renderings(database)
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(f"read {done.versions} versions; {done.changed or 'nothing'} changed")
