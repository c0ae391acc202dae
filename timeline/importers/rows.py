"""One row of a table as a draft: cells by our field names in, findings out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidDate, Problem
from timeline.importers import tidy
from timeline.importers.dates import read_date, read_when, write_year
from timeline.importers.drafting import draft
from timeline.importers.importer import Fault, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.importers.importer import Choices, Finding

URL = re.compile(r"https?://[^\s<>\"\\^`{|}]+")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PLAIN = {"slug", "language", "date_text", "date_note"}
CHOICES = {"status", "publication", "verification"}


def read_cells(cells: Mapping[str, str], where: str, position: int, choices: Choices) -> Iterator[Finding]:
    """A bad cell costs its value; a row without a title or a date that can be read is left out."""
    document, faults = _document(cells, where)
    try:
        document["when"] = {**_when(cells, choices), **_date_words(cells)}
    except InvalidDate as error:
        column = "when" if "when" in cells else "year" if "year" in cells else "date"
        yield Fault(Problem(f"{where}, {column}", str(error)))
        return
    yield from faults
    for finding in draft(document, where, position):
        yield finding if isinstance(finding, Found) else _named(finding)


def _named(finding: Finding) -> Finding:
    """`line 7/places/0` reads better as `line 7, places`."""
    if not isinstance(finding, Fault):
        return finding
    place, _, rest = finding.problem.where.partition("/")
    name = rest.partition("/")[0]
    return Fault(Problem(f"{place}, {name}" if name else place, finding.problem.message), finding.lost)


def _document(cells: Mapping[str, str], where: str) -> tuple[dict[str, Any], list[Fault]]:
    title = tidy.line(cells.get("title", "")) or tidy.line(re.split(r"[\n.]", cells.get("description", "").strip())[0])
    document: dict[str, Any] = {
        "title": title,
        "uid": tidy.uid(cells.get("uid")),
        "description": tidy.text(cells.get("description", "")),
        "slug": cells.get("slug", "").strip(),
        "language": cells.get("language", "").strip(),
        "verification_note": tidy.line(cells.get("verification_note", "")),
        "category": tidy.line(cells.get("category", "")),
        "tags": tidy.words(cells.get("tags", "")),
        "actors": [{"name": name} for name in tidy.words(cells.get("actors", ""))],
        "places": _places(cells),
        "citations": _citations(cells),
        "links": [{"url": url} for url in URL.findall(cells.get("url", ""))],
        "media": _media(cells),
        **{name: cells[name].strip().lower() for name in CHOICES if name in cells},
    }
    faults = []
    if "importance" in cells:
        number = cells["importance"].strip()
        document["importance"] = int(number) if number.isascii() and number.isdigit() and len(number) == 1 else number
    if "rrule" in cells:
        document["recurrence"] = {"rrule": cells["rrule"].strip().removeprefix("RRULE:")}
    if cells.get("url") and not document["links"]:
        faults.append(Fault(Problem(f"{where}, url", f'"{cells["url"][:60]}" is no http or https address')))
    return tidy.compact(document), faults


def _places(cells: Mapping[str, str]) -> list[dict[str, Any]]:
    names = tidy.words(cells.get("places", ""), ";|\n→")
    latitude, longitude = (cells.get(name, "").strip().replace(",", ".") for name in ("latitude", "longitude"))
    if "places" in cells and "," in cells["places"] and len(names) > 1 and (latitude or ";" not in cells["places"]):
        names = [tidy.line(cells["places"])]
    places: list[dict[str, Any]] = [{"name": name} for name in names]
    if latitude and longitude:
        places = places or [{"name": f"{latitude}, {longitude}"}]
        places[0] |= {"latitude": latitude, "longitude": longitude}
    return places


def _citations(cells: Mapping[str, str]) -> list[dict[str, Any]]:
    """A source is a title, or an address alone, which is then its title too."""
    title, urls = (
        tidy.line(cells.get("source", "")),
        URL.findall(f"{cells.get('source_url', '')} {cells.get('source', '')}"),
    )
    if not title and not urls:
        return []
    source: dict[str, Any] = {"title": title or urls[0], "publisher": tidy.line(cells.get("publisher", ""))}
    if urls:
        source["url"] = urls[0]
    if "published" in cells:
        try:
            source["published"] = read_date(cells["published"])
        except InvalidDate:
            source["published"] = cells["published"]
    return [tidy.compact({"source": tidy.compact(source), "attributed_to": tidy.line(cells.get("attributed_to", ""))})]


def _media(cells: Mapping[str, str]) -> list[dict[str, Any]]:
    url = URL.search(cells.get("media", ""))
    caption = tidy.line(tidy.from_html(cells.get("media_caption", "")))
    if url is None:
        return []
    alt = caption or tidy.line(cells.get("title", "")) or url[0]
    return [
        tidy.compact({"url": url[0], "alt": alt, "credit": tidy.line(tidy.from_html(cells.get("media_credit", "")))})
    ]


def _date_words(cells: Mapping[str, str]) -> dict[str, str]:
    words = {name: tidy.line(cells[name]) for name in ("date_text", "date_note") if name in cells}
    return {name: value for name, value in words.items() if value}


def _when(cells: Mapping[str, str], choices: Choices) -> dict[str, Any]:
    start = cells.get("when", "") or _from_parts(cells, "year", "month", "day of month")
    end = cells.get("end", "") or _from_parts(cells, "end year", "end month", "end day")
    if not start.strip():
        raise InvalidDate("", 1, "has no date; give EDTF such as 2025-08~")
    if "published" in cells:
        choices = replace(choices, published=cells["published"].strip())
    start, end = _with_time(start, cells.get("start time")), _with_time(end, cells.get("end time"), start)
    when = read_when(start, end, choices=choices)
    zone = cells.get("zone", "").strip()
    if zone and "start" in when:
        when = {name: {**time, "zone": zone} if time["zone"] == choices.zone else time for name, time in when.items()}
    return when


def _with_time(date: str, time: str | None, start: str = "") -> str:
    if not time or not re.fullmatch(r"\s*\d{1,2}:\d\d(:\d\d)?\s*", time):
        return date
    day = date or start[:10]
    return f"{day}T{time.strip():0>5}" if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else date


def _from_parts(cells: Mapping[str, str], *names: str) -> str:
    """TimelineJS gives year, month and day in a column each; the year may be far back."""
    year, month, day = (cells.get(name, "").strip() for name in names)
    return date_of_parts(year, month, day)


def date_of_parts(year: str, month: str = "", day: str = "") -> str:
    """EDTF, or what was given where that is no date."""
    if not re.fullmatch(r"[+-]?\d{1,15}", year, re.ASCII):
        return year
    text = write_year(int(year))
    named = str(MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in MONTHS else month
    if not named or text.startswith("Y"):
        return text
    text = f"{text}-{named:0>2}"
    return f"{text}-{day:0>2}" if day else text
