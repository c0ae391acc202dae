"""The recipes, taken from their page and run against a real service; the commands of the API's own page too."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import missing
from tests.serving import ROOT, TIMELINE, environment, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^## (\w+)$|^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
PROGRAMS = {"sh": ["bash", "-eu"], "python": [sys.executable, "-"], "js": ["node", "--input-type=module", "-"]}
EXPECTED = {
    ("curl", "sh"): "304", ("JavaScript", "js"): "events\n2025", ("pandas", "python"): "when_earliest",
    ("Python", "python"): r"\| |\d+ events at revision \d+|201 http://\S+ \"\d+\"\n201 ",
}  # fmt: skip


def recipes(*languages: str) -> list[Any]:
    found, heading = [], ""
    for title, language, code in BLOCKS:
        heading = title or heading
        if language in languages:
            found.append(pytest.param(heading, language, code, id=f"{heading}-{len(found)}"))
    return found


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Its address, and a token that writes."""
    url = f"sqlite:///{tmp_path_factory.mktemp('recipes')}/timeline.db"
    with serving(url) as base:
        command = [*TIMELINE, "token", "create", "cook", "--scope", "write", "--all"]
        token = subprocess.run(command, env=environment(url), capture_output=True, text=True, check=True).stdout
        yield base, token.strip()


def run(program: list[str], code: str, token: str) -> str:
    if shutil.which(program[0]) is None:
        missing(f"no {program[0]}: apt install nodejs curl")
    done = subprocess.run(
        program, input=code, env={**os.environ, "TOKEN": token}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("heading", "language", "code"), recipes("sh", "python", "js"))
def test_a_recipe_runs_as_it_stands(service: tuple[str, str], heading: str, language: str, code: str) -> None:
    if heading == "pandas":
        pytest.importorskip("pandas", reason="no pandas: pip install '.[test]'")
    base, token = service
    told = run(PROGRAMS[language], code.replace("http://127.0.0.1:8000", base), token)
    assert re.search(EXPECTED[heading, language], told), told


@pytest.mark.parametrize(("heading", "language", "code"), recipes("json"))
def test_grafana_finds_its_columns(service: tuple[str, str], heading: str, language: str, code: str) -> None:
    """As the Infinity data source does: variables filled in, then each selector under the root."""
    query = json.loads(code)
    moments = {"from": datetime(2025, 1, 1, tzinfo=UTC), "to": datetime(2025, 12, 31, tzinfo=UTC)}

    def fill(found: re.Match[str]) -> str:
        moment = moments[found[1]]
        return moment.date().isoformat() if found[2] == "YYYY-MM-DD" else moment.isoformat(timespec="milliseconds")

    address = re.sub(r"\$\{__(from|to):date:([\w-]+)\}", fill, query["url"])
    assert "$" not in address
    with urllib.request.urlopen(address.replace("http://127.0.0.1:8000", service[0])) as answer:  # noqa: S310
        rows = json.load(answer)[query["root_selector"]]
    assert rows
    for column in query["columns"]:
        for row in rows:
            value: Any = row
            for part in column["selector"].split("."):
                value = value[part]
            wanted = (int, float) if column["type"] == "number" else (str, type(None))
            assert isinstance(value, wanted), column


def test_the_commands_of_the_page_run_as_they_stand(service: tuple[str, str]) -> None:
    base, token = service
    with urllib.request.urlopen(f"{base}/api") as answer:  # noqa: S310
        page = answer.read().decode()
    commands = [html.unescape(one) for one in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)]
    assert len(commands) >= 5
    for command in commands:
        assert json.loads(run(PROGRAMS["sh"], command, token))
