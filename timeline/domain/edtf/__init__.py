"""Extended Date/Time Format, ISO 8601-2:2019, levels 0 to 2: dates as exact as they are known and no more.

A parser of our own, because it is what this project exists for:

- `parse`: text → value, or InvalidDate with the place
- `date`, `interval`, `sets` (together `values`): the four values and the days that they may mean
- `calendar`, `seasons`, `mask`: days of any year, of the codes 21–41, of unspecified digits
- `english`: value → English for people
"""

from timeline.domain.edtf.bounds import Bounds
from timeline.domain.edtf.calendar import (
    OPEN_FUTURE,
    OPEN_PAST,
    format_day,
    join_days,
    plain_iso,
    split_days,
)
from timeline.domain.edtf.english import describe
from timeline.domain.edtf.parse import parse_edtf
from timeline.domain.edtf.values import Edtf, EdtfDate, EdtfDateTime, EdtfInterval, EdtfSet

__all__ = [
    "OPEN_FUTURE",
    "OPEN_PAST",
    "Bounds",
    "Edtf",
    "EdtfDate",
    "EdtfDateTime",
    "EdtfInterval",
    "EdtfSet",
    "describe",
    "format_day",
    "join_days",
    "parse_edtf",
    "plain_iso",
    "split_days",
]
