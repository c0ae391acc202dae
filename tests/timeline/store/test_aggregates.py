"""Counts in SQL equal what the values themselves say, event by event and bucket by bucket, on both databases."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.loading import load
from timeline.domain.aggregate import Breakdown, make_breakdown
from timeline.domain.edtf import OPEN_FUTURE, OPEN_PAST, format_day, join_days
from timeline.domain.errors import InvalidQuery
from timeline.domain.event import EventDraft
from timeline.domain.periods import PERIODS
from timeline.domain.query import EventQuery, parse_query
from timeline.domain.when import Window
from timeline.operations.aggregate import aggregate
from timeline.operations.browse import reading

if TYPE_CHECKING:
    from tests.conftest import Clock
    from timeline.domain.aggregate import Aggregate
    from timeline.operations.maintain import Database

MONTHS = PERIODS["month"]
days = st.integers(join_days(2019, 1, 1), join_days(2022, 12, 31))


@st.composite
def dates(draw: st.DrawFn) -> dict[str, Any]:
    first = draw(days)
    last = first + draw(st.integers(0, 400))
    one, other = format_day(first), format_day(last)
    text = draw(
        st.sampled_from([
            one, one[:7], one[:4], f"{one}/{other}", f"{one[:7]}~/{other[:7]}", f"{one}/..", f"../{other}", f"/{other}",
            f"[{one},{other}]", f"{{{one},{other}}}", f"[{one}..]", f"[..{other}]", f"{one[:5]}XX-1X",
            "../..", "2020-21", "202X",
        ])
    )  # fmt: skip
    if text == one and draw(st.booleans()):
        rule = draw(st.sampled_from(["FREQ=YEARLY", "FREQ=WEEKLY;COUNT=9", "FREQ=MONTHLY", "FREQ=DAILY"]))
        return {"when": {"edtf": text}, "recurrence": {"rrule": rule}}
    return {"when": {"edtf": text}}


events = st.builds(
    lambda date, tags: {**date, "tags": sorted(tags)},
    dates(),
    st.sets(st.sampled_from(["parade", "Speech", "평양"]), max_size=2),
)


def ask(database: Database, by: str, *, count: Any = "overlap", text: str = "", empty: bool = False) -> Aggregate:
    query = parse_query([tuple(pair.split("=", 1)) for pair in text.split("&") if pair])
    with reading(database, "found") as found:
        return aggregate(found, query, Breakdown(tuple(by.split("+")), count, empty))


def counts(found: Aggregate) -> dict[tuple[str | None, ...], float]:
    return {tuple(one.keys.values()): one.count for one in found.buckets}


def brute_force(documents: list[dict[str, Any]], window: Window | None) -> dict[tuple[str | None, ...], float]:
    """Month by month, event by event."""
    drafts = [EventDraft.parse({"title": "x", **one}) for one in documents]
    found = [one for one in drafts if window is None or one.overlaps(window, "possible")]
    known = [
        day
        for one in found
        for day in (one.bounds.start_earliest, one.bounds.end_latest)
        if day not in {OPEN_PAST, OPEN_FUTURE}
    ]
    if window is not None:
        known = list(window)
    expected: Counter[tuple[str | None, ...]] = Counter()
    for month in range(MONTHS.at(min(known)), MONTHS.at(max(known)) + 1) if known else ():
        first, last = MONTHS.first_day(month), MONTHS.last_day(month)
        inside = Window(first, last) if window is None else Window(max(first, window.first), min(last, window.last))
        for one in found:
            if one.overlaps(inside, "possible"):
                expected.update((MONTHS.write(month), tag) for tag in one.tags or [None])
    return dict(expected)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(documents=st.lists(events, min_size=1, max_size=12), window=st.one_of(st.none(), st.tuples(days, days)))
def test_months_by_tag_equal_brute_force_over_the_values(
    database: Database, clock: Clock, documents: list[dict[str, Any]], window: tuple[int, int] | None
) -> None:
    load(database, clock, *documents, replace=True)
    asked = None if window is None else Window(min(window), max(window))
    text = "" if asked is None else f"from={format_day(asked.first)}&to={format_day(asked.last)}"
    assert counts(ask(database, "month+tag", text=text)) == brute_force(documents, asked)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(documents=st.lists(events, min_size=1, max_size=12), by=st.sampled_from(list(PERIODS)))
def test_starts_and_shares_add_up_to_the_number_of_events(
    database: Database, clock: Clock, documents: list[dict[str, Any]], by: str
) -> None:
    load(database, clock, *documents, replace=True)
    for count in ("start", "spread"):
        found = ask(database, by, count=count)
        assert found.total == len(documents)
        assert sum(counts(found).values()) == pytest.approx(len(documents))


def test_an_endless_series_recurs_to_the_end_of_the_last_bucket_that_another_event_opens(
    database: Database, clock: Clock
) -> None:
    load(
        database, clock,
        {"when": {"edtf": "2022-11-01"}},
        {"when": {"edtf": "2022-09-02"}, "recurrence": {"rrule": "FREQ=MONTHLY"}},
    )  # fmt: skip
    assert counts(ask(database, "month")) == {("2022-09",): 1, ("2022-10",): 1, ("2022-11",): 2}


def test_a_date_that_is_wider_than_its_bucket_counts_as_declared(database: Database, clock: Clock) -> None:
    load(database, clock, {"when": {"edtf": "2025"}})
    every = {(f"2025-{month:02d}",): 1 for month in range(1, 13)}
    assert counts(ask(database, "month")) == every
    assert counts(ask(database, "month", count="start")) == {("2025-01",): 1}
    shares = counts(ask(database, "month", count="spread"))
    assert shares == pytest.approx(
        {key: days / 365 for key, days in zip(every, (31, 28, 31, 30, 31, 30) * 2, strict=True)}, abs=0.01
    )
    assert shares["2025-02",] == 28 / 365


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("year", ["-0043", "2024", "2025"]),
        ("quarter", ["-0043-Q1", "2024-Q4", "2025-Q3"]),
        ("month", ["-0043-03", "2024-12", "2025-08"]),
        ("week", ["-0043-W11", "2025-W01", "2025-W33"]),
        ("day", ["-0043-03-15", "2024-12-30", "2025-08-15"]),
    ],
)
def test_periods_are_written_as_iso_8601_has_them(database: Database, clock: Clock, by: str, keys: list[str]) -> None:
    load(database, clock, *({"when": {"edtf": text}} for text in ("-0043-03-15", "2024-12-30", "2025-08-15")))
    assert [key for (key,) in counts(ask(database, by))] == keys


def test_weeks_and_months_agree_with_the_calendar_of_python() -> None:
    from datetime import date  # noqa: PLC0415

    for day in range(-30_000, 30_000, 11):
        there = date(1970, 1, 1).fromordinal(day + date(1970, 1, 1).toordinal())
        year, week, _ = there.isocalendar()
        assert PERIODS["week"].write(PERIODS["week"].at(day)) == f"{year}-W{week:02d}"
        for one in PERIODS.values():
            assert one.first_day(one.at(day)) <= day <= one.last_day(one.at(day))


def test_terms_count_with_those_that_have_none_and_aliases_as_one(database: Database, clock: Clock) -> None:
    load(
        database, clock,
        {"when": {"edtf": "2025-08"}, "actors": [{"name": "KCNA"}, {"name": "Korean Central News Agency"}]},
        {"when": {"edtf": "2025-09"}, "actors": [{"name": "Korean Central News Agency"}], "category": "Army"},
        {"when": {"edtf": "2025-09"}, "verification": "disputed", "category": "army"},
        aliases={"Korean Central News Agency": "KCNA"},
    )  # fmt: skip
    assert counts(ask(database, "actor")) == {("KCNA",): 2, (None,): 1}
    assert counts(ask(database, "category")) == {("army",): 2, (None,): 1}
    assert counts(ask(database, "verification")) == {("reported",): 2, ("disputed",): 1}
    assert counts(ask(database, "category+actor")) == {(None, "KCNA"): 1, ("army", "KCNA"): 1, ("army", None): 1}
    assert counts(ask(database, "month+actor")) == {
        ("2025-08", "KCNA"): 1,
        ("2025-09", "KCNA"): 1,
        ("2025-09", None): 1,
    }


def test_empty_buckets_are_there_when_asked_for(database: Database, clock: Clock) -> None:
    load(database, clock, {"when": {"edtf": "2025-01"}, "tags": ["a"]}, {"when": {"edtf": "2025-04"}, "tags": ["b"]})
    assert counts(ask(database, "month", empty=True)) == {
        ("2025-01",): 1, ("2025-02",): 0, ("2025-03",): 0, ("2025-04",): 1,
    }  # fmt: skip
    assert len(counts(ask(database, "month+tag", empty=True))) == 8
    assert list(counts(ask(database, "quarter", empty=True, text="from=2024&to=2025-07"))) == [
        (f"{year}-Q{quarter}",) for year, quarter in itertools.islice(itertools.product((2024, 2025), range(1, 5)), 7)
    ]
    assert counts(ask(database, "year", empty=True, text="tag=none&from=2025&to=2026")) == {("2025",): 0, ("2026",): 0}


@pytest.mark.parametrize(
    ("text", "by", "empty"), [("", "day", True), ("1000/2025", "day", False), ("Y-17E7", "day", True)]
)
def test_more_buckets_than_an_answer_can_hold_are_refused(
    database: Database, clock: Clock, text: str, by: str, empty: bool
) -> None:
    load(database, clock, {"when": {"edtf": "1000"}}, {"when": {"edtf": text or "2025"}})
    with pytest.raises(InvalidQuery, match="5,000 is the most; narrow the time"):
        ask(database, by, empty=empty)


def test_figures_add_up_by_name_and_unit_and_a_part_is_never_given_as_the_whole(
    database: Database, clock: Clock
) -> None:
    load(
        database, clock,
        {"when": {"edtf": "2025-08"}, "figures": [
            {"name": "Containers", "low": 10, "high": 10},
            {"name": "containers", "low": 12, "high": 15, "attributed_to": "another"},
            {"name": "troops", "low": 3, "unit": "men", "qualifier": "at least"}]},
        {"when": {"edtf": "2025-08"}, "figures": [
            {"name": "containers", "low": 1, "high": 2.5}, {"name": "troops", "low": 4, "high": 4, "unit": "men"}]},
        {"when": {"edtf": "2025-09/2025-12"}, "figures": [{"name": "containers", "low": 5, "high": 5}]},
    )  # fmt: skip
    shown = [
        (one.keys["month"], one.name, one.unit, one.events, one.low, one.high, one.least, one.greatest)
        for one in ask(database, "month").figures
    ]
    assert shown == [
        ("2025-08", "containers", None, 2, 11, 17.5, 1, 15),
        ("2025-08", "troops", "men", 2, 7, None, 3, 4),
        ("2025-09", "containers", None, 1, 5, 5, 5, 5),
    ]
    assert [one.low for one in ask(database, "verification").figures] == [16, 7]


@pytest.mark.parametrize("by", ["month", "day", "tag", "verification", "month+tag", "actor+place"])
def test_counting_one_and_fifty_events_costs_the_same_statements(
    database: Database, clock: Clock, statements: list[str], by: str
) -> None:
    spent = []
    for number in (1, 50):
        load(database, clock, *({"when": {"edtf": "2025-08"}, "tags": ["x"]} for _ in range(number)), replace=True)
        statements.clear()
        ask(database, by, text="from=2020&to=2026&tag=x")
        spent.append(len(statements))
    assert spent[0] == spent[1]
    assert spent[0] <= 9


@pytest.mark.parametrize(
    ("by", "words"),
    [((), "given 0 times"), (("tag", "tag"), "two that differ"), (("year", "month"), "both of time")],
)
def test_dimensions_that_do_not_go_together_are_refused(by: tuple[str, ...], words: str) -> None:
    with pytest.raises(InvalidQuery, match=words):
        make_breakdown(by)


def test_nothing_counts_as_nothing(database: Database, clock: Clock) -> None:
    load(database, clock, {"when": {"edtf": "2025"}})
    with reading(database, "found") as found:
        nothing = aggregate(found, EventQuery(filters={"tag": ("none",)}), Breakdown(("month",), empty=True))
    assert (nothing.total, nothing.buckets, nothing.figures) == (0, (), ())
