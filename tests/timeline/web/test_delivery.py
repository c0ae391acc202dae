"""Feeds that go on: kept ready on the shelf, the last good bytes when anything breaks, and no stale "not modified"."""

from __future__ import annotations

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from werkzeug.http import parse_date

from feeds.calendar import header
from feeds.formats import ical
from timeline.domain.errors import StoreUnavailable
from timeline.domain.event import EventDraft
from timeline.operations.publish import Stream, stream_feed
from timeline.operations.record import record_event, revise_event
from timeline.store.tables import rendering
from timeline.web import caching, feeds
from timeline.web.shelf import Label, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

ICS = "/timelines/things.ics"
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def shelf(app: Flask, tmp_path: Path) -> Shelf:
    folder = tmp_path / "shelf"
    folder.mkdir()
    made = Shelf(folder, 1_000_000)
    app.extensions["timeline.shelf"] = made
    return made


@pytest.fixture
def polled(client: FlaskClient, shelf: Shelf, database: Database, clock: Clock) -> FlaskClient:
    """A subscription that was answered once."""
    draft = EventDraft.parse({"uid": "u0", "title": "Zero", "when": {"edtf": "2025-08-01"}})
    record_event(database, "things", draft, actor="a", now=clock())
    client.get(ICS)
    return client


