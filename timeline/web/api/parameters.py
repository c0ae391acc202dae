"""The parameters of the API beside those of an EventQuery."""

from __future__ import annotations

import difflib

from timeline.domain.item import Item
from timeline.domain.parameter import Parameter, WholeNumber, choice
from timeline.domain.query import MAX_LIMIT
from timeline.domain.text import check_line

FIELD_NAMES = (*Item.model_fields, "url")
LONGEST_REASON = 500


def _field_names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    for name in names:
        if name not in FIELD_NAMES:
            close = difflib.get_close_matches(name, FIELD_NAMES, 1)
            hint = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(FIELD_NAMES)}"
            raise ValueError(f'names no field "{name[:60]}"; {hint}')
    return names


def _line(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_REASON:
        raise ValueError(f"is not a line of 1 to {LONGEST_REASON} characters")
    return check_line(text.strip())


FIELDS = Parameter(
    "fields",
    "Only these members of each event, separated by commas: `uid,slug,title,when`.",
    _field_names,
    narrows=False,
)
REASON = Parameter("reason", "Why, for the event's history; readers see it.", _line, narrows=False)
DRY_RUN = Parameter("dry_run", "`1` to learn what would happen and change nothing.", choice("0", "1"), narrows=False)
SINCE = Parameter("since", "The revision that the mirror is at; 0 to begin.", WholeNumber(), narrows=False)
LIMIT = Parameter("limit", f"Versions in one answer, 1 to {MAX_LIMIT:,}.", WholeNumber(1, MAX_LIMIT), narrows=False)
