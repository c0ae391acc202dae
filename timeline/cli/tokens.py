"""`timeline token`: who may see drafts and write through the API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.common import database_option, json_option, now, open_database
from timeline.domain.instant import parse_instant, write_instant
from timeline.operations import access, maintain

if TYPE_CHECKING:
    from datetime import datetime

    from timeline.operations.access import Scope
    from timeline.store.tokens import Token


@click.group()
def token() -> None:
    """Make, list and revoke the tokens of the API.

    Scopes, each with those before it: read-drafts sees drafts and private timelines, write changes events, admin
    makes and describes timelines and erases events.
    """


@token.command()
@click.argument("name")
@database_option
@click.option("--scope", type=click.Choice(access.SCOPES), default="read-drafts", show_default=True)
@click.option("--timeline", "timelines", multiple=True, metavar="SLUG", help="For this timeline; may be repeated.")
@click.option("--all", "everywhere", is_flag=True, help="For all timelines, those made later included.")
@click.option("--expires", metavar="DATE", help="The last day or RFC 3339 instant that it is good for.")
@json_option
def create(
    name: str,
    url: str | None,
    scope: Scope,
    timelines: tuple[str, ...],
    everywhere: bool,
    expires: str | None,
    as_json: bool,
) -> None:
    """Make a token and print it: this once, for only its digest is kept.

    NAME is public: an event's history names it as the author of what is written with the token.
    """
    if everywhere == bool(timelines):
        raise click.UsageError("say which timelines it is for: --timeline SLUG, or --all")
    if not name.strip() or not name.isprintable():
        raise click.UsageError("NAME is a line of text")
    expires_at = None if expires is None else parse_instant(expires, last=True)
    database = open_database(url)
    maintain.migrate(database)
    secret = access.create_token(
        database, name, scope, None if everywhere else timelines, expires_at=expires_at, now=now()
    )
    click.echo(json.dumps({"token": secret}) if as_json else secret)


@token.command("list")
@database_option
@json_option
def show(url: str | None, as_json: bool) -> None:
    """List the tokens: the digits that name each, never its secret."""
    database = open_database(url)
    maintain.migrate(database)
    rows = [_row(one) for one in access.list_tokens(database)]
    if as_json:
        click.echo(json.dumps({"items": rows}, ensure_ascii=False))
        return
    for row in rows:
        timelines = "all timelines" if row["timelines"] is None else ", ".join(row["timelines"])
        state = f"revoked {row['revoked_at']}" if row["revoked_at"] else f"expires {row['expires_at'] or 'never'}"
        used = f"last used {row['last_used_at'] or 'never'}"
        click.echo("\t".join((row["key"], row["name"], row["scope"], timelines, state, used)))


def _row(one: Token) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "scope": one.scope,
        "timelines": None if one.timelines is None else sorted(one.timelines.values()),
        "created_at": write_instant(one.created_at),
        "expires_at": _instant(one.expires_at),
        "revoked_at": _instant(one.revoked_at),
        "last_used_at": _instant(one.last_used_at),
    }


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else write_instant(instant)


@token.command()
@click.argument("key")
@database_option
def revoke(key: str, url: str | None) -> None:
    """End a token at once. KEY is the digits that `list` shows, or the token itself."""
    database = open_database(url)
    maintain.migrate(database)
    access.revoke_token(database, key, now())
    click.echo("revoked")
