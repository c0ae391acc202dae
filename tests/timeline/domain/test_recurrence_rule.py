"""RRULE text: what is read, its canonical form, and what is refused with which words."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from timeline.domain.errors import InvalidRecurrence
from timeline.domain.recurrence import Recurrence, check_recurrence

DAY = date(2025, 10, 10)
CLOCK = datetime(2025, 10, 10, 9)  # noqa: DTZ001  a wall clock


def canonical(rrule: str) -> str | None:
    return Recurrence(rrule=rrule).rrule


def refusal(rrule: str, start: date | None = None) -> str:
    with pytest.raises((ValidationError, InvalidRecurrence)) as error:
        check_recurrence(Recurrence(rrule=rrule), start or CLOCK)
    return str(error.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("freq=yearly", "FREQ=YEARLY"),
        ("INTERVAL=1;WKST=MO;FREQ=DAILY", "FREQ=DAILY"),
        ("WKST=SU;BYDAY=TH,TU;FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU,TH;WKST=SU"),
        ("BYSETPOS=-1;BYDAY=MO,TU;FREQ=MONTHLY;COUNT=3", "FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU;BYSETPOS=-1"),
        ("FREQ=MONTHLY;BYDAY=-1SU,+1MO,1MO", "FREQ=MONTHLY;BYDAY=1MO,-1SU"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,15,01", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
        ("FREQ=DAILY;UNTIL=20251231", "FREQ=DAILY;UNTIL=20251231"),
        ("FREQ=DAILY;UNTIL=20251231T235959Z", "FREQ=DAILY;UNTIL=20251231T235959Z"),
        ("FREQ=DAILY;UNTIL=20251231T235959", "FREQ=DAILY;UNTIL=20251231T235959"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYDAY=MO;BYWEEKNO=20"),
        ("FREQ=HOURLY;INTERVAL=6", "FREQ=HOURLY;INTERVAL=6"),
    ],
)
def test_a_rule_has_one_canonical_text(given: str, kept: str) -> None:
    assert canonical(given) == kept
    assert canonical(kept) == kept


@pytest.mark.parametrize(
    ("rrule", "said"),
    [
        ("", "not a part of a rule"),
        ("RRULE:FREQ=DAILY", '"RRULE:FREQ=DAILY": not a part of a rule; the parts are FREQ, UNTIL'),
        ("FREQ=DAILY;BYEASTER=1", "not a part of a rule"),
        ("FREQ=DAILY;", "not a part of a rule"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ is given twice"),
        ("FREQ=DAILY;COUNT", "COUNT has no value"),
        ("COUNT=3", "FREQ is missing; give one of HOURLY, DAILY"),
        ("FREQ=SECONDLY", "repeats too often"),
        ("FREQ=MINUTELY", "repeats too often"),
        ("FREQ=FORTNIGHTLY", "no such frequency"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0: give one whole number from 1 to 10000"),
        ("FREQ=DAILY;INTERVAL=-1", "give one whole number from 1"),
        ("FREQ=DAILY;INTERVAL=10001", "from 1 to 10000"),
        ("FREQ=DAILY;INTERVAL=１", "give one whole number"),
        ("FREQ=DAILY;COUNT=0", "COUNT=0: give one whole number from 1"),
        ("FREQ=DAILY;COUNT=" + "9" * 1000, "give one whole number"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20251231T000000Z", "UNTIL and COUNT exclude each other; give one"),
        ("FREQ=DAILY;UNTIL=2025-12-31", "give a date as 20251231"),
        ("FREQ=DAILY;UNTIL=20250230", "not in the calendar"),
        ("FREQ=DAILY;UNTIL=20251231T240000Z", "not in the calendar or the day"),
        ("FREQ=MONTHLY;BYDAY=0TH", "ordinals are 1 to 53"),
        ("FREQ=YEARLY;BYDAY=54MO", "ordinals are 1 to 53"),
        ("FREQ=MONTHLY;BYDAY=6MO", "number weekdays 1 to 5"),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=53MO", "number weekdays 1 to 5"),
        ("FREQ=MONTHLY;BYDAY=XX", "give weekdays such as MO,WE"),
        ("FREQ=MONTHLY;BYDAY=MO,,TU", "give weekdays such as MO,WE"),
        ("FREQ=WEEKLY;BYDAY=1MO", "numbered weekdays need MONTHLY or YEARLY"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "cannot stand beside BYWEEKNO"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0: give whole numbers from 1 to 31 or -1 to -31"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "1 to 31"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY cannot stand beside WEEKLY"),
        ("FREQ=YEARLY;BYYEARDAY=-367", "1 to 366"),
        ("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY needs YEARLY"),
        ("FREQ=YEARLY;BYWEEKNO=54", "1 to 53"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO needs YEARLY"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13: give whole numbers from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=-1", "1 to 12"),
        ("FREQ=YEARLY;BYMONTH=5L", "1 to 12"),
        ("FREQ=DAILY;BYHOUR=24", "0 to 23"),
        ("FREQ=DAILY;BYSECOND=60", "0 to 59"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another BY part"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "1 to 366"),
        ("FREQ=WEEKLY;WKST=1", "give one of MO"),
        ("FREQ=DAILY;" + "BYHOUR=1," * 1000, "characters"),
        (f"FREQ=DAILY;BYHOUR=9,10,11,12,13;BYMINUTE={','.join(map(str, range(60)))}", "fires 300 times a day"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_what_would_do(rrule: str, said: str) -> None:
    assert said in refusal(rrule)


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31,-31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=54",
        "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3",
        "FREQ=DAILY;BYHOUR=9,10;BYSETPOS=-3",
        "FREQ=HOURLY;BYMINUTE=0,30;BYSETPOS=3",
        "FREQ=HOURLY;BYYEARDAY=366;BYMONTH=1;BYDAY=MO",
    ],
)
def test_parts_that_contradict_each_other_are_refused(rrule: str) -> None:
    with pytest.raises(ValidationError, match="the rule never fires"):
        Recurrence(rrule=rrule)


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=14;BYMONTH=3;BYDAY=MO",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=10",
        "FREQ=HOURLY;INTERVAL=168;BYDAY=MO",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=11",
        "FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366",
        "FREQ=YEARLY;INTERVAL=400;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;INTERVAL=10000;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_a_rule_that_its_interval_never_brings_to_its_days_is_refused_once_the_start_is_known(rrule: str) -> None:
    recurrence = Recurrence(rrule=rrule)
    with pytest.raises(InvalidRecurrence, match="never fires"):
        check_recurrence(recurrence, CLOCK)


@pytest.mark.parametrize(
    ("rrule", "start", "said"),
    [
        ("FREQ=DAILY;UNTIL=20251231", CLOCK, "a date but the event starts at a time; write UNTIL=20251231T235959Z"),
        ("FREQ=DAILY;UNTIL=20251231T000000Z", DAY, "a time but the event starts on a day; write UNTIL=20251231"),
        ("FREQ=HOURLY", DAY, "names times of day, but the event starts on a day"),
        ("FREQ=DAILY;BYHOUR=9", DAY, "names times of day, but the event starts on a day"),
    ],
)
def test_the_rule_has_to_suit_the_start(rrule: str, start: date, said: str) -> None:
    assert said in refusal(rrule, start)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"rrule": "FREQ=DAILY", "rdate": ["2025-10-10", "2025-10-10T09:00"]}, "have different forms"),
        ({"rrule": "FREQ=DAILY", "exdate": ["2025-02-29"]}, "2025-02-29 is not in the calendar"),
        ({"rrule": "FREQ=DAILY", "exdate": [20251010]}, "string"),
        ({"rrule": "FREQ=DAILY", "exrule": "FREQ=DAILY"}, "exrule"),
        ({"rrule": "FREQ=DAILY", "overrides": [{"recurrence_id": "2025-10-10"}] * 2}, "overridden twice"),
        (
            {"rrule": "FREQ=DAILY", "overrides": [{"recurrence_id": "2025-10-10", "end": "2025-10-10"}]},
            "end is exclusive",
        ),
        (
            {"rrule": "FREQ=DAILY", "overrides": [{"recurrence_id": "2025-10-10", "end": "2025-10-11T09:00"}]},
            "has another form",
        ),
        (
            {"rrule": "FREQ=DAILY", "overrides": [{"recurrence_id": "2025-10-10", "start": "2025-10-11T09:00"}]},
            "has another form",
        ),
    ],
)
def test_a_recurrence_that_makes_no_sense_is_refused(document: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Recurrence.model_validate(document)


def test_dates_are_kept_in_order_once_and_to_the_second() -> None:
    recurrence = Recurrence(rdate=("2025-10-12T09:00", "2025-10-11T09:00:00", "2025-10-12T09:00:00"))
    assert recurrence.rdate == ("2025-10-11T09:00:00", "2025-10-12T09:00:00")


@given(st.text(alphabet="FREQ=DAILYWKUNTBCOSP;,0123456789-+MH\x00 é", max_size=60) | st.text(max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        kept = canonical(text)
    except ValidationError:
        return
    assert kept is not None
    assert canonical(kept) == kept
