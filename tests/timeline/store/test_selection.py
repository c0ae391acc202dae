"""The query in SQL finds what the values themselves say, on both databases."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.loading import load
from timeline.domain.cursor import Cursor
from timeline.domain.edtf import join_days, parse_edtf, split_days
from timeline.domain.errors import InvalidCursor
from timeline.domain.event import EventDraft
from timeline.domain.native import NativeFile
from timeline.domain.query import parse_query
from timeline.domain.timeline import Timeline
from timeline.operations.browse import reading
from timeline.operations.ingest import ingest
from timeline.operations.record import record_event

if TYPE_CHECKING:
    from tests.conftest import Clock
    from timeline.operations.maintain import Database

DATES = (
    "2025", "2025-08", "2025-08-15", "2025-08~", "2025-10-10?", "199X", "18XX", "156X-12-25", "1XXX-12", "2004-XX",
    "1985-04-XX", "2023-08/2025-03", "2025-08/2025-12~", "2023/..", "../1985", "/1985", "2023/", "../..",
    "[2025-06-03,2025-06-04]", "[1667,1760-12]", "{1667,1760-12}", "[..2025-12-31]", "[2023-07..]", "-0043",
    "Y-17E7", "2024-37~", "2023-24", "1950S2", "2024-06/2024", "XXXX-02-29", "{1960,1961-12}", "1985-04-12T23:20:30Z",
)  # fmt: skip


def find(database: Database, text: str = "", slug: str = "found") -> list[str]:
    query = parse_query([tuple(pair.split("=", 1)) for pair in text.split("&") if pair])
    with reading(database, slug) as found:
        versions = found.events(query).versions
        assert found.count(query.narrowed(limit=None, cursor=None)) >= len(versions)
        return [one.uid for one in versions]


@pytest.fixture
def dated(database: Database, clock: Clock) -> Database:
    recurring = {"when": {"edtf": "1945-10-10"}, "recurrence": {"rrule": "FREQ=YEARLY"}}
    zoned = {"when": {"start": {"local": "2015-08-14T23:45:00", "zone": "America/New_York"}}}
    load(database, clock, *({"when": {"edtf": text}} for text in DATES), recurring, zoned)
    return database


def day_text(day: int) -> str:
    year, month, date = split_days(day)
    return f"{year:05d}-{month:02d}-{date:02d}" if year < 0 else f"{year:04d}-{month:02d}-{date:02d}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_window_finds_the_events_whose_dates_say_so(dated: Database, data: st.DataObject) -> None:
    near = st.one_of(st.integers(1500, 2030), st.sampled_from([-44, 0, 918, 1667, 1760, 1985, 2025]))
    start = join_days(data.draw(near), data.draw(st.integers(1, 12)), data.draw(st.integers(1, 28)))
    end = start + data.draw(st.one_of(st.integers(0, 40), st.integers(0, 40_000)))
    match = data.draw(st.sampled_from(["possible", "certain"]))
    expected = {f"u{number:03d}" for number, text in enumerate(DATES) if parse_edtf(text).overlaps(start, end, match)}
    got = set(find(dated, f"from={day_text(start)}&to={day_text(end)}&match={match}"))
    assert got - {f"u{len(DATES):03d}", f"u{len(DATES) + 1:03d}"} == expected


def test_a_recurring_event_is_found_where_it_recurs_and_not_between(dated: Database) -> None:
    founding = f"u{len(DATES):03d}"
    assert founding in find(dated, "from=2500-10&to=2500-10")
    assert founding not in find(dated, "from=2500-11&to=2501-09")
    assert founding not in find(dated, "to=1945-10-09")


def test_a_zoned_event_lies_on_the_day_of_its_own_zone(dated: Database) -> None:
    evening = f"u{len(DATES) + 1:03d}"
    assert evening in find(dated, "from=2015-08-14&to=2015-08-14")
    assert evening not in find(dated, "from=2015-08-15&to=2015-08-15")


@pytest.mark.parametrize("sort", ["date", "-date", "updated", "-updated", "published", "-published"])
@pytest.mark.parametrize("limit", [1, 7])
def test_pages_joined_are_the_whole_without_gap_or_repeat(dated: Database, sort: str, limit: int) -> None:
    whole = find(dated, f"sort={sort}")
    pages: list[str] = []
    query = parse_query([("sort", sort), ("limit", str(limit))])
    for _ in range(len(whole)):
        with reading(dated, "found") as found:
            page = found.events(query)
        pages += [one.uid for one in page.versions]
        if page.next is None:
            break
        query = parse_query([("sort", sort), ("limit", str(limit)), ("cursor", str(page.next))])
    assert pages == whole
    assert len(whole) == len(DATES) + 2


def test_a_cursor_is_bound_to_its_query_and_to_its_timeline(dated: Database, clock: Clock) -> None:
    with reading(dated, "found") as found:
        cursor = found.events(parse_query([("limit", "2"), ("to", "2026")])).next
        forged = Cursor("date", (0, 0, 0, "u"), b"x" * 16)
        altered = Cursor("date", (*cursor.key[:3], "u999"), cursor.seal)
        assert found.events(parse_query([("limit", "9"), ("to", "2026"), ("cursor", str(cursor))])).versions
        for other, asked in ((forged, "2026"), (altered, "2026"), (cursor, "2025")):
            with pytest.raises(InvalidCursor, match="for this query"):
                found.events(parse_query([("limit", "2"), ("to", asked), ("cursor", str(other))]))
    with reading(dated, "things") as elsewhere, pytest.raises(InvalidCursor):
        elsewhere.events(parse_query([("limit", "2"), ("to", "2026"), ("cursor", str(cursor))]))


def test_pages_neither_repeat_nor_skip_while_others_write(dated: Database, clock: Clock) -> None:
    whole = find(dated)
    seen: list[str] = []
    query = parse_query([("limit", "5")])
    for number in range(20):
        with reading(dated, "found") as found:
            page = found.events(query)
        seen += [one.uid for one in page.versions]
        if page.next is None:
            break
        draft = EventDraft.parse({"uid": f"new{number}", "title": "New", "when": {"edtf": f"1{number:03d}"}})
        record_event(dated, "found", draft, actor="a", now=clock())
        query = parse_query([("limit", "5"), ("cursor", str(page.next))])
    assert [uid for uid in seen if not uid.startswith("new")] == whole
    assert len(set(seen)) == len(seen)


def test_dates_sort_with_the_wider_before_its_own_days_and_the_undated_last(database: Database, clock: Clock) -> None:
    order = ["Y-17E7", "-0043", "../1985", "2025", "2025-08", "2025-08-01", "2025-08-15", "2025-10-10", "../.."]
    shuffled = random.Random(7).sample(order, len(order))  # noqa: S311  a fixed shuffle
    load(database, clock, *({"when": {"edtf": text}} for text in shuffled))
    assert [shuffled[int(uid[1:])] for uid in find(database)] == order
    newest = [shuffled[int(uid[1:])] for uid in find(database, "sort=-date")]
    assert newest[:2] == ["2025", "2025-10-10"]
    assert newest[-1] == "../.."


def test_terms_are_alternatives_within_a_name_and_conditions_between_names(database: Database, clock: Clock) -> None:
    load(
        database, clock,
        {"when": {"edtf": "2001"}, "tags": ["Parade", "x"], "category": "army"},
        {"when": {"edtf": "2002"}, "tags": ["speech"], "places": [{"name": "평양"}], "verification": "disputed"},
        {"when": {"edtf": "2003"}, "actors": [{"name": "KCNA"}], "status": "cancelled",
         "citations": [{"source": {"title": "Report", "publisher": "Paper"}}]},
    )  # fmt: skip
    assert find(database, "tag=parade&tag=SPEECH") == ["u000", "u001"]
    assert find(database, "tag=parade&tag=speech&category=army") == ["u000"]
    assert find(database, "place=평양") == ["u001"]
    assert find(database, "verification=disputed") == ["u001"]
    assert find(database, "status=cancelled&actor=kcna") == ["u002"]
    assert find(database, "source=paper") == find(database, "source=report") == ["u002"]


def test_aliases_of_an_actor_find_the_same_events(database: Database, clock: Clock) -> None:
    timeline = Timeline(slug="found", title="F", aliases={"Korean Central News Agency": "KCNA"})
    drafts = [
        EventDraft.parse({"uid": name, "title": name, "when": {"edtf": "2025"}, "actors": [{"name": name}]})
        for name in ("KCNA", "Korean Central News Agency", "AFP")
    ]
    file = NativeFile(format="timeline/1", timeline=timeline, events=tuple(drafts))
    ingest(database, file, actor="a", now=clock())
    both = {"KCNA", "Korean Central News Agency"}
    assert set(find(database, "actor=kcna")) == set(find(database, "actor=korean central news agency")) == both


@pytest.mark.parametrize("text", ["", "tag=x", "from=2020&to=2026", "from=2020&to=2026&match=certain&tag=x"])
def test_a_page_of_one_and_of_fifty_events_cost_the_same_statements(
    database: Database, clock: Clock, statements: list[str], text: str
) -> None:
    load(database, clock, *({"when": {"edtf": "2025-08"}, "tags": ["x"]} for _ in range(60)))
    counts = []
    for limit in (1, 50):
        statements.clear()
        assert len(find(database, f"limit={limit}&{text}")) == limit
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= 7
