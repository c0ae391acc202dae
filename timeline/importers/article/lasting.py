"""How long it lasted, where a sentence says so beside when it began: "the 90-day closure that began in May"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from timeline.importers.article.figures import WORDS

if TYPE_CHECKING:
    from timeline.domain.reported_dates import Reported

EPOCH = date(1970, 1, 1)
LASTED = re.compile(
    rf"\b(?P<number>\d{{1,3}}|{'|'.join(WORDS)})[\s-](?P<unit>day|week|month|year)s?(?:[\s-]long)?\s(?:[\w-]+\s){{1,3}}"
    r"(?:that\s|which\s)?(?:had\s)?(?:started|began|begun|starting|beginning)\s$",
    re.IGNORECASE,
)
UNITS = {
    "day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}  # fmt: skip
PLAIN = re.compile(r"\d{4}-\d\d(?P<day>-\d\d)?", re.ASCII)


def find_interval(sentence: str, found: Reported) -> str | None:
    """EDTF from the start to the last day; of a month, to the month in which it most likely ended, marked `~`."""
    start = PLAIN.fullmatch(str(found.edtf))
    led = found.start + len("starting ") * found.words.lower().startswith("starting ")
    lasted = LASTED.search(sentence, 0, led)
    if start is None or lasted is None:
        return None
    number = WORDS.get(lasted["number"].lower()) or int(lasted["number"])
    length = UNITS[lasted["unit"].lower()] * number + relativedelta(days=-1)
    bounds = found.edtf.bounds
    try:
        first, last = (EPOCH + timedelta(day) + length for day in (bounds.start_earliest, bounds.start_latest))
    except (ValueError, OverflowError):  # beyond the years that Python's dates have
        return None
    middle = first + (last - first) / 2
    return f"{start[0]}/{first}" if start["day"] else f"{start[0]}/{str(middle)[:7]}~"
