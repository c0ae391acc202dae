"""The command line: one module for each group of commands, all over `timeline.operations`."""

from __future__ import annotations

import sys

import click

from timeline import __version__
from timeline.cli import dates, draft, lint, maintain, serve, tokens, transfer
from timeline.domain.errors import InvalidEvent, TimelineError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def commands() -> None:
    """Dated events in SQL, as pages, calendars and JSON.

    Settings come from TIMELINE_* variables; --database comes before TIMELINE_DATABASE_URL. Exit codes: 0 done,
    1 refused with the reason on standard error, 2 wrong usage.
    """


for command in (
    serve.serve, maintain.migrate, maintain.reindex, transfer.load, transfer.export, dates.date, draft.draft, lint.lint,
    tokens.token,
):  # fmt: skip
    commands.add_command(command)


def main() -> None:
    try:
        commands()
    except InvalidEvent as error:
        for problem in error.problems:
            click.echo(f"error: {problem}", err=True)
        sys.exit(1)
    except (TimelineError, ValueError) as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
