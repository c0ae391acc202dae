"""Chronologies in Markdown: list items and headings that begin with a date.

    ---
    title: What happened
    zone: Asia/Pyongyang
    ---
    ## 2025
    - 2025-10-10: A parade, with [a source](https://example.org)
    - 2025-08~ to 2025-12: Mines are cleared #engineers
      Text below an item, indented, is its description.

    ### 10 December 2025 – They come home
    Text below a heading is its description.

A date ends at a colon, a dash between spaces, or the end of the line. A heading that is only a year groups what is
below it and is no event.
"""

from __future__ import annotations

import io
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import yaml

from timeline.domain.errors import InvalidDate, Problem
from timeline.importers import tidy
from timeline.importers.dates import read_when
from timeline.importers.decoding import find_encoding
from timeline.importers.drafting import draft
from timeline.importers.importer import About, Fault, Importer, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.importers.importer import Choices, Finding, Source

LONGEST_FRONT = 500
"""Lines of front matter."""
LONGEST_LINE = 100_000
MOST_SPLITS = 4
MOST_LINES = 2_000
"""Lines of one event's text."""
ITEM = re.compile(r"(?P<indent> {0,3})(?:[-*+]|\d{1,9}[.)])\s+(?P<text>\S.*)")
HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*?)\s*#*\s*")
YEAR_ALONE = re.compile(r"(?:\*\*)?(?:in )?\d{1,4}s?(?: ?(?:BCE?|CE|AD))?(?:\*\*)?", re.IGNORECASE)
SPLIT = re.compile(r":\s+|\s+[–—-]{1,3}\s+|(?<=[\d~?%])\s*:\s*$")
SPAN = re.compile(r"\s+(?:to|until|–|—)\s+")
LINK = re.compile(r"\[([^\[\]]{1,300})\]\((https?://[^\s()]{1,1900})\)")
TAG = re.compile(r"(?:(?<=\s)|^)#([^\W\d_][\w-]{1,60})")
FRONT = ("title", "description", "language", "zone", "slug", "colour")


def read(source: Source) -> Iterator[Finding]:
    encoding = find_encoding(source)
    with source.open() as raw, io.TextIOWrapper(raw, encoding=encoding, errors="replace") as file:
        lines = enumerate(iter(lambda: file.readline(LONGEST_LINE), ""), 1)
        first = next(lines, (1, ""))
        if first[1].strip("\ufeff \r\n") == "---":
            yield About(_front_matter(lines))
        else:
            lines = chain([first], lines)  # type: ignore[assignment]  # an iterator either way
        for entry in _entries(lines):
            yield from entry.findings(source.choices)


def _front_matter(lines: Iterator[tuple[int, str]]) -> dict[str, Any]:
    text = []
    for number, line in lines:
        if line.rstrip() in {"---", "..."}:
            break
        text.append(line)
        if number > LONGEST_FRONT:
            raise refused("line 1", "the front matter has no end; close it with ---")
    if re.search(r"(?:^|[\s\[{,:-])[&*][A-Za-z0-9_]", "".join(text)):
        raise refused("line 1", "the front matter uses YAML anchors, which are not read")
    try:
        found = yaml.safe_load("".join(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 2}, column {mark.column + 1}" if mark else "line 1"
        raise refused(place, f"the front matter is not YAML: {getattr(error, 'problem', None) or error}") from error
    members = found if isinstance(found, dict) else {}
    return {name: tidy.text(members[name]) for name in FRONT if isinstance(members.get(name), str | int | float)}


class Entry:
    """An item or heading whose date has not been tried yet, and the lines below it."""

    def __init__(self, line: int, text: str, *, heading: bool, section: str | None) -> None:
        self.line = line
        self.text = text
        self.heading = heading
        self.section = section
        self.below: list[str] = []

    def findings(self, choices: Choices) -> Iterator[Finding]:
        split = split_date(self.text, choices)
        if split is None:
            if not self.heading and re.match(r"\W*\d", self.text):
                yield Fault(Problem(f"line {self.line}", f'no date at the front of "{self.text[:60]}"'), lost=False)
            return
        when, rest = split
        body = tidy.text("\n".join(self.below))
        title = tidy.line(LINK.sub(r"\1", TAG.sub("", rest)).replace("**", "")) or tidy.line(body.partition("\n")[0])
        links = LINK.findall(f"{rest}\n{body}")
        document = tidy.compact({
            "title": title,
            "description": body,
            "when": when,
            "tags": list(dict.fromkeys(TAG.findall(rest))),
            "category": self.section,
            "citations": [{"source": {"title": tidy.line(words), "url": url}} for words, url in links[:100]],
        })  # fmt: skip
        yield from draft(document, f"line {self.line}")


def _entries(lines: Iterator[tuple[int, str]]) -> Iterator[Entry]:
    current: Entry | None = None
    section: str | None = None
    for number, line in lines:
        heading, item = HEADING.fullmatch(line.rstrip()), ITEM.fullmatch(line.rstrip())
        if heading or item:
            if current is not None:
                yield current
            text = (heading or item)["text"]  # type: ignore[index]  # one of them is there
            current = Entry(number, text, heading=bool(heading), section=section)
            if heading and not re.search(r"\d", text):
                section = tidy.line(text)
        elif current is not None and len(current.below) < MOST_LINES:
            current.below.append(line.strip() if not current.heading else line.rstrip())
    if current is not None:
        yield current


def split_date(text: str, choices: Choices) -> tuple[dict[str, Any], str] | None:
    """The longest date at the front and what follows it; None where there is none."""
    plain = text.strip().replace("**", "").replace("__", "")
    if YEAR_ALONE.fullmatch(plain):
        return None
    places = list(islice(SPLIT.finditer(plain), MOST_SPLITS))
    for found in [*([] if places else [None]), *reversed(places)]:
        words, rest = (plain[: found.start()], plain[found.end() :]) if found else (plain, "")
        try:
            return _read(words.strip(), choices), rest
        except InvalidDate:
            continue
    return None


def _read(words: str, choices: Choices) -> dict[str, Any]:
    if len(words) > 100:  # noqa: PLR2004
        raise InvalidDate(words, 1, "is too long for a date")
    try:
        return read_when(words, choices=choices)
    except InvalidDate:
        start, _, end = words.partition(SPAN.search(words)[0]) if SPAN.search(words) else (words, "", "")  # type: ignore[index]
        if not end:
            raise
        return read_when(start, end, choices=choices)


def recognises(head: str, suffix: str) -> bool:
    if suffix in IMPORTER.suffixes:
        return True
    return suffix in {"", "txt"} and bool(re.match(r"\ufeff?---\r?\n|(?:.*\n){0,20}(?:#|[-*]\s+\d{3,4})", head))


IMPORTER = Importer(
    name="markdown",
    title="Markdown",
    suffixes=("md", "markdown", "mdown"),
    use='Chronologies: "- 2025-10-10: text", dated headings, YAML front matter for the timeline.',
    recognises=recognises,
    read=read,
    rank=80,
)
