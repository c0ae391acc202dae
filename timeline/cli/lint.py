"""`timeline lint`: what a careful editor would ask."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.common import OWNER, database_option, json_option, open_database
from timeline.cli.files import file_options, open_source, tell
from timeline.domain.lint import RULES
from timeline.importers.guard import read_guarded
from timeline.operations.review import review_file, review_timeline

if TYPE_CHECKING:
    from timeline.operations.review import Review


@click.command(epilog=f"Rules: {', '.join(RULES)}.")
@click.argument("what")
@database_option
@file_options
@click.option("--strict", is_flag=True, help="Exit with 1 if anything is found, for a repository's checks.")
@json_option
def lint(what: str, url: str | None, strict: bool, as_json: bool, **given: Any) -> None:
    """Look over WHAT, a file that can be imported (standard input with -) or the slug of a timeline in the database,
    drafts too: false precision, likely duplicates, dates that contradict each other or their sources, events without
    a source, dead relations, names that differ by spelling only.

    Nothing is changed.
    """
    review = _of_file(Path(what), given) if what == "-" or Path(what).is_file() else _of_timeline(what, url)
    if as_json:
        click.echo(json.dumps(_report(review), ensure_ascii=False))
    else:
        _tell(review)
    sys.exit(1 if strict and (review.findings or review.problems) else 0)


def _of_file(path: Path, given: dict[str, Any]) -> Review:
    with open_source(path, given) as source:
        return review_file(read_guarded(source, given["style"]))


def _of_timeline(slug: str, url: str | None) -> Review:
    return review_timeline(open_database(url), slug, OWNER)


def _report(review: Review) -> dict[str, Any]:
    return {
        "findings": [one.report() for one in review.findings],
        "problems": [{"where": one.where, "message": one.message} for one in review.problems],
    }


def _tell(review: Review) -> None:
    tell("warning", review.warnings)
    tell("problem", review.problems)
    for one in review.findings:
        click.echo(str(one))
    click.echo(f"{len(review.findings) or 'nothing'} found", err=True)
