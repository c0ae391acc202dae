"""What a feed says of its size, in its `Link` header (RFC 8288) and in the dialog: how many events and bytes, and,
where some calendar app would drop the rest, the same in years.

    Link: <…/kursk.ics>; rel="self"; type="text/calendar"; events="1410"; bytes="1700000",
          <…/kursk>; rel="alternate"; type="text/html",
          <…/kursk.ics?from=2021&to=2023>; rel="section"; title="2021 to 2023"; events="800"

`rel="section"` is in IANA's registry; `events` and `bytes` (before compression) are extension attributes of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from timeline.domain.edtf import parse_edtf
from timeline.domain.speech import phrase
from timeline.operations.splitting import is_big, split
from timeline.web.context import addresses
from timeline.web.language import speaking

if TYPE_CHECKING:
    from feeds import Format
    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading
    from timeline.operations.splitting import Part

LONGEST = 9999


class Offer(NamedTuple):
    title: str
    url: str
    events: int


def list_offers(
    reading: Reading, style: Format, query: EventQuery, chosen: list[tuple[str, str]], events: int, size: int
) -> list[Offer]:
    """None where the whole is small enough, or has no years to be split into. `chosen` are options that stay."""
    if not style.calendar or not is_big(events, size):
        return []
    whole = query.narrowed(limit=None, cursor=None)
    parts = split(reading.start_days(whole), size)
    slug = reading.state.timeline.slug
    return [
        Offer(
            _title(part), addresses().timeline(slug, style.suffix, write_all(_within(whole, part), chosen)), part.events
        )
        for part in parts
        if len(parts) > 1
    ]


def write_all(query: EventQuery, chosen: list[tuple[str, str]]) -> str:
    return urlencode([*query.pairs(), *chosen])


def _within(query: EventQuery, part: Part) -> EventQuery:
    """Beyond the first and the last year, the query's own window holds."""
    years = {"from_": part.first, "to": part.last}
    return query.narrowed(**{name: parse_edtf(_year(year)) for name, year in years.items() if year is not None})


def _year(year: int) -> str:
    """As EDTF writes it (level 1 beyond four digits)."""
    if abs(year) > LONGEST:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _title(part: Part) -> str:
    """A feed's header says it in English, since feeds take no language."""
    said = speaking()
    if part.first is not None and part.last is not None:
        return said.years(part.first, part.last)
    if part.first is not None:
        return said.say(phrase("%(date)s and later"), date=said.year(part.first))
    return (
        said.say(phrase("until %(date)s"), date=said.year(part.last))
        if part.last is not None
        else said.say(phrase("all years"))
    )


def write_link(style: Format, url: str, page: str, events: int, size: int, split_up: list[Offer]) -> str:
    links = [
        f'<{url}>; rel="self"; type="{style.media_type}"; events="{events}"; bytes="{size}"',
        f'<{page}>; rel="alternate"; type="text/html"',
        *(f'<{one.url}>; rel="section"; {_write_title(one.title)}; events="{one.events}"' for one in split_up),
    ]
    return ", ".join(links)


def _write_title(text: str) -> str:
    """A header is ASCII, and "2017–2019" is not (RFC 8288, section 3.4.1; RFC 8187): servers refuse to send it."""
    return f'title="{text}"' if text.isascii() else f"title*=UTF-8''{quote(text, safe='')}"
