"""`timeline draft`: events proposed from an article, for a person to confirm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from slugify import slugify

from timeline.cli.common import json_option, read_published
from timeline.domain.edtf import describe
from timeline.domain.figure import describe_figure
from timeline.domain.native import write_native
from timeline.domain.timeline import Timeline
from timeline.importers.article import Article, draft_article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from timeline.domain.event import EventDraft


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--published", required=True, metavar="DATE", callback=read_published, help="When the article appeared.")
@click.option("--title", help="The article's title. [default: the file's first line]")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it is.")
@click.option("--undated", is_flag=True, help="Also sentences without a date that state figures or rest on a report.")
@click.option("--timeline", "slug", help="The slug of the timeline that the file is for. [default: from the title]")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write a file for `import`.")
@json_option
def draft(
    file: Path,
    published: date,
    title: str | None,
    publisher: str | None,
    url: str | None,
    undated: bool,
    slug: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Propose events from an article in plain text: each sentence with a date, who says so, its figures.

    Everything proposed is a draft, and nothing is stored: read the proposals, give them titles of your own, and bring
    them in with `timeline import`.
    """
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    name = title or text.strip().partition("\n")[0][:200] or file.stem
    drafts = draft_article(text, Article(name, published, publisher, url), undated=undated)
    timeline = Timeline.parse({"slug": slug or slugify(name, max_length=80) or "drafts", "title": name})
    content = write_native(timeline, drafts)
    if output is not None:
        output.write_text(content, encoding="utf-8")
    if as_json:
        click.echo(content, nl=False)
    else:
        _tell(drafts, output)


def _tell(drafts: Sequence[EventDraft], output: Path | None) -> None:
    for one in drafts:
        click.echo("\n".join(_lines(one)) + "\n")
    where = f"; edit {output}, then: timeline import {output}" if output else "; -o FILE writes them for `import`"
    click.echo(f"{len(drafts)} proposed{where}")


def _lines(one: EventDraft) -> list[str]:
    edtf, citation = one.when.edtf, one.citations[0]
    words = f'  from "{one.when.date_text}"' if one.when.date_text else ""
    lines = [f"{edtf}  {describe(edtf)}{words}" if edtf else "", f"  {one.title}"]
    if citation.attributed_to:
        lines.append(f"  says: {citation.attributed_to}")
    return lines + [f"  figure: {describe_figure(figure)}" for figure in one.figures]
