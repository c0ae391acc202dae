from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.timeline.web.conftest import SITE
from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, withdraw_event
from timeline.web.app import create_app
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

FRAMES = ["/timelines/things/embed", "/timelines/things/events/parade/embed"]


@pytest.fixture(autouse=True)
def parade(database: Database, clock: Clock) -> None:
    draft = EventDraft.parse(
        {"uid": "u0", "title": "Parade", "when": {"edtf": "2025-10-10"}, "tags": ["march"], "description": "Drums."}
    )
    record_event(database, "things", draft, actor="editor", now=clock())


@pytest.mark.parametrize("path", FRAMES)
def test_a_frame_is_readable_without_script_and_may_be_shown_anywhere(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "Parade" in answer.text
    assert '<base target="_top">' in answer.text
    assert policy.endswith("frame-ancestors *")
    assert "unsafe" not in policy
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.headers["Content-Security-Policy"]) == (304, policy)


def test_other_pages_are_never_framed(client: FlaskClient) -> None:
    for path in ("/timelines/things", "/timelines/things/events/parade", "/timelines/things/embed-code"):
        assert "frame-ancestors 'none'" in client.get(path).headers["Content-Security-Policy"]


def test_who_may_show_a_frame_is_a_setting() -> None:
    made = create_app(Settings(database_url="sqlite://", embed_ancestors="https://news.example"))
    answer = made.test_client().get("/timelines/none/embed")
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'self' https://news.example")


def test_a_frame_takes_the_query_of_the_page_and_its_looks(client: FlaskClient) -> None:
    shown = client.get("/timelines/things/embed?from=2025-10&to=2025-10&view=both&theme=dark&e=parade").text
    assert 'data-theme="dark"' in shown
    assert re.search(r'<event-timeline[^>]*from="2025-10"[^>]*to="2025-10"', shown)
    assert "<event-timeline" not in client.get("/timelines/things/embed?view=list").text
    assert client.get("/timelines/things/embed?view=round").status_code == 400
    assert client.get("/timelines/things/embed?colour=red").status_code == 400


def test_a_withdrawn_event_is_gone_from_its_frame(client: FlaskClient, database: Database, clock: Clock) -> None:
    withdraw_event(database, "things", "u0", expected="*", actor="editor", reason="Never took place", now=clock())
    assert client.get("/timelines/things/events/parade/embed").status_code == 410


def test_the_code_to_copy_needs_no_style_and_keeps_the_query(client: FlaskClient) -> None:
    text = client.get("/timelines/things/embed-code?tag=march&from=2025&lane=tag").text
    codes = re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
    assert len(codes) == 4
    assert not any("style=" in code for code in codes)
    assert f"{SITE}/widget/event-timeline.js" in codes[0]
    assert "from=&#34;2025&#34; lane=&#34;tag&#34;" in codes[0]
    assert f"{SITE}/timelines/things/embed?from=2025" in codes[1]
    assert f"{SITE}/widget/resize.js" in codes[1]


def test_options_left_as_usual_are_left_out_of_the_address(client: FlaskClient) -> None:
    answer = client.get("/timelines/things/embed-code?from=2025&to=&view=")
    assert (answer.status_code, answer.location) == (302, "/timelines/things/embed-code?from=2025")


def test_an_event_gives_the_code_of_its_card(client: FlaskClient) -> None:
    page = client.get("/timelines/things/events/parade?lang=ar").text
    assert 'data-embed href="/timelines/things/events/parade/embed-code?lang=ar"' in page
    text = client.get("/timelines/things/events/parade/embed-code?theme=dark").text
    assert f'<iframe src="{SITE}/timelines/things/events/parade/embed?theme=dark"' in unescape(text)
    assert "<event-timeline" not in text


@pytest.mark.parametrize("query", ["lane=tag", "from=2025", "colour=red"])
def test_a_card_takes_no_query(client: FlaskClient, query: str) -> None:
    assert client.get(f"/timelines/things/events/parade/embed-code?{query}").status_code == 400


def test_fields_of_a_card_that_were_left_as_usual_are_left_out(client: FlaskClient) -> None:
    answer = client.get("/timelines/things/events/parade/embed-code?theme=&lang=uk")
    assert (answer.status_code, answer.location) == (302, "/timelines/things/events/parade/embed-code?lang=uk")
