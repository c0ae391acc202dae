"""`timeline lint`: what a careful editor would ask."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.common import database_option, json_option, open_database
from timeline.domain.lint import RULES
from timeline.domain.lint import lint as find
from timeline.domain.query import EventQuery
from timeline.importers.native import read_native
from timeline.operations.browse import reading

if TYPE_CHECKING:
    from timeline.domain.lint import Finding


@click.command(epilog=f"Rules: {', '.join(RULES)}.")
@click.argument("what")
@database_option
@click.option("--strict", is_flag=True, help="Exit with 1 if anything is found, for a repository's checks.")
@json_option
def lint(what: str, url: str | None, strict: bool, as_json: bool) -> None:
    """Look over WHAT, a file in our own JSON or the slug of a timeline in the database: false precision, likely
    duplicates, dates that contradict each other, events without a source, dead relations, names that differ by
    spelling only.

    Nothing is changed.
    """
    findings = _of_file(Path(what)) if Path(what).is_file() else _of_timeline(what, url)
    if as_json:
        found = [{"rule": one.rule, "message": one.message, "events": one.events} for one in findings]
        click.echo(json.dumps({"findings": found}, ensure_ascii=False))
    else:
        for one in findings:
            click.echo(str(one))
        click.echo(f"{len(findings) or 'nothing'} found", err=True)
    sys.exit(1 if strict and findings else 0)


def _of_file(path: Path) -> list[Finding]:
    content = read_native(path.read_bytes())
    return find(content.events, content.timeline.aliases)


def _of_timeline(slug: str, url: str | None) -> list[Finding]:
    with reading(open_database(url), slug) as found:
        events = [version.event for version in found.events(EventQuery()).versions]
        return find(events, found.state.timeline.aliases)
