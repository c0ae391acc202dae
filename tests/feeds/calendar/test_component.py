from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from feeds import Options
from feeds.calendar.component import render_version
from feeds.formats.ical import render_calendar
from tests.builders import PUBLISHED, RECORDED, a_feed, a_version, an_entry, an_event, at
from tests.feeds.cases import FULL
from tests.feeds.reading import events, one_event, unescaped, unfolded, values


def lines(when: Any = "2025-10-10", **fields: Any) -> list[str]:
    return unfolded(render_version(an_entry(an_event(when, **fields))))


def test_identity_and_stamps_are_the_version_s() -> None:
    version = a_version(an_event("2025-10-10", uid="u;1"), sequence=4)
    read = one_event(a_feed(version))
    assert (read["UID"], read["SEQUENCE"]) == ("u;1", 4)
    assert read["DTSTAMP"].dt == read["LAST-MODIFIED"].dt == RECORDED
    assert read["CREATED"].dt == PUBLISHED


def test_two_edits_within_a_second_are_told_apart_by_sequence() -> None:
    edits = [
        a_version(sequence=number, recorded_at=RECORDED.replace(microsecond=number * 400_000)) for number in (1, 2)
    ]
    first, second = (one_event(a_feed(edit)) for edit in edits)
    assert first["LAST-MODIFIED"].dt == second["LAST-MODIFIED"].dt == RECORDED
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (1, 2)


def test_stamps_have_whole_seconds_in_utc() -> None:
    version = a_version(recorded_at=datetime(2025, 12, 13, 8, 30, 1, 999_999, tzinfo=UTC))
    assert values(render_version(an_entry(version)), "DTSTAMP") == ["20251213T083001Z"]


def test_what_was_never_public_has_no_creation() -> None:
    assert "CREATED" not in one_event(a_feed(a_version(published_at=None)))


def test_it_takes_nobody_s_time() -> None:
    assert {"TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"} <= set(lines())


@pytest.mark.parametrize(
    ("when", "fields", "status"),
    [
        ("2025-10-10", {}, "CONFIRMED"),
        ("2025-10-10~", {}, "CONFIRMED"),
        ("2025-10-10?", {}, "TENTATIVE"),
        ("2025-10-10", {"status": "tentative"}, "TENTATIVE"),
        ("2025-10-10?", {"status": "cancelled"}, "CANCELLED"),
    ],
)
def test_status(when: str, fields: dict[str, Any], status: str) -> None:
    assert f"STATUS:{status}" in lines(when, **fields)


@pytest.mark.parametrize("edtf", ["2025-08~", "[2025-06-03,2025-06-04]", "{2025-05-03,2025-05-05}", "2023-08/2025-03"])
def test_the_notation_is_carried_and_comes_back(edtf: str) -> None:
    rendered = render_version(an_entry(an_event(edtf)))
    assert {unescaped(value) for value in values(rendered, "X-EDTF")} == {edtf}
    assert set(values(rendered, "X-EDTF-PRECISION")) == {"day" if "-0" in edtf[8:] and edtf[0] in "[{" else "month"}


@pytest.mark.parametrize("when", ["2025-10-10", "2025-10-10/2025-10-12", {"start": at("2018-05-05T00:00:00")}])
def test_what_is_exact_needs_no_notation(when: Any) -> None:
    assert not [line for line in lines(when) if line.startswith("X-EDTF")]


def test_two_markers_name_each_other() -> None:
    begin, end = events(a_feed(an_event("2023-08/2025-03", uid="u")))
    assert (begin["UID"], end["UID"]) == ("u-begin", "u-end")
    assert (begin["RELATED-TO"], end["RELATED-TO"]) == ("u-end", "u-begin")
    assert (begin["RELATED-TO"].params["RELTYPE"], end["RELATED-TO"].params["RELTYPE"]) == ("NEXT", "FIRST")
    assert begin["SUMMARY"].endswith(" begins")
    assert end["SUMMARY"].endswith(" ends")


def test_a_marker_alone_names_nobody() -> None:
    assert "RELATED-TO" not in one_event(a_feed(an_event("0918/1392")))


def test_a_vague_date_is_said_first() -> None:
    description = str(one_event(a_feed(an_event("2025-08", description="It happened.")))["DESCRIPTION"])
    assert description.splitlines()[0] == "Exact day unknown: some time in August 2025."


