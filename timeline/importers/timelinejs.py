"""TimelineJS JSON, version 3, and versions 1 and 2 before it: slides with headline, text, media and group.

A slide's date is split into numbers and stays as vague as they are: a year alone is that year. `display_date` is
kept as the words of the report. On the cosmological scale years are plain numbers, however long ago.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from timeline.domain.edtf import parse_edtf
from timeline.domain.errors import InvalidDate, Problem
from timeline.domain.item import read_item
from timeline.importers import jsontext, tidy
from timeline.importers.dates import read_when, write_year
from timeline.importers.drafting import draft
from timeline.importers.importer import BLANK, About, Fault, Importer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.importers.importer import Choices, Finding, Source

LISTS = {
    "events": "event",
    "eras": "era",
    "timeline.date": "event",
    "timeline.era": "era",
    "timeline.eras": "era",
}
ERA = "era"
OLD_DATE = re.compile(r"(-?\d+)(?:[,/-](\d{1,2}))?(?:[,/-](\d{1,2}))?(?:[,\s]+(\d{1,2}):(\d\d)(?::(\d\d))?)?", re.ASCII)
PARTS = ("year", "month", "day", "hour", "minute", "second")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def read(source: Source) -> Iterator[Finding]:
    head = jsontext.around(source, LISTS)
    inner = head.get("timeline")
    title = head.get("title") if not isinstance(inner, dict) else inner
    ours = title.get("_timeline") if isinstance(title, dict) else None
    whole = isinstance(ours, dict) and "slug" in ours
    yield About(ours if whole else _about(title if isinstance(title, dict) else {}), complete=whole)  # type: ignore[arg-type]  # whole says that it is a dict
    for path, kind in LISTS.items():
        if isinstance(_at(head, path), list):
            for index, slide, position in jsontext.items(source, path):
                where = f"/{path.replace('.', '/')}/{index}"
                yield from read_slide(slide, where, position, kind, source.choices)


def _at(document: Any, path: str) -> Any:
    for name in path.split("."):
        document = document.get(name) if isinstance(document, dict) else None
    return document


def _about(title: Mapping[str, Any]) -> dict[str, Any]:
    words = _words(title)
    return {"title": words[0], "description": words[1]} if words[0] else {}


def _words(slide: Mapping[str, Any]) -> tuple[str, str]:
    """Headline and text: in version 3 within `text`, before that beside each other."""
    inner = slide.get("text")
    holder = inner if isinstance(inner, dict) else slide
    return tidy.line(tidy.from_html(holder.get("headline") or "")), tidy.from_html(holder.get("text") or "")


def read_slide(slide: Any, where: str, position: int, kind: str, choices: Choices) -> Iterator[Finding]:
    if not isinstance(slide, dict):
        yield Fault(Problem(where, "is not an object"))
        return
    embedded = slide.get("_timeline")
    if isinstance(embedded, dict):
        yield from draft(read_item(embedded), f"{where}/_timeline", position, strict=True)
        return
    headline, text = _words(slide)
    headline = headline or tidy.line(re.split(r"[\n.]", text)[0])
    try:
        when = _when(slide, choices)
    except InvalidDate as error:
        yield Fault(Problem(f"{where}/{'start_date' if 'start_date' in slide else 'startDate'}", str(error)))
        return
    document = tidy.compact({
        "uid": tidy.uid(slide.get("unique_id")),
        "title": headline,
        "description": text,
        "when": when,
        "category": tidy.line(slide.get("group") or ""),
        "tags": [ERA] if kind == "era" else tidy.words(slide.get("tag") or slide.get("tags") or ""),
        "media": _media(slide.get("media") or slide.get("asset"), headline),
    })  # fmt: skip
    yield from draft(document, where, position)


def _when(slide: Mapping[str, Any], choices: Choices) -> dict[str, str]:
    start, end = (
        slide.get(new) or slide.get(old) for new, old in (("start_date", "startDate"), ("end_date", "endDate"))
    )
    when = read_when(read_part(start), read_part(end) if end else "", choices=choices)
    shown = slide.get("display_date") or (start.get("display_date") if isinstance(start, dict) else None)
    return {**when, **({"date_text": tidy.line(shown)} if shown else {})}


def read_part(date: Any) -> str:
    """EDTF of `{"year": …}`, of "2011,12,10", or of whatever else is a date."""
    if isinstance(date, dict):
        return _from_numbers([_number(date.get(name), name) for name in PARTS])
    if isinstance(date, int | float):
        return _from_numbers([int(date)])
    text = str(date or "").strip()
    found = OLD_DATE.fullmatch(text)
    if found and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
        return _from_numbers([None if one is None else int(one) for one in found.groups()])
    if not text:
        raise InvalidDate("", 1, "has no date")
    return text


def _number(given: Any, name: str) -> int | None:
    """Years of the cosmological scale may come as `-1.38e10` or "-4.5 billion"."""
    if given is None or given == "":
        return None
    words = str(given).strip().lower().replace(",", "").split()
    try:
        number = float(words[0]) * (SCALES[words[1]] if len(words) > 1 else 1)
        return round(number)
    except (ValueError, KeyError, IndexError, OverflowError):
        raise InvalidDate(str(given), 1, f"is no number for {name}") from None


def _from_numbers(numbers: list[int | None]) -> str:
    year, month, day, hour, minute, second = [*numbers, *[None] * 6][:6]
    if year is None:
        raise InvalidDate("", 1, "has no year")
    text = write_year(year)
    for number in (month, day):
        if number is None or text.startswith("Y"):
            return str(parse_edtf(text))
        text += f"-{number:02d}"
    return (
        str(parse_edtf(text)) if hour is None else f"{parse_edtf(text)}T{hour:02d}:{minute or 0:02d}:{second or 0:02d}"
    )


def _media(media: Any, headline: str) -> list[dict[str, Any]]:
    """What is no address (an embedded player's HTML, a quotation) is left out."""
    if not isinstance(media, dict) or not re.match(r"https?://", str(media.get("url") or media.get("media") or "")):
        return []
    caption = tidy.line(tidy.from_html(media.get("alt") or media.get("caption") or ""))
    return [tidy.compact({
        "url": str(media.get("url") or media.get("media")).strip(),
        "alt": caption or headline or "picture",
        "credit": tidy.line(tidy.from_html(media.get("credit") or "")),
    })]  # fmt: skip


def recognises(head: str, suffix: str) -> bool:
    if not head.lstrip(BLANK).startswith("{") or suffix in {"csv", "tsv", "ics"}:
        return False
    return bool(re.search(r'"start_date"|"startDate"|"eras"|"scale"', head))


IMPORTER = Importer(
    name="timelinejs",
    title="TimelineJS",
    suffixes=("json",),
    use="Knight Lab's TimelineJS JSON, versions 1 to 3: slides, eras, groups, media, display dates, deep time.",
    recognises=recognises,
    read=read,
    rank=30,
)
