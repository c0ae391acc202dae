from __future__ import annotations

from typing import Any

import pytest

from tests.builders import an_event, at
from timeline.domain.lint import RULES, Finding, lint

SOURCED = {"citations": [{"source": {"title": "Report", "published": "2025-12-13"}}]}


def found(rule: str, *events: Any, aliases: dict[str, str] | None = None) -> list[Finding]:
    return [one for one in lint(events, aliases) if one.rule == rule]


def a_day(when: Any, number: int = 0, **fields: Any) -> Any:
    return an_event(when, uid=f"e{number}-{when}", title=f"Event {number}", **{**SOURCED, **fields})


def test_a_sound_timeline_has_no_finding() -> None:
    assert lint([a_day("2025-10-10", 1), a_day("2025-08~", 2)]) == []


def test_a_heap_on_1_january_is_told_with_what_chance_would_give() -> None:
    events = [a_day(f"{year}-01-01", year) for year in range(1990, 2000)]
    others = [a_day(f"{year}-05-{day:02d}", day) for year in range(1990, 1996) for day in range(2, 12)]
    (finding,) = found("false-precision", *events, *others)
    assert finding.message.startswith("10 of 70 exact days are 1 January, where chance gives less than one")


def test_a_heap_on_firsts_of_months_is_told_apart() -> None:
    events = [a_day(f"2001-{month:02d}-01", month) for month in range(2, 12)]
    (finding,) = found("false-precision", *events, a_day("2001-05-05"))
    assert "the first of another month" in finding.message


@pytest.mark.parametrize("days", [["2001-01-01", "2005-01-01"], ["2001-01"] * 40, ["2001"] * 40])
def test_two_first_days_or_dates_without_days_are_no_heap(days: list[str]) -> None:
    assert found("false-precision", *(a_day(day, index) for index, day in enumerate(days))) == []


def test_a_heap_on_midnight_is_told() -> None:
    events = [a_day({"start": at(f"2025-03-{day:02d}T00:00:00")}, day) for day in range(1, 6)]
    assert len(found("false-time", *events)) == 1


def test_nearly_the_same_title_on_the_same_day_is_a_likely_duplicate() -> None:
    one = an_event("2025-10-10", uid="a", title="Parade shows the new missile in Pyongyang")
    other = an_event("2025-10-10", uid="b", title="Parade shows the new missile in Pyongyang!")
    later = an_event("2025-10-11", uid="c", title="Parade shows the new missile in Pyongyang")
    (finding,) = found("duplicate", one, other, later)
    assert finding.events == ("a", "b")


def test_an_event_without_a_source_is_told() -> None:
    assert len(found("no-source", an_event("2025"), a_day("2025"))) == 1


def test_relations_to_nothing_and_against_time_are_told() -> None:
    whole = a_day("2024", 1)
    part = a_day("2025-08", 2, relations=[{"type": "parent", "uid": whole.uid}])
    first = a_day("2024-01", 3, relations=[{"type": "finishtostart", "uid": part.uid}])
    lost = a_day("2025", 4, relations=[{"type": "sibling", "uid": "nowhere"}])
    assert [one.events for one in found("outside-parent", whole, part)] == [(part.uid, whole.uid)]
    assert [one.events for one in found("order", first, part)] == [(first.uid, part.uid)]
    assert [one.events for one in found("dead-relation", lost)] == [(lost.uid,)]


def test_a_vague_date_is_given_the_benefit_of_its_doubt() -> None:
    whole = a_day("2024-06/2025", 1)
    part = a_day("2025", 2, relations=[{"type": "parent", "uid": whole.uid}])
    assert found("outside-parent", whole, part) == []


def test_an_event_that_begins_after_its_newest_source_is_told_unless_tentative() -> None:
    assert len(found("after-publication", a_day("2026-01-20"))) == 1
    assert found("after-publication", a_day("2026-01-20", status="tentative"), a_day("2025-12")) == []


def test_reported_words_that_mean_another_date_are_told() -> None:
    wrong = {"edtf": "2025-11-14", "date_text": "on Friday", "date_anchor": "2025-12-13"}
    right = {**wrong, "edtf": "2025-12-12"}
    assert len(found("words-disagree", an_event(wrong))) == 1
    assert found("words-disagree", an_event(right), an_event({"edtf": "2025", "date_text": "some day"})) == []


def test_names_that_differ_by_spelling_are_told_unless_they_are_aliases() -> None:
    events = [
        an_event("2025", uid=str(index), actors=[{"name": name}])
        for index, name in enumerate(
            ["Kim Jong Un", "Kim Jong-un", "Volodymyr Zelensky", "Volodymyr Zelenskyy", "KCNA"]
        )
    ]
    assert len(found("spelling", *events)) == 2
    assert len(found("spelling", *events, aliases={"Kim Jong-un": "Kim Jong Un"})) == 1


def test_numbers_tell_names_apart() -> None:
    events = [an_event("2025", uid=name, actors=[{"name": name}]) for name in ("527th Regiment", "528th Regiment")]
    assert found("spelling", *events) == []


def test_a_long_timeline_is_read_in_one_go() -> None:
    events = [a_day(f"{1000 + number % 1000}", number) for number in range(2_000)]
    assert {one.rule for one in lint(events)} <= set(RULES)
