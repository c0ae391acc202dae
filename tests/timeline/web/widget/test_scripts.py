from __future__ import annotations

import gzip
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.widget.node import find_node
from timeline.web.widget import scripts

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

MODULES = sorted(path.stem for path in scripts.FOLDER.glob("*.js"))
TAKEN = re.compile(r'import\s*\{([^}]+?)\}\s*from\s*"\./drawing\.js"')
LAZY = sorted(
    {name for text in map(scripts.script, MODULES) for name in re.findall(r'import\("\./([\w-]+)\.js"\)', text)}
)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_is_small(name: str) -> None:
    assert len((scripts.FOLDER / f"{name}.js").read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("name", ["event-timeline", "drawing", *LAZY])
def test_every_script_that_is_fetched_parses_and_is_small(name: str, tmp_path: Path) -> None:
    made = tmp_path / f"{name}.mjs"
    made.write_text(scripts.script(name), encoding="utf-8")
    done = subprocess.run([find_node(), "--check", str(made)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    most = {"event-timeline": 1_400, "drawing": 15_800}.get(name, 14_000)
    assert len(gzip.compress(made.read_bytes())) <= most


def test_the_entrance_is_asked_for_again_and_what_it_fetches_is_kept_for_ever(client: FlaskClient) -> None:
    entrance = client.get("/widget/event-timeline.js")
    chunks = re.search(r'"\./(\w+)/"', entrance.text)
    assert chunks is not None
    chunk = client.get(f"/widget/{chunks[1]}/drawing.js")
    assert "max-age=600" in entrance.headers["Cache-Control"]
    assert "immutable" in chunk.headers["Cache-Control"]
    for answer in (entrance, chunk):
        assert answer.mimetype == "text/javascript"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_an_old_chunk_is_answered_by_the_present_one_and_not_kept(client: FlaskClient) -> None:
    answer = client.get("/widget/0123456789/drawing.js")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e%2fcopy"])
def test_only_the_scripts_of_the_element_are_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/widget/{name}.js").status_code == 404


def test_nothing_of_the_element_needs_more_than_a_strict_policy() -> None:
    """Neither markup text nor evaluated code nor storage nor a cookie anywhere in it."""
    everything = "".join(map(scripts.script, MODULES))
    assert not re.findall(
        r"innerHTML|insertAdjacentHTML|eval\(|new Function|document\.cookie|localStorage|sessionStorage|indexedDB",
        everything,
    )


def test_what_a_page_fetches_before_its_lanes_are_drawn_is_small(client: FlaskClient) -> None:
    """21 kB with gzip: the budget of `bench.page`, which measures it in a browser."""
    page = client.get("/timelines/things").text
    named = set(re.findall(r'(?:href|src)="([^"]+\.(?:css|js)(?:\?[^"]*)?)"', page))
    sizes = {url: len(gzip.compress(client.get(url).data)) for url in named}
    assert {url.partition("?")[0].rpartition("/")[2] for url in sizes} == {
        "style.css", "event-timeline.js", "drawing.js", "opening.js",
    }  # fmt: skip
    assert sum(sizes.values()) <= 21_000


def test_a_base_hands_out_what_the_other_scripts_take_from_it() -> None:
    base = set(re.findall(r"\w+", scripts.script("drawing").partition("}")[0])) - {"export", "const"}
    taken = [set(re.findall(r"\w+", found)) for name in LAZY for found in TAKEN.findall(scripts.script(name))]
    assert len(taken) > 5
    assert set.union(*taken) | {"draw"} == base
