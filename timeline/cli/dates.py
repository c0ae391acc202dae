"""`timeline date`: what this service makes of a date."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.common import json_option
from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, describe, format_day, parse_edtf
from timeline.domain.errors import InvalidDate

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command()
@click.argument("text", nargs=-1, required=True)
@json_option
def date(text: tuple[str, ...], as_json: bool) -> None:
    """Read EDTF: print the canonical text, the earliest and latest day, and English.

    With - as TEXT, reads one date a line from standard input and prints one answer a line. An open bound is "..",
    in JSON null. Exits with 1 if any date is refused.
    """
    refused = False
    for one in _lines(text):
        answer = explain(one)
        refused = refused or "error" in answer
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else _sentence(answer))
    sys.exit(1 if refused else 0)


def _lines(text: tuple[str, ...]) -> Iterable[str]:
    if text == ("-",):
        return (line.rstrip("\n") for line in sys.stdin)
    return text


def explain(text: str) -> dict[str, Any]:
    try:
        value = parse_edtf(text)
    except InvalidDate as error:
        return {"given": text, "error": str(error), "position": error.position}
    bounds = value.bounds
    return {
        "given": text,
        "edtf": value.text,
        "earliest": _day(bounds.start_earliest),
        "latest": _day(bounds.end_latest),
        "precision": value.precision,
        "text": describe(value),
    }


def _day(day: int) -> str | None:
    return None if day in {OPEN_PAST, OPEN_FUTURE} else format_day(day)


def _sentence(answer: dict[str, Any]) -> str:
    if "error" in answer:
        return f"error: {answer['error']}"
    return "\t".join((answer["edtf"], f"{answer['earliest'] or '..'} to {answer['latest'] or '..'}", answer["text"]))
