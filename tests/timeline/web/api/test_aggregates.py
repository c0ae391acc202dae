"""Counts, tiles and extent over HTTP: shapes, validators, and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.loading import load

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

BASE = "/api/v1/timelines/found"
ROUTES = (f"{BASE}/aggregates?by=month", f"{BASE}/tiles/3/79?lane=tag", f"{BASE}/extent?tag=parade")


@pytest.fixture(autouse=True)
def loaded(database: Database, clock: Clock) -> None:
    load(
        database, clock,
        {"when": {"edtf": "2025-08"}, "category": "Military"},
        {"when": {"edtf": "2025-10-10"}, "category": "Military", "tags": ["parade"],
         "figures": [{"name": "missiles", "low": 12, "high": 16}]},
        {"when": {"edtf": "2025-10-11"}, "publication": "draft", "tags": ["secret"]},
    )  # fmt: skip


def test_counts_are_given_by_key(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/aggregates?by=month&by=category&from=2025")
    assert answer.json == {
        "by": ["month", "category"],
        "count": "overlap",
        "total": 2,
        "items": [
            {"keys": {"month": "2025-08", "category": "Military"}, "count": 1},
            {"keys": {"month": "2025-10", "category": "Military"}, "count": 1},
        ],
        "figures": [
            {
                "keys": {"month": "2025-10", "category": "Military"}, "name": "missiles", "unit": None, "events": 1,
                "sum": {"low": 12, "high": 16}, "range": {"low": 12, "high": 16},
            }
        ],
    }  # fmt: skip


def test_a_tile_says_where_it_lies_and_counts_sparsely(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/tiles/5/2?lane=category")
    assert answer.json == {
        "level": 5, "index": 2, "start_day": 16384, "bin_days": 32, "bins": 256, "lane": "category",
        "lanes": [{"key": "military", "label": "Military",
                   "counts": [[122, pytest.approx(19 / 31)], [123, pytest.approx(12 / 31)], [124, 1]]}],
        "lanes_left_out": 0, "total": pytest.approx(2),
    }  # fmt: skip
    assert client.get(f"{BASE}/tiles/5/-2").json["lanes"] == []


def test_the_extent_is_in_days(client: FlaskClient) -> None:
    assert client.get(f"{BASE}/extent").json == {"first_day": 20301, "last_day": 20371, "total": 2}


@pytest.mark.parametrize("route", ROUTES)
def test_each_is_cached_by_revision_and_open_to_scripts(client: FlaskClient, statements: list[str], route: str) -> None:
    first = client.get(route)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Surrogate-Key"] == "found"
    statements.clear()
    again = client.get(route, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, len(statements)) == (304, b"", 1)
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_drafts_are_counted_nowhere(client: FlaskClient) -> None:
    for route in (*ROUTES, f"{BASE}/aggregates?by=tag", f"{BASE}/aggregates?by=day&tag=secret"):
        assert b"secret" not in client.get(route).data
    assert client.get(f"{BASE}/extent?tag=secret").json["total"] == 0


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("aggregates", "given 0 times"),
        ("aggregates?by=colour", "none of year, quarter"),
        ("aggregates?by=year&count=all", "none of overlap, start, spread"),
        ("aggregates?by=year&empty=1&empty=1", "given twice"),
        ("aggregates?by=month&colour=red", 'unknown parameter "colour"'),
        ("aggregates?by=day&empty=1&from=1000&to=2025", "narrow the time"),
        ("tiles/46/0", "levels are 0 to 45"),
        ("tiles/0/999999999999999999999", "no tile"),
        ("tiles/0/0?lane=colour", "none of category, tag"),
        ("extent?from=2025-13", "no month 13"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_what_would_do(client: FlaskClient, route: str, words: str) -> None:
    answer = client.get(f"{BASE}/{route}")
    assert answer.status_code == 400
    assert words in answer.json["detail"]
