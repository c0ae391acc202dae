"""Whoever reads in a language, a direction or colours of their own goes on reading so, whatever they press."""

from __future__ import annotations

from html import unescape
from re import DOTALL, findall
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from seeds.load import load_seeds
from tests.conftest import NOW
from tests.page_types import EVENT, KURSK, PAGES, REFUSED
from timeline.operations import maintain
from timeline.operations.rendering import renew
from timeline.web.app import create_app
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SITE = "https://timelines.example.org"
LOOKS = {"lang": ["ar"], "dir": ["ltr"], "theme": ["dark"]}
ASKED = "lang=ar&dir=ltr&theme=dark"
PLAIN = {name: path for name, path in (PAGES | REFUSED).items() if "theme=" not in path}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    url = f"sqlite:///{tmp_path_factory.mktemp('links')}/timeline.db"
    app = create_app(Settings(database_url=url, public_url=SITE, rate_limit=0))
    database = app.extensions["timeline.database"]
    maintain.migrate(database)
    renew(database, now=NOW)
    load_seeds(database, now=NOW)
    return app.test_client()


def read(client: FlaskClient, path: str) -> str:
    mark = "&" if "?" in path else "?"
    return client.get(f"{path}{mark}{ASKED}", headers={"Accept": "text/html"}).text


def links(text: str) -> set[str]:
    """Addresses of this site that are pressed, but for those that choose another language."""
    tags = findall(r"<(?:a|event-timeline)\s[^>]*>", text, DOTALL)
    found = [value for tag in tags if "hreflang" not in tag for value in findall(r'(?:href|src)="([^"]*)"', tag)]
    here = {urljoin(SITE, unescape(one)) for one in found if not one.startswith("#")}
    return {one for one in here if one.startswith(f"{SITE}/")}


def is_page(url: str) -> bool:
    path = urlsplit(url).path
    return path in {"/", "/api"} or (path.startswith("/timelines/") and "." not in path.rpartition("/")[2])


@pytest.mark.parametrize("name", PLAIN)
def test_every_link_to_a_page_keeps_what_the_reader_chose(client: FlaskClient, name: str) -> None:
    pages = {one for one in links(read(client, PLAIN[name])) if is_page(one)}
    assert pages
    assert {one: {key: parse_qs(urlsplit(one).query).get(key) for key in LOOKS} for one in pages} == dict.fromkeys(
        pages, LOOKS
    )
    assert [one for one in pages if one.count("?") != 1] == []


@pytest.mark.parametrize("path", [KURSK, EVENT, f"{KURSK}/changes", f"{KURSK}/subscribe?tag=parade", "/"])
def test_feeds_have_one_address_for_all_readers(client: FlaskClient, path: str) -> None:
    feeds = {one for one in links(read(client, path)) if not is_page(one)}
    assert feeds
    assert [one for one in feeds if "lang=" in one or "theme=" in one] == []


def test_a_choice_that_is_none_is_not_handed_on(client: FlaskClient) -> None:
    answer = client.get("/timelines/kursk?lang=xx", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert {urlsplit(one).query for one in links(answer.text)} == {""}


def test_an_embedded_event_is_read_as_the_page_was_that_told_of_it(client: FlaskClient) -> None:
    told = findall(r'type="application/json\+oembed" href="([^"]*)"', read(client, EVENT))
    html = client.get(unescape(told[0]).removeprefix(SITE)).json["html"]
    assert parse_qs(urlsplit(unescape(findall('src="([^"]*)"', html)[0])).query) == LOOKS