def test_local_time_is_said_first() -> None:
    (description,) = values(render_version(an_entry(an_event({"start": at("2015-08-15T00:30:00")}))), "DESCRIPTION")
    assert unescaped(description).startswith("Local time: 15 August 2015, 00:30 (Asia/Pyongyang, UTC+8:30)\n")


@pytest.mark.parametrize("fields", [{"tombstone": True, "reason": "An error"}, {"event": an_event(status="cancelled")}])
def test_what_is_off_says_so_in_title_and_status_unless_left_out(fields: dict[str, Any]) -> None:
    version = a_version(**fields)
    read = one_event(a_feed(version))
    assert read["SUMMARY"].startswith("Cancelled: ")
    assert read["STATUS"] == "CANCELLED"
    assert events(a_feed(version, options=Options(cancelled="omit"))) == []


def test_the_reason_of_a_withdrawal_is_said() -> None:
    read = one_event(a_feed(a_version(tombstone=True, reason="An error")))
    assert read["DESCRIPTION"].startswith("Withdrawn: An error\n")


def test_a_category_keeps_its_colour() -> None:
    first, second = (one_event(a_feed(an_event(uid=uid, category="Military"))) for uid in ("a", "b"))
    assert first["COLOR"] == second["COLOR"]
    assert first["CATEGORIES"].cats == ["Military"]


@pytest.mark.parametrize(
    ("places", "location"),
    [
        ([("at", "Pyongyang")], "Pyongyang"),
        ([("from", "Rason"), ("to", "Dunay"), ("to", "Vostochny")], "Rason → Dunay, Vostochny"),
        ([("to", "Kursk")], "to Kursk"),
        ([("from", "Rason"), ("at", "Sea")], "Sea; from Rason"),
    ],
)
def test_location(places: list[tuple[str, str]], location: str) -> None:
    event = an_event(places=[{"name": name, "role": role} for role, name in places])
    assert one_event(a_feed(event))["LOCATION"] == location


def test_the_position_is_that_of_where_it_happened() -> None:
    places = [
        {"name": "A", "latitude": 1, "longitude": 2, "role": "from"},
        {"name": "B", "latitude": 3, "longitude": 4},
    ]
    assert values(render_version(an_entry(an_event(places=places))), "GEO")[0] == "3;4"


def test_machines_find_people_places_sources_and_meaning() -> None:
    read = one_event(a_feed(an_event("2025-10-10", **FULL)))
    assert [part.name for part in read.subcomponents] == ["PARTICIPANT"] * 2 + ["VLOCATION"] * 3
    assert {part["SUMMARY"] for part in read.walk("PARTICIPANT")} == {"Kim Jong Un", "KCNA"}
    assert {part["NAME"] for part in read.walk("VLOCATION")} == {"Rason", "Dunay", "Null Island"}
    assert [(str(link), link.params["LINKREL"]) for link in read["LINK"]] == [
        ("https://example.net/r?a=1,2;b=3", "via"),
        ("https://example.net/more", "related"),
        ("https://example.net/bare", "related"),
    ]
    assert [(str(each), each.params["RELTYPE"]) for each in read["RELATED-TO"]] == [
        ("whole-1", "PARENT"),
        ("before;1", "FINISHTOSTART"),
    ]
    assert str(read["IMAGE"]) == "https://example.net/p.jpg"
    assert str(read["CONCEPT"][0]) == "https://example.org/timelines/things?category=Military"
    assert str(read["STRUCTURED-DATA"]).endswith("/events/something-happened.json")
    assert "<strong>Parade</strong>" in read["STYLED-DESCRIPTION"]


def test_subcomponents_have_uids_of_their_own() -> None:
    feed = a_feed(an_event("2025-10-10", uid="a", **FULL), an_event("2025-10-10", uid="b", **FULL))
    uids = [part["UID"] for each in events(feed) for part in [each, *each.subcomponents]]
    assert len(uids) == len(set(uids))


def test_the_text_depends_on_the_version_alone() -> None:
    """So it can be kept: another feed, another neighbour, another day change nothing in it."""
    version = a_version(an_event("2025-10-10", **FULL))
    alone = render_version(an_entry(version))
    feed = a_feed(an_event(uid="other"), version, title="Another", updated=RECORDED + timedelta(days=1))
    assert alone in render_calendar(feed)
