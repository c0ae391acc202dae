from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator

from feeds.corrections import CORRECTION_FORMATS, CorrectionEntry
from tests.builders import SITE, a_feed, a_version, an_event
from timeline.domain.correction import Correction

SCHEMA = json.loads((Path(__file__).parents[1] / "formats/jsonfeed.schema.json").read_text(encoding="utf-8"))
PAGE = f"{SITE}/timelines/things/events/something-happened"


def rendered(suffix: str) -> bytes:
    event = an_event("2025-08~", title="A <b> parade")
    before = a_version(event)
    after = a_version(event.revised({"when": {"edtf": "2025-08-14"}}), revision=8, reason="Seen & dated", sequence=1)
    gone = a_version(after.event, revision=9, tombstone=True, reason="Never was", recorded_by="ann")
    entries = [CorrectionEntry(one, PAGE) for one in (Correction(after, gone), Correction(before, after))]
    feed = a_feed(url=f"{SITE}/timelines/things/changes", self_url=f"{SITE}/timelines/things/changes.{suffix}",
                  title="Things: corrections", next_url=f"{SITE}/next")  # fmt: skip
    return CORRECTION_FORMATS[suffix].render(feed, entries)


def test_a_feed_reader_is_told_what_changed_why_and_by_whom() -> None:
    parsed = feedparser.parse(rendered("atom"))
    assert not parsed.bozo
    gone, corrected = parsed.entries
    assert (gone.title, gone.author, gone.summary) == (
        "Withdrawn: A <b> parade", "ann", "Reason: Never was\nWithdrawn by ann",
    )  # fmt: skip
    assert corrected.summary.split("\n") == [
        "Date: c. August 2025 → 14 August 2025", "Reason: Seen & dated", "Corrected by editor",
    ]  # fmt: skip
    assert "<td>14 August 2025</td>" in corrected.content[0].value
    assert len({entry.id for entry in parsed.entries}) == 2
    assert {link.rel: link.href for link in corrected.links}["version-history"] == f"{PAGE}/history"


def test_a_program_is_told_the_same_as_data() -> None:
    document: dict[str, Any] = json.loads(rendered("json"))
    Draft202012Validator(SCHEMA).validate(document)
    gone, corrected = document["items"]
    assert gone["_timeline"] | {"changes": []} == {
        "kind": "withdrawn", "uid": "b7c1", "revision": 9, "replaces": 8, "reason": "Never was",
        "recorded_by": "ann", "changes": [],
    }  # fmt: skip
    assert corrected["_timeline"]["changes"] == [
        {"field": "when", "before": {"edtf": "2025-08~"}, "after": {"edtf": "2025-08-14"}}
    ]
    assert document["next_url"] == f"{SITE}/next"


@pytest.mark.parametrize("suffix", CORRECTION_FORMATS)
def test_the_same_corrections_give_the_same_bytes(suffix: str) -> None:
    assert rendered(suffix) == rendered(suffix)
