"""`timeline migrate` and `timeline reindex`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from timeline.cli.common import database_option, json_option, open_database, progressbar
from timeline.operations import maintain


@click.command()
@database_option
def migrate(url: str | None) -> None:
    """Bring the database up to this release's shape."""
    maintain.migrate(open_database(url))
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
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(f"read {done.versions} versions; {done.changed or 'nothing'} changed")
