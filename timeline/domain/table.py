"""An event as one row of a table: what the CSV feed writes, and its import reads back without loss.

A column for each field of the event, in the order of its definition; `when` is spread over columns of its own.
Words and numbers stand as they are, lists and objects are JSON, and an empty cell is the field's default.

Spreadsheets run a cell that begins like a formula. Such a cell begins with an apostrophe here, and so does one
that already began with an apostrophe before such a character or before another: taking one away gives the text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from timeline.domain.clock import ZonedTime
from timeline.domain.errors import InvalidImport, Problem
from timeline.domain.event import Event
from timeline.domain.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
APOSTROPHE = "'"


def _is_structured(annotation: Any) -> bool:
    kinds = get_args(annotation) or (annotation,)
    return get_origin(annotation) is tuple or any(
        isinstance(kind, type) and issubclass(kind, BaseModel) for kind in kinds
    )


def _when_columns() -> Iterator[str]:
    for name, field in When.model_fields.items():
        yield name
        if ZonedTime in get_args(field.annotation):
            yield f"{name}_zone"


JSON_COLUMNS = frozenset(
    name for name, field in Event.model_fields.items() if name != "when" and _is_structured(field.annotation)
)
COLUMNS = tuple(column for name in Event.model_fields for column in (_when_columns() if name == "when" else [name]))


def write_row(event: Event) -> dict[str, str]:
    """Cells by column, guarded."""
    document = event.model_dump(mode="json")
    document |= _flat(document.pop("when"))
    return {name: guard(_cell(document[name])) for name in COLUMNS}


def read_row(row: Mapping[str, str]) -> dict[str, Any]:
    """The document of an event, for `EventDraft.parse`; columns that are not an event's are passed over.

    Raises InvalidImport for JSON that is none, with every such column.
    """
    cells = {name: unguard(row[name]) for name in COLUMNS if row.get(name)}
    when: dict[str, Any] = {name: cells[name] for name in When.model_fields if name in cells}
    for name in ("start", "end"):
        if name in when:
            when[name] = {"local": cells[name], "zone": cells.get(f"{name}_zone", "")}
    plain = {name: text for name, text in cells.items() if name in Event.model_fields and name not in JSON_COLUMNS}
    return {**plain, **_parse({name: text for name, text in cells.items() if name in JSON_COLUMNS}), "when": when}


def guard(cell: str) -> str:
    return f"{APOSTROPHE}{cell}" if cell[:1] in FORMULA or _is_guarded(cell) else cell


def unguard(cell: str) -> str:
    return cell[1:] if _is_guarded(cell) else cell


def _is_guarded(cell: str) -> bool:
    return cell[:1] == APOSTROPHE and (cell[1:2] in FORMULA or cell[1:2] == APOSTROPHE)


def _flat(when: dict[str, Any]) -> dict[str, Any]:
    for name in ("start", "end"):
        time = when[name] or {"local": None, "zone": None}
        when |= {name: time["local"], f"{name}_zone": time["zone"]}
    return when


def _cell(value: Any) -> str:
    if value is None or value == []:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _parse(cells: dict[str, str]) -> dict[str, Any]:
    parsed, problems = {}, []
    for name, text in cells.items():
        try:
            parsed[name] = json.loads(text)
        except ValueError as error:
            problems.append(Problem(f"/{name}", f"is no JSON: {error}"))
    if problems:
        raise InvalidImport(problems)
    return parsed
