from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.builders import a_version, an_event, at
from tests.feeds.cases import CASES, FULL
from timeline.domain.edtf import parse_edtf
from timeline.domain.event import Event
from timeline.domain.item import Item, item_schema, write_item

VALIDATOR = Draft202012Validator(item_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def dated(when: Any) -> dict[str, Any]:
    found: dict[str, Any] = write_item(a_version(an_event(when)))["when"]
    return found


def test_the_schema_is_a_schema_and_names_every_member() -> None:
    Draft202012Validator.check_schema(item_schema())
    assert set(item_schema()["properties"]) == set(write_item(a_version()))
    assert set(item_schema()["$defs"]["DatedWhen"]["properties"]) == set(dated("2025-08"))


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_valid_and_is_json(name: str) -> None:
    for version in CASES[name]:
        item = write_item(version)
        VALIDATOR.validate(item)
        assert json.loads(json.dumps(item)) == item


def test_nothing_of_the_event_is_missing() -> None:
    event = an_event("2025-10-10", **FULL)
    item = write_item(a_version(event))
    assert set(item) == set(Event.model_fields) | set(Item.model_fields)
    kept = event.model_dump(mode="json", exclude={"when"})
    assert {name: item[name] for name in kept} == kept


@pytest.mark.parametrize(
    ("when", "bounds"),
    [
        ("2025-08", ("2025-08-01", "2025-08-31", "2025-08-01", "2025-08-31")),
        ("2023-08/2025-03", ("2023-08-01", "2023-08-31", "2025-03-01", "2025-03-31")),
        ("2023-08/..", ("2023-08-01", "2023-08-31", "2023-08-01", None)),
        ("../1985", (None, "1985-12-31", "1985-01-01", "1985-12-31")),
        ("-0043", ("-0043-01-01", "-0043-12-31", "-0043-01-01", "-0043-12-31")),
        ({"start": at("2018-05-05T00:00:00")}, ("2018-05-05",) * 4),
    ],
)
def test_bounds_are_days_or_null(when: Any, bounds: tuple[str | None, ...]) -> None:
    found = dated(when)
    assert tuple(found[name] for name in ("earliest", "start_latest", "end_earliest", "latest")) == bounds


def test_a_vague_date_is_told_in_full() -> None:
    found = dated("2025-08~")
    assert (found["edtf"], found["kind"], found["precision"]) == ("2025-08~", "date", "month")
    assert (found["approximate"], found["uncertain"], found["text"]) == (True, False, "c. August 2025")
    assert (found["start_kind"], found["end_kind"]) == ("known", "known")
    assert (found["starts_at"], found["ends_at"]) == (None, None)


@pytest.mark.parametrize(
    ("start", "edtf", "starts_at"),
    [
        (at("2015-08-15T00:30:00"), "2015-08-15T00:30:00+08:30", "2015-08-14T16:00:00Z"),
        (at("2018-05-05T00:00:00"), "2018-05-05T00:00:00+09:00", "2018-05-04T15:00:00Z"),
        (at("2018-05-05T00:00:00", "UTC"), "2018-05-05T00:00:00+00:00", "2018-05-05T00:00:00Z"),
        (at("2025-01-01T00:00:00", "America/St_Johns"), "2025-01-01T00:00:00-03:30", "2025-01-01T03:30:00Z"),
    ],
)
def test_a_zoned_time_has_edtf_and_an_instant(start: dict[str, str], edtf: str, starts_at: str) -> None:
    found = dated({"start": start})
    assert (found["kind"], found["edtf"], found["starts_at"]) == ("zoned", edtf, starts_at)
    assert found["start"] == start
    assert parse_edtf(edtf).instants[0] == a_version(an_event({"start": start})).event.when.instants[0]


def test_local_mean_time_has_no_edtf() -> None:
    found = dated({"start": at("1800-01-01T12:00:00", "Europe/Amsterdam")})
    assert found["edtf"] is None
    assert found["starts_at"] is not None


def test_an_end_is_an_instant_too() -> None:
    found = dated({"start": at("2018-05-05T00:00:00"), "end": at("2018-05-05T01:00:00")})
    assert found["ends_at"] == "2018-05-04T16:00:00Z"


def test_the_log_s_members() -> None:
    item = write_item(a_version(sequence=3, published_at=None, tombstone=True))
    assert (item["revision"], item["sequence"], item["tombstone"], item["published_at"]) == (7, 3, True, None)
    assert item["recorded_at"] == "2025-12-13T08:30:00Z"
