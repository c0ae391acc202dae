"""`timeline date`: what this service makes of a date."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from timeline.cli.common import json_option, read_published
from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, describe, format_day, parse_edtf
from timeline.domain.errors import InvalidDate
from timeline.domain.reported_dates import parse_reported

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day  # noqa: N812  the command is named date

    from timeline.domain.edtf import Edtf

WORDS = re.compile(r"[a-z]{3}|\b(?:BCE?|CE|AD|Q[1-4])\b|\bc\.|\d/\d+/\d{4}|\d0s\b", re.IGNORECASE)
"""What nobody writes who means EDTF. Of "1914-1918" one cannot tell, and a wrong notation is not guessed at."""


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--published", metavar="DATE", callback=read_published, help="The day that relative words are read against."
)
@json_option
def date(text: tuple[str, ...], published: Day | None, as_json: bool) -> None:
    """Read EDTF, or a date in the words of a report: print the EDTF, the earliest and latest day, and English.

    "in August" needs to know when that was written: give --published. With - as TEXT, reads one date a line from
    standard input and prints one answer a line. An open bound is "..", in JSON null. Exits with 1 if any date is
    refused.
    """
    refused = False
    for one in _lines(text):
        answer = explain(one, published)
        refused = refused or "error" in answer
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else _sentence(answer))
    sys.exit(1 if refused else 0)


def _lines(text: tuple[str, ...]) -> Iterable[str]:
    if text == ("-",):
        return (line.rstrip("\n") for line in sys.stdin)
    return text


def explain(text: str, published: Day | None = None) -> dict[str, Any]:
    try:
        value = read_date(text, published)
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


def read_date(text: str, published: Day | None) -> Edtf:
    """As EDTF if it is that, as words if it has some; raises InvalidDate about the reading that was meant."""
    try:
        return parse_edtf(text)
    except InvalidDate:
        if not WORDS.search(text):
            raise
    return parse_reported(text, published).edtf


def _day(day: int) -> str | None:
    return None if day in {OPEN_PAST, OPEN_FUTURE} else format_day(day)


def _sentence(answer: dict[str, Any]) -> str:
    if "error" in answer:
        return f"error: {answer['error']}"
    return "\t".join((answer["edtf"], f"{answer['earliest'] or '..'} to {answer['latest'] or '..'}", answer["text"]))
