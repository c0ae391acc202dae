"""The command line as a user meets it: real processes, exit codes, what is on which stream."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.serving import ROOT, TIMELINE, environment, serving

if TYPE_CHECKING:
    from pathlib import Path


def run(url: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*TIMELINE, *arguments], env=environment(url), input=given, capture_output=True, text=True, check=False
    )


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/timeline.db"


def test_a_date_is_explained(url: str) -> None:
    done = run(url, "date", "2025-08~", "../1985")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "2025-08~\t2025-08-01 to 2025-08-31\tc. August 2025",
        "../1985\t.. to 1985-12-31\tuntil 1985",
    ]


def test_dates_from_standard_input_are_answered_line_by_line_as_json(url: str) -> None:
    done = run(url, "date", "-", "--json", given="-0043-03-15\n1969-13\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["earliest"], first["text"]) == ("-0043-03-15", "15 Mar 44 BCE")
    assert second["position"] == 6
    assert done.returncode == 1


def test_reported_words_are_read_against_the_day_of_publication(url: str) -> None:
    done = run(url, "date", "on Friday", "from August 2023 to March 2025", "--published", "2025-12-13")
    assert done.stdout.splitlines() == [
        "2025-12-12\t2025-12-12 to 2025-12-12\t12 Dec 2025",
        "2023-08/2025-03\t2023-08-01 to 2025-03-31\tAug 2023 – Mar 2025",
    ]
    refused = run(url, "date", "on Friday", "1914-1918")
    assert "depends on the day it was published" in refused.stdout
    assert "1914-1918" in refused.stdout
    assert refused.returncode == 1


def test_import_export_and_import_again(url: str, tmp_path: Path) -> None:
    seed = ROOT / "seeds" / "kursk.json"
    assert json.loads(run(url, "import", str(seed), "--json").stdout)["imported"] == 14
    assert json.loads(run(url, "import", str(seed), "--json").stdout)["unchanged"] == 14
    exported = tmp_path / "kursk.json"
    assert run(url, "export", "kursk", "-o", str(exported)).returncode == 0
    events = json.loads(exported.read_text(encoding="utf-8"))["events"]
    original = json.loads(seed.read_text(encoding="utf-8"))["events"]
    assert sorted(events, key=lambda one: one["uid"]) == sorted(original, key=lambda one: one["uid"])
    calendar = run(url, "export", "kursk", "--format", "ical", "--query", "tag=parade")
    assert calendar.stdout.startswith("BEGIN:VCALENDAR")
    assert json.loads(run(url, "reindex", "--json").stdout) == {"versions": 14, "changed": 0}


def test_a_refused_import_says_where_on_standard_error_and_stores_nothing(url: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    event = {"title": "x", "when": {"edtf": "2025-02-30"}}
    bad.write_text(json.dumps({"format": "timeline/1", "timeline": {"slug": "a", "title": "A"}, "events": [event]}))
    done = run(url, "import", str(bad))
    assert (done.returncode, done.stdout) == (1, "")
    assert "/events/0/when/edtf" in done.stderr
    assert "no day 30" in done.stderr
    assert run(url, "export", "a").returncode == 1


def test_serve_seeds_an_empty_database_answers_and_survives_a_kill(url: str) -> None:
    bodies = []
    for _ in range(2):
        with (
            serving(url) as base,
            urllib.request.urlopen(f"{base}/timelines/kursk.ics", timeout=10) as answer,  # noqa: S310
        ):
            bodies.append(answer.read().replace(base.encode(), b"BASE").count(b"BEGIN:VEVENT"))
    assert bodies[0] == bodies[1] >= 14


def test_lint_reads_every_format_and_strict_fails_on_what_it_finds(url: str, tmp_path: Path) -> None:
    table = tmp_path / "years.csv"
    rows = [f"Thing {year},{year}-01-01" for year in range(1990, 2000)]
    table.write_text("\n".join(["Headline,Date", *rows]))
    done = run(url, "lint", str(table), "--json")
    assert done.returncode == 0
    findings = json.loads(done.stdout)["findings"]
    assert {one["rule"] for one in findings} == {"false-precision", "no-source"}
    assert run(url, "lint", str(table), "--strict").returncode == 1
    assert run(url, "lint", str(table), "--map", "title=Colour").returncode == 1


def test_lint_of_standard_input_a_log_and_a_timeline_find_the_same(url: str, tmp_path: Path) -> None:
    event = {"uid": "a", "title": "x", "when": {"edtf": "2025"}, "relations": [{"type": "parent", "uid": "gone"}]}
    native = {"format": "timeline/1", "timeline": {"slug": "a", "title": "A"}, "events": [event]}
    assert run(url, "import", "-", given=json.dumps(native)).returncode == 0
    log = tmp_path / "log.json"
    assert run(url, "export", "a", "--history", "-o", str(log)).returncode == 0
    found = [
        json.loads(run(url, "lint", what, "--json", given=given).stdout)["findings"]
        for what, given in (("-", json.dumps(native)), (str(log), ""), ("a", ""))
    ]
    assert [one["rule"] for one in found[0]] == ["no-source", "dead-relation"]
    assert found[0] == found[1] == found[2]


def test_lint_strict_fails_on_what_cannot_be_read_too(url: str, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Headline,Date,Source\nx,2025,Report\ny,03/04/2025,Report\n")
    done = run(url, "lint", str(table), "--strict", "--json")
    assert [one["where"] for one in json.loads(done.stdout)["problems"]] == ["line 3, when"]
    assert done.returncode == 1


def test_a_dry_run_asks_what_lint_would_of_what_it_would_change_and_nothing_else(url: str, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("id,Headline,Date\n1,The bridge was closed,2025-05-05\n")
    assert run(url, "import", str(table)).returncode == 0
    again = run(url, "import", str(table), "--dry-run", "--json")
    assert json.loads(again.stdout)["findings"] == []
    more = tmp_path / "more.csv"
    more.write_text("id,Headline,Date,Source\n2,The bridge was closed,2025-05-05,Report\n")
    done = run(url, "import", str(more), "--timeline", "a", "--dry-run", "--json")
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["rule"], finding["events"]) == ("duplicate", ["1", "2"])
    shown = run(url, "import", str(more), "--timeline", "a", "--dry-run")
    assert "lint: duplicate:" in shown.stderr
    assert json.loads(run(url, "export", "a").stdout)["events"][1:] == []
