"""Lighthouse on a phone, by its own command, over every page type of the demonstration.

npm install --prefix FOLDER lighthouse
python -m bench.page.lighthouse FOLDER                            all four categories
python -m bench.page.lighthouse FOLDER --but performance          which means nothing on a machine that is busy

Writes bench/RESULTS-lighthouse.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.page.table import told
from tests.page_types import PAGES
from tests.serving import serving

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = Path(__file__).parents[1] / "RESULTS-lighthouse.md"
PROGRAM = Path("node_modules/.bin/lighthouse")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEAD = """# Lighthouse

`python -m bench.page.lighthouse`, {day}, as on a phone, from 0 to 100, every page type. A framed view asks not to be
listed, and loses points before search engines for it.

| page | {categories} | what costs points, performance aside |
| --- | {rules} | --- |"""


class Scores(NamedTuple):
    numbers: list[int]
    costly: list[str]
    """Names of the audits that cost points."""


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.page.lighthouse")
    asked.add_argument("node", type=Path, help="a folder with node_modules")
    asked.add_argument("--but", choices=CATEGORIES, help="a category to leave out")
    options = asked.parse_args()
    categories = [name for name in CATEGORIES if name != options.but]
    text = write_scores(categories, measure_types(options.node, categories))
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


def page_types() -> dict[str, str]:
    """Each page once, without the question that makes a state of it."""
    once: dict[str, str] = {}
    for name, address in PAGES.items():
        once.setdefault(address.partition("?")[0], name)
    return {name: address for address, name in once.items()}


def measure_types(node: Path, categories: Sequence[str]) -> dict[str, Scores]:
    found = {}
    with tempfile.TemporaryDirectory() as folder, serving(f"sqlite:///{folder}/seeds.db") as site:
        for name, path in page_types().items():
            told("Lighthouse", name)
            found[name] = run_lighthouse(node, site + path, categories)
    return found


def run_lighthouse(node: Path, url: str, categories: Sequence[str]) -> Scores:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(node / PROGRAM), url, "--output=json", f"--output-path={report}", "--quiet",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu", f"--only-categories={','.join(categories)}",
        ]  # fmt: skip
        chromium = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
        subprocess.run(command, env=chromium, check=True, capture_output=True, timeout=300)  # noqa: S603  the caller's
        return _read(json.loads(report.read_text(encoding="utf-8")), categories)


def _read(report: dict[str, Any], categories: Sequence[str]) -> Scores:
    found, audits = report["categories"], report["audits"]
    numbers = [round((found[name]["score"] or 0) * 100) for name in categories]
    weighed = [one["id"] for name in categories for one in found[name]["auditRefs"] if one["weight"]]
    timed = {one["id"] for one in found.get("performance", {}).get("auditRefs", [])}
    costly = [name for name in weighed if name not in timed and audits[name]["score"] not in (None, 1)]
    return Scores(numbers, costly)


def write_scores(categories: Sequence[str], found: dict[str, Scores]) -> str:
    rules = " | ".join("---" for _ in categories)
    head = HEAD.format(day=datetime.now(UTC).date(), categories=" | ".join(categories), rules=rules)
    return "\n".join([head, *(_line(name, one) for name, one in found.items())]) + "\n"


def _line(name: str, scores: Scores) -> str:
    numbers = " | ".join(f"{one}" if one == 100 else f"**{one}**" for one in scores.numbers)
    return f"| {name} | {numbers} | {', '.join(scores.costly)} |"


if __name__ == "__main__":
    main()
