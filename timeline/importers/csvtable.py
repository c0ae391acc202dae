"""CSV and TSV: any table with a line of column names (RFC 4180, and what spreadsheets make of it)."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidImport, Problem
from timeline.domain.table import COLUMNS, read_row, unguard
from timeline.importers.columns import describe_columns, guess_columns
from timeline.importers.decoding import find_encoding
from timeline.importers.drafting import draft
from timeline.importers.importer import About, Fault, Importer, refused
from timeline.importers.rows import read_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.importers.importer import Finding, Source

DELIMITERS = ",;\t|"
LONGEST_CELL = 1_000_000


def read(source: Source) -> Iterator[Finding]:
    encoding = find_encoding(source)
    if encoding == "cp1252" and source.choices.encoding is None:
        yield Fault(
            Problem("", "not UTF-8, so it is read as Windows-1252; if names look wrong, give --encoding"), lost=False
        )
    csv.field_size_limit(LONGEST_CELL)
    with source.open() as raw, io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="") as file:
        table = csv.reader(file, delimiter=_delimiter(source, encoding), strict=False)
        try:
            yield from _rows(table, source, raw)
        except csv.Error as error:
            raise refused(f"line {table.line_num}", f"not a table: {error}") from error


def _rows(table: Any, source: Source, raw: Any) -> Iterator[Finding]:
    header = next((row for row in table if any(cell.strip() for cell in row)), None)
    if header is None:
        raise refused("", "the file has no line of column names")
    if set(COLUMNS) <= set(header):
        yield from _our_rows(table, header, raw)
        return
    columns = guess_columns(header, source.choices.columns)
    yield Fault(Problem("line 1", f"columns read as {describe_columns(columns, header)}"), lost=False)
    line = table.line_num + 1
    for row in table:
        if any(cell.strip() for cell in row):
            yield from read_cells(_cells(row, columns), f"line {line}", raw.tell(), source.choices)
        line = table.line_num + 1


def _our_rows(table: Any, header: list[str], raw: Any) -> Iterator[Finding]:
    """Our own table, as `timeline.domain.table` has it: nothing is guessed and nothing is lost."""
    yield About({}, complete=True)
    line = table.line_num + 1
    for row in table:
        if any(row):
            where = f"line {line}"
            try:
                yield from draft(read_row(dict(zip(header, row, strict=False))), where, raw.tell(), strict=True)
            except InvalidImport as error:
                yield from (Fault(Problem(f"{where}, {one.where.strip('/')}", one.message)) for one in error.problems)
        line = table.line_num + 1


def _cells(row: Sequence[str], columns: dict[str, int]) -> dict[str, str]:
    cells = {field: unguard(row[index]) for field, index in columns.items() if index < len(row)}
    return {field: cell for field, cell in cells.items() if cell.strip()}


def _delimiter(source: Source, encoding: str) -> str:
    """What the line of names has most of, outside quotes."""
    with source.open() as raw:
        head = raw.read(20_000).decode(encoding, "replace")
    first = next((line for line in re.sub(r'"[^"]*"', "", head).splitlines() if line.strip()), "")
    if source.suffix == "tsv" and "\t" in first:
        return "\t"
    return max(DELIMITERS, key=first.count)


def recognises(head: str, suffix: str) -> bool:
    if suffix in IMPORTER.suffixes:
        return True
    lines = [re.sub(r'"[^"]*"', "", line) for line in head.splitlines()[:2] if line.strip()]
    return bool(lines) and suffix in {"", "txt"} and any(lines[0].count(one) > 0 for one in DELIMITERS)


IMPORTER = Importer(
    name="csv",
    title="CSV, TSV",
    suffixes=("csv", "tsv", "tab"),
    use="Tables with any column names: the guess is shown, `--map title=Headline,when=Date` corrects it.",
    recognises=recognises,
    read=read,
    rank=90,
)