def break_store(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreUnavailable("the database is away")

    monkeypatch.setattr(app.extensions["timeline.database"], "snapshot", refuse)


class TestTheShelf:
    def test_the_second_answer_is_the_first_one_s_bytes_for_one_statement(
        self, polled: FlaskClient, statements: list[str]
    ) -> None:
        statements.clear()
        again = polled.get(ICS)
        assert len(statements) == 1
        assert again.data.endswith(b"END:VCALENDAR\r\n")
        assert again.headers["Content-Length"] == str(len(again.data))

    @pytest.mark.parametrize("path", [ICS, "/timelines/things.json", "/timelines/things/events/zero.ics"])
    def test_compressed_or_not_it_is_the_same_and_has_its_own_validator(self, polled: FlaskClient, path: str) -> None:
        plain, packed = polled.get(path), polled.get(path, headers=GZIP)
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + ':gzip"'
        assert polled.get(path, headers=GZIP).data == packed.data
        assert polled.get(path, headers={**GZIP, "If-None-Match": packed.headers["ETag"]}).status_code == 304

    def test_an_edit_is_seen_at_once(self, polled: FlaskClient, database: Database, clock: Clock) -> None:
        polled.get(ICS, headers=GZIP)
        revise_event(database, "things", "u0", {"title": "Other"}, expected=2, actor="a", now=clock())
        assert b"Other" in polled.get(ICS).data
        assert b"Other" in gzip.decompress(polled.get(ICS, headers=GZIP).data)

    def test_who_made_an_answer_sends_it_whatever_another_worker_keeps_meanwhile(
        self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def put(keeping: Shelf, text: bytes) -> bytes:
            kept = keeping.put("key", [text], lambda _: Label(text.decode(), None, "text/plain"))
            assert kept is not None
            with kept.file:
                assert kept.label.etag == text.decode()
                return kept.file.read()

        other = Shelf(shelf.folder, shelf.limit)
        monkeypatch.setattr(shelf, "_count", lambda: put(other, b"theirs"))
        assert put(shelf, b"mine") == b"mine"

    @pytest.mark.usefixtures("polled")
    def test_many_who_ask_first_have_it_made_once(
        self, app: Flask, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[str] = []

        def slowly(*given: Any) -> Stream:
            made.append("once")
            time.sleep(0.3)
            return stream_feed(*given)

        monkeypatch.setattr(feeds, "stream_feed", slowly)
        revise_event(database, "things", "u0", {"title": "Other"}, expected=2, actor="a", now=clock())
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda headers: app.test_client().get(ICS, headers=headers), [{}, GZIP] * 3))
        assert made == ["once"]
        assert {answer.status_code for answer in answers} == {200}
        assert all(b"Other" in (gzip.decompress(one.data) if one.content_encoding else one.data) for one in answers)

    def test_who_fails_lets_the_next_one_try(
        self, polled: FlaskClient, shelf: Shelf, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        revise_event(database, "things", "u0", {"title": "Other"}, expected=2, actor="a", now=clock())
        with monkeypatch.context() as broken:
            broken.setattr(header, "put_moment", lambda *_: 1 / 0)
            assert b"Other" not in polled.get(ICS).data
        assert b"Other" in polled.get(ICS).data
        assert shelf.folder is not None
        assert not list(shelf.folder.glob("*.lock"))

    def test_a_head_leaves_the_body_out_and_says_the_same(self, polled: FlaskClient) -> None:
        head, get = polled.head(ICS, headers=GZIP), polled.get(ICS, headers=GZIP)
        assert (head.data, dict(head.headers)) == (b"", dict(get.headers))

    def test_without_a_shelf_all_is_made_anew(self, client: FlaskClient, database: Database, clock: Clock) -> None:
        draft = EventDraft.parse({"title": "Zero", "when": {"edtf": "2025-08-01"}})
        record_event(database, "things", draft, actor="a", now=clock())
        assert gzip.decompress(client.get(ICS, headers=GZIP).data) == client.get(ICS).data

    def test_a_full_disk_costs_no_answer(
        self, polled: FlaskClient, shelf: Shelf, database: Database, clock: Clock
    ) -> None:
        assert shelf.folder is not None
        revise_event(database, "things", "u0", {"title": "Other"}, expected=2, actor="a", now=clock())
        shelf.folder = shelf.folder / "gone"
        assert b"Other" in polled.get(ICS).data

    def test_what_was_asked_for_longest_ago_goes_first(self, polled: FlaskClient, shelf: Shelf) -> None:
        shelf.limit = 30_000
        for number in range(40):
            polled.get(f"{ICS}?tag=t{number}")
        assert shelf.folder is not None
        sizes = [each.stat().st_size for each in shelf.folder.iterdir()]
        assert len(sizes) < 20


class TestTheLastGoodBytes:
    @pytest.mark.parametrize("headers", [{}, GZIP, {"Accept": "text/html"}])
    def test_a_store_that_is_away(
        self, app: Flask, polled: FlaskClient, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
    ) -> None:
        good = polled.get(ICS)
        break_store(app, monkeypatch)
        answer = polled.get(ICS, headers=headers)
        assert (answer.status_code, answer.data) == (200, good.data)
        assert answer.headers["ETag"] == good.headers["ETag"]
        assert answer.headers["Last-Modified"] == good.headers["Last-Modified"]
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"

    @pytest.mark.parametrize("form", ["{0}", "W/{0}", '"other", {0}'])
    def test_whoever_has_them_is_told_so(
        self, app: Flask, polled: FlaskClient, monkeypatch: pytest.MonkeyPatch, form: str
    ) -> None:
        good = polled.get(ICS)
        break_store(app, monkeypatch)
        etag = form.format(good.headers["ETag"])
        assert polled.get(ICS, headers={"If-None-Match": etag}).status_code == 304
        dated = {"If-Modified-Since": good.headers["Last-Modified"]}
        assert polled.get(ICS, headers=dated).status_code == 304
        assert polled.get(ICS, headers={**dated, "If-None-Match": '"other"'}).status_code == 200

    def test_where_there_are_none_the_client_shall_ask_again(
        self, app: Flask, polled: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        break_store(app, monkeypatch)
        answer = polled.get(f"{ICS}?tag=never-asked-for")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert answer.mimetype == "application/problem+json"

    def test_tables_that_are_gone(self, polled: FlaskClient, database: Database) -> None:
        good = polled.get(ICS).data
        with database.transaction() as tx:
            tx.exec_driver_sql("ALTER TABLE timeline RENAME TO elsewhere")
        assert polled.get(ICS).data == good
        assert polled.get(f"{ICS}?tag=never-asked-for").status_code == 503

    def test_a_frame_that_cannot_be_made(
        self, polled: FlaskClient, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        good = polled.get(ICS)
        revise_event(database, "things", "u0", {"title": "Other"}, expected=2, actor="a", now=clock())

        def fail(*_: object) -> bytes:
            raise RuntimeError("a template is broken")

        monkeypatch.setattr(ical, "render_header", fail)
        answer = polled.get(ICS)
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (200, good.data, good.headers["ETag"])
        never = polled.get(f"{ICS}?tag=never-asked-for")
        assert (never.status_code, never.headers["Retry-After"]) == (503, "5")
        monkeypatch.undo()
        assert b"Other" in polled.get(ICS).data

    def test_a_feed_that_breaks_half_way_is_never_half_sent(
        self, polled: FlaskClient, database: Database, clock: Clock
    ) -> None:
        good = polled.get(ICS).data
        draft = EventDraft.parse({"uid": "u1", "title": "One", "when": {"edtf": "2026"}})
        record_event(database, "things", draft, actor="a", now=clock())
        with database.transaction() as tx:
            tx.execute(sa.delete(rendering).where(rendering.c.revision == 3))
            tx.exec_driver_sql("UPDATE event_version SET document = '{\"schema\": 99}' WHERE revision = 3")
        assert polled.get(ICS).data == good

    def test_a_timeline_that_is_private_now_is_not_served_from_the_shelf(
        self, polled: FlaskClient, database: Database
    ) -> None:
        with database.transaction() as tx:
            tx.exec_driver_sql("UPDATE timeline SET visibility = 'private'")
            text = 'REPLACE(CAST(document AS TEXT), \'"slug"\', \'"visibility": "private", "slug"\')'
            kind = "" if database.is_sqlite else "::jsonb"
            tx.exec_driver_sql(f"UPDATE timeline_version SET document = ({text}){kind}")  # noqa: S608  our own text
        assert polled.get(ICS).status_code == 404


class TestTheClock:
    """If-Modified-Since alone, as Apple asks: a date tells one public state from every other."""

    def revise(self, database: Database, now: datetime) -> None:
        self.number = getattr(self, "number", 0) + 1
        revise_event(
            database, "things", "u0", {"title": f"Title {self.number}"}, expected=1 + self.number, actor="a", now=now
        )

    @pytest.fixture
    def served(self, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
        """The server's clock, to be set."""
        clock = [datetime(2025, 12, 14, 13, 0, tzinfo=UTC)]

        class Now(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003  its caller's
                return clock[0]

        monkeypatch.setattr(caching, "datetime", Now)
        return clock

    def dates_and_bodies(self, client: FlaskClient) -> tuple[str | None, bytes]:
        answer = client.get(ICS)
        return answer.headers.get("Last-Modified"), answer.data

    @pytest.mark.parametrize(
        "steps",
        [
            [0.0, 0.2, 0.7, 0.9],
            [0.0, 0.999, 1.0, 1.001],
            [0.0, -3600.0, -3599.5, 1.0],
            [3600.0, 0.0, 0.1, 3601.0],
            [0.0] * 6,
        ],
    )
    def test_no_edit_is_answered_with_not_modified(
        self, polled: FlaskClient, served: list[datetime], database: Database, steps: list[float]
    ) -> None:
        start, known = served[0], {}
        for step in steps:
            served[0] = start + timedelta(seconds=step)
            self.revise(database, served[0])
            for wait in (0.0, 0.4, 1.0, 5.0, 4000.0):
                served[0] = start + timedelta(seconds=step + wait)
                for date, body in known.items():
                    answer = polled.get(ICS, headers={"If-Modified-Since": date})
                    assert answer.status_code == 200 or body == polled.get(ICS).data, (step, wait, date)
                date, body = self.dates_and_bodies(polled)
                if date is not None:
                    assert known.setdefault(date, body) == body

    def test_last_modified_never_moves_back_nor_into_the_future(
        self, polled: FlaskClient, served: list[datetime], database: Database
    ) -> None:
        seen = []
        for step in (0.0, 0.5, -1800.0, -1799.0, 4.0, 7200.0):
            served[0] = datetime(2025, 12, 14, 13, 0, tzinfo=UTC) + timedelta(seconds=step)
            self.revise(database, served[0])
            date, _ = self.dates_and_bodies(polled)
            if date is not None:
                moment = parse_date(date)
                assert moment is not None
                assert moment <= served[0]
                seen.append(moment)
        assert seen == sorted(set(seen))
        assert len(seen) >= 2


def test_a_bigger_calendar_offers_its_years(
    client: FlaskClient, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.operations.splitting.MOST_EVENTS", 2)
    for number, date in enumerate(("-0043-03", "2019", "2020-01", "2020-02", "2021", "2022-05-01")):
        record_event(
            database,
            "things",
            EventDraft.parse({"title": f"E{number}", "when": {"edtf": date}}),
            actor="a",
            now=clock(),
        )
    answer = client.get(f"{ICS}?dates=span")
    links = answer.headers["Link"]
    assert 'rel="self"; type="text/calendar"; events="6"' in links
    assert f'bytes="{len(answer.data)}"' in links
    sections = [part for part in links.split(", <") if 'rel="section"' in part]
    assert [part.partition(";")[0].rpartition("?")[2] for part in sections] == [
        "to=2019&dates=span>", "from=2020&to=2020&dates=span>", "from=2021&dates=span>"
    ]  # fmt: skip
    assert 'title="until 2019"; events="2"' in sections[0]
    small = client.get(f"{ICS}?from=2021")
    assert "section" not in small.headers["Link"]
    assert header.PRODID in small.text
