"""RRULE text in, Rule out, strictly as RFC 5545, section 3.3.10 has it.

Nothing reaches dateutil unread: there INTERVAL=0 never ends, and an ordinal of 53 within a month runs off a
table. SECONDLY and MINUTELY are refused: no event in the news recurs so, and expanding them costs minutes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from timeline.domain.errors import InvalidRecurrence
from timeline.domain.recurrence.rule import WEEKDAYS, ByDay, Frequency, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_RULE = 2_000
LONGEST_INTERVAL = 10_000
FREQUENCIES = get_args(Frequency)
UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)


def parse_rrule(text: str) -> Rule:
    """Raises InvalidRecurrence, naming the part; what needs DTSTART is for `check_recurrence`."""
    if len(text) > LONGEST_RULE:
        raise InvalidRecurrence(f"the rule has {len(text)} characters; at most {LONGEST_RULE} are read")
    return _parse(text.upper())


@lru_cache(maxsize=2048)
def _parse(text: str) -> Rule:
    given: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if name not in PARTS:
            raise InvalidRecurrence(f'"{_short(part)}": not a part of a rule; the parts are {", ".join(PARTS)}')
        if name in given:
            raise InvalidRecurrence(f"{name} is given twice; give it once, with commas between its values")
        if not equals or not value:
            raise InvalidRecurrence(f"{name} has no value; leave it out or write {name}=…")
        given[name] = value
    if "FREQ" not in given:
        raise InvalidRecurrence(f"FREQ is missing; give one of {', '.join(FREQUENCIES)}")
    return Rule(**{name.lower(): PARTS[name](name, value) for name, value in given.items()})


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."  # noqa: PLR2004


def _refused(name: str, value: str, reason: str) -> InvalidRecurrence:
    return InvalidRecurrence(f"{name}={_short(value)}: {reason}")


def _freq(name: str, value: str) -> str:
    if value in {"SECONDLY", "MINUTELY"}:
        raise _refused(name, value, "repeats too often for a timeline; HOURLY is the shortest")
    if value not in FREQUENCIES:
        raise _refused(name, value, f"no such frequency; give one of {', '.join(FREQUENCIES)}")
    return value


def _until(name: str, value: str) -> date | datetime:
    found = UNTIL.fullmatch(value)
    if not found:
        raise _refused(name, value, "give a date as 20251231 or a time in UTC as 20251231T235959Z")
    try:
        if found[2] is None:
            return date.fromisoformat(found[1])
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}")
    except ValueError as error:
        raise _refused(name, value, f"not in the calendar or the day ({error})") from error
    return moment.replace(tzinfo=UTC) if found[3] else moment


def _weekday(name: str, value: str) -> int:
    if value not in WEEKDAYS:
        raise _refused(name, value, f"give one of {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(value)


def _byday(name: str, value: str) -> tuple[ByDay, ...]:
    days = set()
    for item in value.split(","):
        found = BYDAY.fullmatch(item)
        if not found:
            raise _refused(name, item, "give weekdays such as MO,WE or, numbered, 1MO or -1SU")
        if found[1] and not 1 <= abs(int(found[1])) <= 53:  # noqa: PLR2004
            raise _refused(name, item, "ordinals are 1 to 53 or -1 to -53; leave it out for every such day")
        days.add(ByDay(int(found[1] or 0), WEEKDAYS.index(found[2])))
    return tuple(sorted(days, key=lambda day: (day.ordinal < 0, day)))


def _number(lowest: int, highest: int) -> Callable[[str, str], int]:
    def read(name: str, value: str) -> int:
        if not re.fullmatch(r"\d{1,12}", value, re.ASCII) or not lowest <= int(value) <= highest:
            raise _refused(name, value, f"give one whole number from {lowest} to {highest}")
        return int(value)

    return read


def _numbers(lowest: int, highest: int, *, signed: bool = False) -> Callable[[str, str], tuple[int, ...]]:
    """`signed` numbers also count from the end; 0 is then neither."""
    bounds = f"{lowest} to {highest}" + (f" or -{lowest} to -{highest}" if signed else "")
    shape = re.compile(r"[+-]?\d{1,4}" if signed else r"\d{1,4}", re.ASCII)

    def read(name: str, value: str) -> tuple[int, ...]:
        items = value.split(",")
        for item in items:
            if not shape.fullmatch(item) or not lowest <= abs(int(item)) <= highest:
                raise _refused(name, item, f"give whole numbers from {bounds}")
        return tuple(sorted({int(item) for item in items}, key=lambda number: (number < 0, number)))

    return read


PARTS: dict[str, Callable[[str, str], Any]] = {
    "FREQ": _freq,
    "UNTIL": _until,
    "COUNT": _number(1, 10**12 - 1),
    "INTERVAL": _number(1, LONGEST_INTERVAL),
    "BYSECOND": _numbers(0, 59),
    "BYMINUTE": _numbers(0, 59),
    "BYHOUR": _numbers(0, 23),
    "BYDAY": _byday,
    "BYMONTHDAY": _numbers(1, 31, signed=True),
    "BYYEARDAY": _numbers(1, 366, signed=True),
    "BYWEEKNO": _numbers(1, 53, signed=True),
    "BYMONTH": _numbers(1, 12),
    "BYSETPOS": _numbers(1, 366, signed=True),
    "WKST": _weekday,
}
