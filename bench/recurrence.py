"""What asking for occurrences costs, in microseconds a question: `python -m bench.recurrence`.

Each question is asked for windows that move, so that nothing but the reading of the rule and where its COUNT ends
is remembered from one to the next. "first" is the first time that anybody asks, with all of that included.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from time import perf_counter

from timeline.domain.recurrence import Recurrence, last_day, occurrences

EPOCH = date(1970, 1, 1).toordinal()
FAR = date(2500, 5, 1).toordinal() - EPOCH
ROUNDS = 500
QUESTIONS = [
    ("yearly since 1945, one year in 2500", date(1945, 10, 10), "FREQ=YEARLY", 365),
    ("daily since 1900, one month in 2500", date(1900, 1, 1), "FREQ=DAILY", 31),
    ("weekly MO,WE,FR since 1900, one month in 2500", date(1900, 1, 1), "FREQ=WEEKLY;BYDAY=MO,WE,FR", 31),
    ("last Sunday of the month, one year in 2500", date(1900, 1, 28), "FREQ=MONTHLY;BYDAY=-1SU", 365),
    ("last of January and July, one year in 2500", date(1900, 1, 31), "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=-1", 365),
    ("hourly since 1900, one day in 2500", datetime(1900, 1, 1), "FREQ=HOURLY", 0),  # noqa: DTZ001
    ("daily COUNT=1000000000, one month in 2500", date(1900, 1, 1), "FREQ=DAILY;COUNT=1000000000", 31),
    ("daily COUNT=250000, one month in 2500", date(1900, 1, 1), "FREQ=DAILY;COUNT=250000", 31),
    (
        "working days COUNT=250000, one month in 2500",
        date(1900, 1, 1),
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=250000",
        31,
    ),
    ("Mondays by months COUNT=5000, walked, one month", date(1900, 1, 1), "FREQ=MONTHLY;BYDAY=MO;COUNT=5000", 31),
]


def microseconds(recurrence: Recurrence, start: date, length: int, windows: list[int]) -> float:
    began = perf_counter()
    for first in windows:
        occurrences(recurrence, start, window=(first, first + length), limit=1_000)
    return (perf_counter() - began) / len(windows) * 1_000_000


def refusal() -> float:
    """The dearest kind: a contradiction that only the whole cycle of the calendar shows."""
    began = perf_counter()
    try:
        Recurrence(rrule="FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6")
    except ValueError:
        return (perf_counter() - began) * 1_000_000
    raise AssertionError("a month has no sixth Monday")


def main() -> None:
    print(f"{'first':>10} {'each':>10}  µs")
    for name, start, rrule, length in QUESTIONS:
        began = perf_counter()
        recurrence = Recurrence(rrule=rrule)
        occurrences(recurrence, start, window=(FAR, FAR + length), limit=1_000)
        first = (perf_counter() - began) * 1_000_000
        windows = [FAR + step for step, _ in zip(count(1, 7), range(ROUNDS), strict=False)]
        print(f"{first:>10.0f} {microseconds(recurrence, start, length, windows):>10.0f}  {name}")
    began = perf_counter()
    last_day(Recurrence(rrule="FREQ=YEARLY;UNTIL=24991231"), date(1945, 10, 10))
    print(f"{(perf_counter() - began) * 1_000_000:>10.0f} {'':>10}  last day of yearly UNTIL 2499")
    print(f"{refusal():>10.0f} {'':>10}  refusal of the sixth Monday of the month")


if __name__ == "__main__":
    main()
