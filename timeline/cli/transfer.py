"""`timeline import` and `timeline export`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.parse import parse_qsl

import click

from feeds import FORMATS
from timeline.cli.common import database_option, json_option, now, open_database, progressbar
from timeline.importers.native import read_native
from timeline.operations import maintain
from timeline.operations.browse import reading
from timeline.operations.ingest import ingest
from timeline.operations.publish import Addresses, publish_feed, publish_native
from timeline.web.params import read_options, read_query, write_query
from timeline.web.settings import read_settings

STYLES = ["native", *(style.name for style in FORMATS.values())]


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
@click.option("--by", "actor", default="import", show_default=True, help="Who is named as its author in the log.")
@json_option
def load(file: Path, url: str | None, actor: str, as_json: bool) -> None:
    """Bring in a timeline from FILE, native JSON: all of it or nothing. Importing twice adds nothing."""
    content = read_native(file.read_bytes())
    database = open_database(url)
    maintain.migrate(database)
    with progressbar(len(content.events), "importing") as bar:
        done = ingest(database, content, actor=actor, now=now(), progress=bar.update)
    if as_json:
        click.echo(json.dumps(done.report(), ensure_ascii=False))
    else:
        click.echo(
            f"{done.timeline}: {done.imported} imported, {done.revised} revised, {done.unchanged} unchanged, "
            f"{done.withdrawn} withdrawn"
        )


@click.command()
@click.argument("slug")
@database_option
@click.option("--format", "style", type=click.Choice(STYLES), default="native", show_default=True)
@click.option("--query", default="", metavar="QUERY", help='As in a URL: "from=2025-08&tag=parade".')
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file, not standard output.")
def export(slug: str, url: str | None, style: str, query: str, output: Path | None) -> None:
    """Write the timeline SLUG, or what a query finds in it, as a file."""
    database = open_database(url)
    maintain.migrate(database)
    pairs = parse_qsl(query, keep_blank_values=True)
    asked = read_query(pairs)
    with reading(database, slug) as found:
        if style == "native":
            content = publish_native(found, asked)
        else:
            chosen = next(one for one in FORMATS.values() if one.name == style)
            options = read_options(pairs, found.state.timeline.feed)
            addresses = Addresses(read_settings().base_url)
            content = publish_feed(found, chosen, asked, addresses, options, write_query)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)
