from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from tests.timeline.web.conftest import SITE
from timeline.domain.event import EventDraft
from timeline.operations.record import record_event

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

PAGE = f"{SITE}/timelines/things"
EVENT = f"{PAGE}/events/parade"


@pytest.fixture(autouse=True)
def parade(database: Database, clock: Clock) -> None:
    draft = EventDraft.parse(
        {"uid": "u0", "title": 'A "parade" <of> sorts', "slug": "parade", "when": {"edtf": "2025"}}
    )
    record_event(database, "things", draft, actor="editor", now=clock())


def ask(client: FlaskClient, url: str, **parameters: object) -> TestResponse:
    rest = "".join(f"&{name}={value}" for name, value in parameters.items())
    return client.get(f"/oembed?url={quote(url, safe='')}{rest}")


@pytest.mark.parametrize(
    "url", [PAGE, f"{PAGE}/", f"{PAGE}?from=2025&lane=tag", f"{PAGE}/embed", EVENT, f"{EVENT}/embed"]
)
def test_our_addresses_are_embedded_as_the_specification_says(client: FlaskClient, url: str) -> None:
    answer = ask(client, url)
    body = answer.get_json()
    assert (body["version"], body["type"]) == ("1.0", "rich")
    assert isinstance(body["width"], int)
    assert isinstance(body["height"], int)
    assert body["thumbnail_url"].endswith("/card.png")
    source = unescape(re.findall(r'src="([^"]+)"', body["html"])[0])
    assert source.startswith(SITE)
    assert client.get(source.removeprefix(SITE)).status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_consumer_sets_the_limits(client: FlaskClient) -> None:
    body = ask(client, PAGE, maxwidth=400, maxheight=9000).get_json()
    assert (body["width"], body["height"]) == (400, 560)
    assert 'width="400" height="560"' in body["html"]
    assert ask(client, PAGE, maxwidth="wide").status_code == 400


def test_xml_says_the_same(client: FlaskClient) -> None:
    answer = ask(client, EVENT, format="xml")
    assert answer.mimetype == "text/xml"
    said = {child.tag: child.text for child in ET.fromstring(answer.text)}  # noqa: S314  our own answer
    assert said == {name: str(value) for name, value in ask(client, EVENT).get_json().items()}
    assert said["title"] == 'A "parade" <of> sorts'


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://elsewhere.example/timelines/things", 404), (f"{SITE}.elsewhere.example/timelines/things", 404),
        ("", 404), (f"{SITE}/", 404), (f"{PAGE}/events", 404), (f"{PAGE}/events/none", 404),
        (f"{SITE}/timelines/none", 404), (f"{SITE}/timelines/../timelines/things", 404), (f"{PAGE}?frm=2025", 400),
    ],
)  # fmt: skip
def test_only_our_own_addresses_are(client: FlaskClient, url: str, status: int) -> None:
    assert ask(client, url).status_code == status


def test_another_format_is_not_implemented(client: FlaskClient) -> None:
    assert ask(client, PAGE, format="yaml").status_code == 501


@pytest.mark.parametrize("url", [PAGE, EVENT])
def test_pages_lead_to_their_answers(client: FlaskClient, url: str) -> None:
    head = client.get(url.removeprefix(SITE)).text
    found = re.findall(r'type="(?:application/json|text/xml)\+oembed" href="([^"]+)"', head)
    assert len(found) == 2
    for address in map(unescape, found):
        assert client.get(address.removeprefix(SITE)).status_code == 200
