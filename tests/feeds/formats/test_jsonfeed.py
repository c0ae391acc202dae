from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from feeds import FORMATS
from feeds.formats.jsonfeed import render_feed
from tests.builders import a_feed, a_timeline, a_version, an_event
from tests.feeds.cases import CASES, FULL
from timeline.domain.item import item_schema, write_item

if TYPE_CHECKING:
    from feeds import Feed

SCHEMA = json.loads(Path(__file__).with_name("jsonfeed.schema.json").read_text(encoding="utf-8"))


def read(feed: Feed) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(render_feed(feed))
    return document


def one_item(*args: Any, **fields: Any) -> dict[str, Any]:
    (item,) = read(a_feed(an_event(*args, **fields)))["items"]
    found: dict[str, Any] = item
    return found


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_json_feed_1_1_with_whole_events(name: str) -> None:
    document = read(a_feed(*CASES[name], next_url="https://example.org/next"))
    Draft202012Validator(SCHEMA).validate(document)
    assert [item["id"] for item in document["items"]] == [version.uid for version in CASES[name]]
    for item, version in zip(document["items"], CASES[name], strict=True):
        Draft202012Validator(item_schema()).validate(item["_timeline"])
        assert item["_timeline"] == write_item(version)


def test_the_feed_says_who_it_is() -> None:
    timeline = a_timeline(description="Told *again*.", language="ko", zone="Asia/Seoul")
    document = read(a_feed(timeline=timeline, next_url="https://example.org/next"))
    assert document["home_page_url"] == "https://example.org/timelines/things"
    assert document["next_url"] == "https://example.org/next"
    assert (document["description"], document["language"]) == ("Told again.", "ko")
    assert document["_timeline"] == {
        "about": "https://example.org/schemas/item.json", "slug": "things", "zone": "Asia/Seoul",
        "updated": "2025-12-13T08:30:00Z", "omitted": 0,
    }  # fmt: skip
    assert document["authors"] == [{"name": "Things that happened", "url": "https://example.org/timelines/things"}]
    assert "author" not in document


def test_a_title_of_nothing_that_can_be_shown_is_the_timeline_s_name() -> None:
    document = read(a_feed(title="\x80", timeline=a_timeline(title="\x80")))
    Draft202012Validator(SCHEMA).validate(document)
    assert (document["title"], document["authors"][0]["name"]) == ("things", "things")


def test_an_empty_feed_has_an_empty_list() -> None:
    assert read(a_feed())["items"] == []


def test_published_and_modified_are_ours_and_the_event_s_date_is_in_the_summary() -> None:
    item = one_item("1945-10-10", description="The party was founded.\n\nMore.")
    assert (item["date_published"], item["date_modified"]) == ("2025-12-01T09:00:00Z", "2025-12-13T08:30:00Z")
    assert item["summary"] == "10 Oct 1945: The party was founded."


def test_a_long_first_line_is_shortened() -> None:
    assert len(one_item(description="word " * 500)["summary"]) <= 300


def test_html_is_sanitised_and_complete() -> None:
    html = one_item("2025-08~", **{**FULL, "description": "<script>x</script> [a](javascript:b) **c**"})["content_html"]
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert html.startswith("<p>Exact day unknown: about August 2025.</p>")
    assert "<strong>c</strong>" in html
    assert 'href="https://example.net/r?a=1,2;b=3"' in html


def test_a_picture_is_shown_and_a_film_is_not() -> None:
    assert one_item(**FULL)["image"] == "https://example.net/p.jpg"
    assert "image" not in one_item(media=[{"url": "https://example.net/a.MP4", "alt": "A film"}])


def test_what_is_cancelled_stays_and_says_so() -> None:
    item = one_item(status="cancelled")
    assert item["title"] == "Cancelled: Something happened"
    assert item["_timeline"]["status"] == "cancelled"


def test_old_years_are_kept() -> None:
    assert one_item("-0043")["_timeline"]["when"]["text"] == "44 BCE"


def test_one_bad_event_is_left_out_and_counted() -> None:
    bad = a_version(an_event(uid="bad").model_copy(update={"tags": ("\ud800",)}))
    document = read(a_feed(bad, an_event(uid="good")))
    assert [item["id"] for item in document["items"]] == ["good"]
    assert document["_timeline"]["omitted"] == 1


def test_the_format() -> None:
    made = FORMATS["json"]
    assert (made.media_type, made.limit, made.tombstones) == ("application/feed+json", 100, False)
