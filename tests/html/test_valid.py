"""The HTML of every page type and state, in every language, before the Nu Html Checker: no error and no warning."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seeds.load import load_seeds
from tests.conftest import NOW, missing
from tests.page_types import EVENT, EVERYTHING, KURSK, PAGES, REFUSED, RUMOUR, spread_rumour
from timeline.operations import maintain
from timeline.operations.rendering import renew
from timeline.web.app import create_app
from timeline.web.language import LANGUAGES
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

JAR = Path(__file__).parents[1] / "interop" / "js" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ENDLESS = {"live.stream"}


def find_checker() -> list[str]:
    if shutil.which("java") is None:
        missing("no Java: apt install default-jre-headless")
    if not JAR.is_file():
        missing("no Nu Html Checker: npm ci --prefix tests/interop/js")
    return ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always"]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    url = f"sqlite:///{tmp_path_factory.mktemp('valid')}/timeline.db"
    app = create_app(Settings(database_url=url, public_url="https://timelines.example.org", rate_limit=0))
    database = app.extensions["timeline.database"]
    maintain.migrate(database)
    renew(database, now=NOW)
    load_seeds(database, now=NOW)
    spread_rumour(database, now=NOW)
    return app


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def read(client: FlaskClient, address: str, code: str) -> str:
    mark = "&" if "?" in address else "?"
    answer = client.get(f"{address}{mark}lang={code}", headers={"Accept": "text/html"})
    assert answer.mimetype == "text/html", address
    return answer.text


def test_every_page_is_valid_html(client: FlaskClient, tmp_path: Path) -> None:
    checker = find_checker()
    for code in LANGUAGES:
        for name, address in EVERYTHING.items():
            (tmp_path / f"{name}, {code}.html").write_text(read(client, address, code), encoding="utf-8")
    command = [*checker, *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    told = [f"{Path(one['url']).name}: {one['message']} {one.get('extract', '')}" for one in messages]
    assert told == []


def test_the_checker_tells_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text('<!doctype html><html lang="en"><title>x</title><p id=a><div id=a></p>', encoding="utf-8")
    done = subprocess.run([*find_checker(), str(wrong)], capture_output=True, text=True, check=True)
    assert "Duplicate ID" in done.stderr


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_says_its_language_and_direction(client: FlaskClient, code: str) -> None:
    direction = "rtl" if code == "ar" else "ltr"
    for address in ("/", KURSK, EVENT, f"{KURSK}/embed", *REFUSED.values(), RUMOUR):
        assert f'<html lang="{code}" dir="{direction}"' in read(client, address, code), address


def test_no_page_type_is_left_out(app: Flask, client: FlaskClient) -> None:
    """Every route that answers with HTML is among the pages that are checked."""
    adapter = app.url_map.bind("localhost")
    seen = {adapter.match(address.partition("?")[0])[0] for address in PAGES.values()}
    blanks = {"slug": "kursk", "event": "parade-pictures-released"}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not rule.arguments <= set(blanks) or rule.endpoint in ENDLESS:
            continue
        answer = client.get(adapter.build(rule.endpoint, {name: blanks[name] for name in rule.arguments}))
        if answer.mimetype == "text/html" and answer.status_code == 200:
            assert rule.endpoint in seen, rule.rule
