"""What a single date looks like: one pattern and one reader each, tried at the same place, the longest wins.

A form may name several days that share a month ("10-12 October"); they come with the word that joined them.
`bare` forms are dates only in the company of a word that makes them one ("in", "since"), since "May", "August" and
"2024" are other things as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.reported_dates import readers
from timeline.domain.reported_dates import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.domain.reported_dates.point import Point
    from timeline.domain.reported_dates.readers import Match

JOINERS = {
    "-": "to",
    "–": "to",
    "—": "to",
    "to": "to",
    "until": "to",
    "through": "to",
    "or": "or",
    "and": "and",
    ",": "and",
}


class Form(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    read: Callable[[Match], list[Point]]
    bare: bool = False


def _form(name: str, pattern: str, read: Callable[[Match], list[Point]], *, bare: bool = False) -> Form:
    return Form(name, re.compile(rf"(?<![\w$€£#./-])(?:{pattern})(?!\w|\.\d)"), read, bare)


WEEKDAY_BEFORE = rf"(?:{v.WEEKDAY},?\s(?:the\s)?)?"
OF_YEAR = rf"(?:,?\s(?:of\s)?(?P<year>{v.YEAR})(?![,.]?\d))?"
RELATIVE_YEAR = r"(?:of\s)?(?P<which>(?i:last|this|next))\s(?i:year)"
UNIT_WORDS = r"(?i:days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))"
PART_OF_SEASON = rf"(?:(?P<part>{v.PART})[-\s])?"
AT_PART = rf"(?:(?P<part>{v.PART})[-\s](?:in\s|of\s)?(?:the\s)?)?"

FORMS = (
    _form("ISO 8601", r"\d{4}-\d\d-\d\d", readers.read_iso),
    _form("numbers", r"(?P<one>\d{1,2})(?P<mark>[/.])(?P<other>\d{1,2})(?P=mark)(?P<year>\d{4})", readers.read_numeric),
    _form(
        "day and month",
        rf"{WEEKDAY_BEFORE}(?:the\s)?(?P<days>{v.DAY_LIST})(?:\sof)?\s(?P<month>{v.MONTH}){OF_YEAR}",
        readers.read_days,
    ),
    _form(
        "month and day",
        rf"{WEEKDAY_BEFORE}(?P<month>{v.MONTH})\s(?:the\s)?(?P<days>{v.DAY_LIST})(?![,.:]?\d|\sof\s\d)(?:,?\s(?P<year>{v.YEAR})(?![,.]?\d))?",
        readers.read_days,
    ),
    _form("month and year", rf"{AT_PART}(?P<month>{v.MONTH})(?:,|\sof)?\s(?P<year>{v.YEAR})", readers.read_month),
    _form("part of a month", rf"(?P<part>{v.PART})[-\s](?:in\s)?(?P<month>{v.FULL_MONTH})", readers.read_month),
    _form("edge of a month", rf"(?P<edge>{v.EDGE})\s(?P<month>{v.FULL_MONTH}){OF_YEAR}", readers.read_month),
    _form(
        "month of a relative year",
        rf"{AT_PART}(?P<month>{v.FULL_MONTH})\s{RELATIVE_YEAR}",
        readers.read_month_of_relative_year,
    ),
    _form("chosen month", rf"(?P<which>{v.WHICH})\s(?P<month>{v.FULL_MONTH})", readers.read_month),
    _form("month", rf"(?P<month>{v.FULL_MONTH})", readers.read_month, bare=True),
    _form(
        "week of a month",
        rf"(?:the\s)?(?P<number>(?i:first|second|third|fourth|last))\s(?i:week\sof|week\sin)\s(?P<month>{v.FULL_MONTH}){OF_YEAR}",
        readers.read_week_of_month,
    ),
    _form(
        "week of a day",
        rf"(?i:the\sweek\sof)\s(?P<month>{v.MONTH})\s(?P<day>\d{{1,2}}){OF_YEAR}",
        readers.read_week_of_day,
    ),
    _form("holiday", rf"(?P<holiday>{v.HOLIDAY}){OF_YEAR}", readers.read_holiday),
    _form("weekday", rf"(?:(?P<which>{v.WHICH})\s)?(?P<weekday>{v.WEEKDAY})(?:['’]s)?", readers.read_weekday),
    _form(
        "today",
        r"(?P<day>(?i:the\sday\s(?:before\s(?=y)|after\s(?=tom))))?(?P<word>(?i:today|tonight|yesterday|tomorrow))(?:['’]s)?",
        readers.read_today,
    ),
    _form("ago", rf"(?P<number>{v.NUMBER})\s(?P<unit>{UNIT_WORDS})\sago", readers.read_ago),
    _form(
        "lasting", rf"(?i:the\s)?(?i:last|past)\s(?P<number>{v.NUMBER})\s(?P<unit>{UNIT_WORDS})", readers.read_lasting
    ),
    _form(
        "relative unit",
        rf"(?:(?P<part>(?i:early|late))\s)?(?:(?i:earlier|later)\s)?(?P<which>{v.WHICH})\s(?P<unit>(?i:weekend|week|month|year|decade|century))",
        readers.read_relative_unit,
    ),
    _form(
        "season of a year",
        rf"(?:the\s)?{PART_OF_SEASON}(?P<season>{v.SEASON})(?:\sof|,)?\s(?P<year>{v.YEAR})(?:[-/–]\d\d(?:\d\d)?)?",
        readers.read_season,
    ),
    _form("chosen season", rf"(?P<which>{v.WHICH})\s(?P<season>{v.SEASON})", readers.read_season),
    _form("season", rf"{PART_OF_SEASON}(?P<season>{v.SEASON})", readers.read_season, bare=True),
    _form("quarter", rf"(?:the\s)?(?P<number>{v.ORDINAL})\squarter(?:\sof)?\s(?P<year>{v.YEAR})", readers.read_quarter),
    _form("Q and quarter", rf"Q(?P<number>[1-4])(?:\sof|,)?\s(?P<year>{v.YEAR})", readers.read_quarter),
    _form(
        "quarter alone",
        r"(?:the\s)?(?P<number>(?i:first|second|third|fourth))\squarter",
        readers.read_quarter,
        bare=True,
    ),
    _form("Q alone", r"Q(?P<number>[1-4])", readers.read_quarter, bare=True),
    _form("half", rf"(?:the\s)?(?P<number>(?i:first|second))\shalf\sof\s(?P<year>{v.YEAR})", readers.read_half),
    _form("decade", rf"(?:the\s)?{AT_PART}(?P<decade>(?:1\d|20)\d0|(?<=['’])\d0)s", readers.read_decade),
    _form(
        "century",
        rf"(?:the\s)?{AT_PART}(?P<number>{v.ORDINAL})[-\s](?i:century)(?:\s(?P<era>{v.ERA}))?",
        readers.read_century,
    ),
    _form(
        "year of an era",
        rf"(?P<before>\d{{1,5}})\s?(?P<era>{v.ERA})|(?P<prefix>AD|A\.D\.)\s(?P<after>\d{{1,4}})",
        readers.read_era,
    ),
    _form("part of a year", rf"(?P<part>{v.PART})[-\s](?:in\s)?(?P<year>{v.YEAR})", readers.read_part_of_year),
    _form("edge of a year", rf"(?P<edge>{v.EDGE})\s(?P<year>{v.YEAR})", readers.read_part_of_year),
    _form(
        "years", rf"(?P<first>{v.YEAR})\s?[-–—]\s?(?P<second>\d{{4}}|\d\d)(?![-–,.]?\d)", readers.read_years, bare=True
    ),
    _form("year", rf"(?P<year>{v.YEAR})(?:['’]s)?(?![,.]\d|%)", readers.read_bare_year, bare=True),
)
SMALL_YEAR = _form("small year", r"(?P<year>\d{1,4})", readers.read_bare_year, bare=True)
"""Only where the whole text is "between 47 and 50"."""


def joiner_of(found: Match) -> str | None:
    """The word between the days of one month, if there are several."""
    if "second" in found.groupdict():
        return "to"
    days = found.groupdict().get("days")
    between = re.findall(r"[-–—,]|to|until|through|and|or", days or "")
    return JOINERS[between[-1]] if between else None
