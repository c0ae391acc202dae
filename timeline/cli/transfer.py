"""`timeline import` and `timeline export`."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import click

from feeds import FORMATS
from timeline.cli.common import OWNER, database_option, json_option, now, open_database, progressbar
from timeline.cli.files import file_options, open_source, tell
from timeline.cli.rehearsal import Rehearsal
from timeline.importers.guard import read_guarded
from timeline.operations import maintain
from timeline.operations.access import PUBLIC
from timeline.operations.browse import reading
from timeline.operations.ingest import Wishes, ingest_findings
from timeline.operations.publish import Addresses, publish_feed, publish_history, publish_native
from timeline.web.params import read_options, read_query, write_query
from timeline.web.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.importers.importer import Source
    from timeline.operations.browse import Reading

STYLES = ["native", *(style.name for style in FORMATS.values())]


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@database_option
@file_options
@click.option("--timeline", "slug", metavar="SLUG", help="Where to; made if it is not there. [default: from the file]")
@click.option("--dry-run", is_flag=True, help="Store nothing; show what would be new, revised, unchanged, withdrawn.")
@click.option("--keep-going", is_flag=True, help="Store what is good, and report the rest.")
@click.option("--by", "actor", default="import", show_default=True, help="Who is named as its author in the log.")
@json_option
def load(file: Path, url: str | None, as_json: bool, dry_run: bool, **given: Any) -> None:
    """Bring in a timeline from FILE, or from standard input with -: all of it, or with any problem nothing.

    Importing twice adds nothing, and importing an edited file revises just what was edited. An event is known again
    by its uid; where the file gives none, by its title and date. A dry run also asks what `timeline lint` would.
    """
    database = open_database(url)
    maintain.migrate(database)
    rehearsal = Rehearsal(held=dry_run, shown=dry_run and not as_json)
    with open_source(file, given) as source, progressbar(source.size, "importing") as bar:
        wishes = Wishes(
            timeline=given["slug"], name=_title(source), keep_going=given["keep_going"], dry_run=dry_run,
            noted=rehearsal.note, progress=lambda position: bar.update(position - bar.pos),
        )  # fmt: skip
        findings = rehearsal.watch(read_guarded(source, given["style"]))
        done = ingest_findings(database, findings, wishes, actor=given["actor"], now=now())
    rehearsal.review(database, done.timeline)
    if as_json:
        click.echo(json.dumps({**done.report(), **rehearsal.report()}, ensure_ascii=False))
        return
    tell("warning", done.warnings)
    tell("problem", done.problems, done.more)
    rehearsal.conclude()
    would = "would be " if dry_run else ""
    click.echo(
        f"{done.timeline}: {would}{done.imported} imported, {done.revised} revised, {done.unchanged} unchanged, "
        f"{done.withdrawn} withdrawn"
    )


def _title(source: Source) -> str:
    """What a timeline is called whose file does not say: after the file."""
    return Path(source.name).stem.replace("_", " ").replace("-", " ").strip() or "Imported"


@click.command()
@click.argument("slug")
@database_option
@click.option("--format", "style", type=click.Choice(STYLES), default="native", show_default=True)
@click.option("--query", default="", metavar="QUERY", help='As in a URL: "from=2025-08&tag=parade".')
@click.option("--history", is_flag=True, help="Native JSON with every version of every event, drafts too.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file, not standard output.")
def export(slug: str, url: str | None, style: str, query: str, history: bool, output: Path | None) -> None:
    """Write the timeline SLUG, or what a query finds in it, as a file."""
    if history and (query or style != "native"):
        raise click.UsageError("--history is the whole log in native JSON; it takes no --query and no other --format")
    database = open_database(url)
    maintain.migrate(database)
    with reading(database, slug, OWNER if history else PUBLIC) as found, _output(output) as file:
        if history:
            for piece in publish_history(found):
                file.write(piece)
        else:
            file.write(exported(found, style, query))


def exported(found: Reading, style: str, query: str) -> bytes:
    """All of it, on one page, less what was withdrawn: a file has no later edition that could say so."""
    pairs = parse_qsl(query, keep_blank_values=True)
    asked = read_query(pairs)
    if style == "native":
        return publish_native(found, asked)
    chosen = replace(next(one for one in FORMATS.values() if one.name == style), limit=None, tombstones=False)
    options = replace(read_options(pairs, found.state.timeline.feed), whole=True)
    return publish_feed(found, chosen, asked, Addresses(read_settings().base_url), options, write_query)


@contextmanager
def _output(path: Path | None) -> Iterator[Any]:
    """A file appears whole or not at all."""
    if path is None:
        yield sys.stdout.buffer
        return
    made = path.with_name(f".{path.name}.part")
    try:
        with made.open("wb") as file:
            yield file
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
