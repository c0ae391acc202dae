"""Same truth, every route: the table of queries through page, feeds, API and command line, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import queries
from tests.conftest import KINDS, prepared
from tests.queries import QUERIES, REFUSED, UNPLACEABLE, WITHDRAWN, Query
from tests.routes import Ways
from timeline.domain.event import EventDraft
from timeline.domain.native import NativeFile
from timeline.domain.timeline import Timeline
from timeline.operations.ingest import ingest
from timeline.operations.record import restore_event, revise_event, withdraw_event
from timeline.operations.rendering import renew
from timeline.web.app import create_app
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.operations.maintain import Database

SITE = "https://timelines.example.org"
PAGED = {"page": Ways.page, "json feed": Ways.json_feed, "API": Ways.api, "API by threes": Ways.api_by_threes}
FIRST_PAGE_ALONE = {"command": Ways.command, "calendar": Ways.calendar}


@pytest.fixture(scope="module", params=KINDS)
def ways(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ways]:
    """Loaded once for each kind of database."""
    with prepared(request, tmp_path_factory.mktemp("queries")) as url:
        app = create_app(Settings(database_url=url, public_url=SITE, rate_limit=0))
        database: Database = app.extensions["timeline.database"]
        _load(database)
        yield Ways(app.test_client(), url, "queried")
        database.dispose()


def _load(database: Database) -> None:
    described = Timeline(slug="queried", title="Queried", aliases=queries.ALIASES)
    drafts = tuple(EventDraft.parse(document) for document in queries.EVENTS)
    file = NativeFile(format="timeline/1", timeline=described, events=drafts)
    ingest(database, file, actor="ann", now=queries.LOADED)
    for day, (verb, uid, changes) in enumerate(queries.STEPS, 1):
        moment = queries.LOADED + timedelta(days=day)
        if verb == "revise":
            revise_event(database, "queried", uid, changes, expected="*", actor="bob", now=moment)
        elif verb == "withdraw":
            withdraw_event(database, "queried", uid, expected="*", actor="bob", now=moment, reason="wrong")
        else:
            restore_event(database, "queried", uid, expected="*", actor="bob", now=moment)
    renew(database, now=queries.LOADED)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.asks or "all")
def test_every_way_finds_the_same_events_in_the_same_order(ways: Ways, query: Query) -> None:
    expected = query.finds.split()
    wrong = [said for name, way in PAGED.items() if (said := _compare(name, way(ways, query.asks), expected))]
    first_page = expected[: _limit(query.asks)]
    calendar = _on_calendar(ways, query, first_page)
    wrong += [_compare("command", ways.command(query.asks), first_page), calendar]
    if ways.count(query.asks) != len(expected):
        wrong.append(f"aggregates count {ways.count(query.asks)} events, not {len(expected)}")
    wrong = [said for said in wrong if said]
    assert not wrong, "\n".join([f"{query.asks or 'all'}:", *wrong])


def _limit(asks: str) -> int | None:
    given = [int(pair.partition("=")[2]) for pair in asks.split("&") if pair.startswith("limit=")]
    return given[0] if given else None


def _on_calendar(ways: Ways, query: Query, expected: Sequence[str]) -> str:
    """Without those that no calendar holds; with what was withdrawn, told as cancelled, which takes its place on a
    page.
    """
    shown = expected if query.ics is None else query.ics.split()
    found = ways.calendar(query.asks)
    taken_back = {uid for uid, status in found.items() if uid in WITHDRAWN - set(shown) and status == "CANCELLED"}
    if len(shown) == _limit(query.asks):
        shown = shown[: len(shown) - len(taken_back)]
    return _compare(
        "calendar", [uid for uid in found if uid not in taken_back], [uid for uid in shown if uid not in UNPLACEABLE]
    )


def _compare(way: str, found: Sequence[str], expected: Sequence[str]) -> str:
    """What is wrong; "" for nothing."""
    missing = [uid for uid in expected if uid not in found]
    extra = [uid for uid in found if uid not in expected]
    if missing or extra:
        return f"  {way}: missing {' '.join(missing) or '–'}; extra {' '.join(extra) or '–'}"
    if list(found) != list(expected):
        return f"  {way}: in the order {' '.join(found)}"
    return ""


@pytest.mark.parametrize("asks", REFUSED)
def test_every_way_refuses_what_cannot_be_asked_in_the_same_words(ways: Ways, asks: str) -> None:
    said = ways.refusals(asks)
    assert len(said) == 5, said
    assert {way: REFUSED[asks] in words for way, words in said.items()} == dict.fromkeys(said, True), said


def test_a_cursor_of_one_way_goes_on_in_every_other(ways: Ways) -> None:
    asks = "limit=3&from=1986"
    found = ways.first_pages(f"{asks}&cursor={ways.cursor(asks)}")
    assert found == {way: ["evening", "suva", "apia"] for way in found}
    assert len(found) == 5


@pytest.mark.parametrize("other", ["limit=3&from=1987", "limit=3&from=1986&sort=-date", "limit=3"])
def test_every_way_refuses_a_cursor_of_another_query(ways: Ways, other: str) -> None:
    said = ways.refusals(f"{other}&cursor={ways.cursor('limit=3&from=1986')}")
    assert len(said) == 5, said


def test_every_way_refuses_a_cursor_that_anybody_changed(ways: Ways) -> None:
    asks = "limit=3&from=1986"
    cursor = ways.cursor(asks)
    for place in (0, len(cursor) // 2, len(cursor) - 2):
        changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        said = ways.refusals(f"{asks}&cursor={changed}")
        assert all("was not made by this service for this query" in words for words in said.values()), said


def test_the_table_asks_by_every_parameter() -> None:
    from timeline.domain.query import PARAMETERS  # noqa: PLC0415

    asked = {pair.partition("=")[0] for query in QUERIES for pair in query.asks.split("&")}
    assert set(PARAMETERS) - {"cursor"} <= asked
    assert len(QUERIES) >= 60
