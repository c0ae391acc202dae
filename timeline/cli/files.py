"""Files that the user names, and what they may say of them: the same wherever a file is read."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.importers import IMPORTERS
from timeline.importers.importer import Choices, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.domain.errors import Problem

SHOWN = 100
"""Problems and warnings that are written out for a person; scripts get all of them."""

OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--format", "style", type=click.Choice(list(IMPORTERS)), help="By default guessed from the file."),
    click.option(
        "--map", "columns", metavar="FIELD=COLUMN,…", default="", help="Which column of a table is which field."
    ),
    click.option("--encoding", help="Of a table, where it is neither UTF-8 nor Windows-1252."),
    click.option("--zone", default="UTC", show_default=True, help="IANA zone of times that name none."),
    click.option("--published", metavar="DATE", help='The day against which words such as "on Friday" are read.'),
)


def file_options(command: Any) -> Any:
    """Given to the command as `style`, `columns`, `encoding`, `zone` and `published`."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@contextmanager
def open_source(file: Path, given: dict[str, Any]) -> Iterator[Source]:
    """Standard input is kept in a file meanwhile, since some formats are read twice."""
    choices = Choices(_read_map(given["columns"]), given["encoding"], given["zone"], given["published"])
    if str(file) != "-":
        yield Source(file, file.name, choices)
        return
    with tempfile.NamedTemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        yield Source(Path(kept.name), "-", choices)


def _read_map(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    for field, equals, column in pairs:
        if not equals or not column.strip():
            raise click.BadParameter(f'"{field}": write FIELD=COLUMN, such as title=Headline', param_hint="--map")
    return {field.strip(): column.strip() for field, _, column in pairs}


def tell(kind: str, found: Iterable[Problem], more: int = 0) -> None:
    """On standard error, for people."""
    problems = list(found)
    for problem in problems[:SHOWN]:
        click.echo(f"{kind}: {problem}", err=True)
    if len(problems) + more > SHOWN:
        click.echo(f"{kind}: and {len(problems) + more - SHOWN} more", err=True)
