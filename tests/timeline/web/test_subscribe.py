"""The page that says how to subscribe: of any view and of one event, whole without JavaScript."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from feeds import FORMATS
from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, withdraw_event

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.domain.version import EventVersion
    from timeline.operations.maintain import Database

SITE = "https://timelines.example.org"
APPS = ("Apple", "Google", "Outlook", "Thunderbird", "GNOME, Nextcloud, ICSx5 and others")


@pytest.fixture
def events(database: Database, clock: Clock) -> list[EventVersion]:
    return [
        record_event(
            database, "things", EventDraft.parse({"title": f"E{year}", "when": {"edtf": str(year)}, "tags": ["x"]}),
            actor="a", now=clock(),
        )
        for year in (1953, 2020, 2021, 2022)
    ]  # fmt: skip


def addresses(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'<input type="text" dir="ltr" readonly value="([^"]+)"', page)]


def test_it_names_every_app_with_how_often_it_asks_again(client: FlaskClient, events: list[EventVersion]) -> None:
    page = client.get("/timelines/things/subscribe").text
    for app in APPS:
        assert re.search(rf'<summary>{app} <span class="quiet">asks? again [^<]+</span>', page), app
    assert "Subscribe, don't download" in page
    assert "4 events, from 1 Jan 1953 to 31 Dec 2022" in page


def test_every_feed_of_the_view_is_there_and_answers(client: FlaskClient, events: list[EventVersion]) -> None:
    page = client.get("/timelines/things/subscribe?tag=x&from=2020&dates=span&lang=en").text
    found = addresses(page)
    assert found == [f"{SITE}/timelines/things.{suffix}?from=2020&tag=x&dates=span" for suffix in FORMATS]
    assert f'href="webcal://{found[0].partition("://")[2].replace("&", "&amp;")}"' in page
    assert [client.get(url.removeprefix(SITE)).status_code for url in found] == [200] * len(FORMATS)


def test_a_code_for_phones_needs_no_style_and_no_script(client: FlaskClient, events: list[EventVersion]) -> None:
    page = client.get("/timelines/things/subscribe").text
    assert re.search(r'<svg [^>]*class="qr"[^>]*>.*?</svg>', page, re.DOTALL)
    assert " style=" not in page
    assert "<script>" not in page


def test_one_event_has_its_own(
    client: FlaskClient, events: list[EventVersion], database: Database, clock: Clock
) -> None:
    page = client.get("/timelines/things/events/e2020/subscribe").text
    assert addresses(page) == [f"{SITE}/timelines/things/events/e2020.{suffix}" for suffix in FORMATS]
    uid = events[1].uid
    withdraw_event(database, "things", uid, expected=events[1].revision, actor="a", now=clock(), reason="no")
    assert client.get("/timelines/things/events/e2020/subscribe").status_code == 410


@pytest.mark.parametrize(
    ("page", "target"),
    [
        (
            "/timelines/things?tag=x&sort=-date&limit=1&theme=dark",
            "/timelines/things/subscribe?tag=x&sort=-date&theme=dark",
        ),
        ("/timelines/things/events/e2020", "/timelines/things/events/e2020/subscribe"),
        ("/timelines/things/events/e2020/history", "/timelines/things/events/e2020/subscribe"),
        ("/timelines/things/charts", "/timelines/things/subscribe"),
        ("/timelines/things/changes", "/timelines/things/subscribe"),
        ("/timelines/things/embed-code?tag=x&theme=dark", "/timelines/things/subscribe?tag=x&theme=dark"),
        ("/", "/timelines/things/subscribe"),
    ],
)
def test_every_page_leads_there_with_what_it_shows(
    client: FlaskClient, events: list[EventVersion], page: str, target: str
) -> None:
    links = [unescape(found) for found in re.findall(r'href="([^"]+)" data-dialog', client.get(page).text)]
    assert links == [target]
    assert client.get(target).status_code == 200


@pytest.mark.parametrize("page", ["/api", "/timelines/nothing"])
def test_a_page_of_no_timeline_leads_to_where_each_has_its_own(client: FlaskClient, page: str) -> None:
    text = client.get(page, headers={"Accept": "text/html"}).text
    assert re.findall(r'<a class="button subscribe-open" href="([^"]+)"', text) == ["/"]


def test_a_big_calendar_is_warned_of_and_offered_in_years(
    client: FlaskClient, events: list[EventVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "more than some calendar apps read" not in client.get("/timelines/things/subscribe").text
    monkeypatch.setattr("timeline.operations.splitting.MOST_EVENTS", 2)
    page = client.get("/timelines/things/subscribe?tag=x").text
    assert "more than some calendar apps read" in page
    offers = [unescape(url) for url in re.findall(rf'<li><a href="({SITE}[^"]+)"', page)]
    assert offers == [f"{SITE}/timelines/things.ics?to=2020&tag=x", f"{SITE}/timelines/things.ics?from=2021&tag=x"]


def test_a_bad_query_is_told_and_nothing_is_asked_of_it(client: FlaskClient) -> None:
    answer = client.get("/timelines/things?form=2025", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert client.get("/timelines/things/subscribe?form=2025").status_code == 400
    assert client.get("/timelines/nothing/subscribe").status_code == 404
