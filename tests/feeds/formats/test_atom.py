"""Atom as `feedparser` reads it."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from feeds import FORMATS
from feeds.atom import LANGUAGE, TOMBSTONES
from feeds.formats.atom import render_atom
from tests.builders import a_feed, a_timeline, a_version, an_event
from tests.feeds.cases import CASES, FULL

ATOM = "{http://www.w3.org/2005/Atom}"


def read(*versions: Any, **fields: Any) -> Any:
    parsed = feedparser.parse(
        render_atom(a_feed(*versions, self_url="https://example.org/timelines/things.atom", **fields))
    )
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def one_entry(*args: Any, **fields: Any) -> Any:
    (entry,) = read(an_event(*args, **fields)).entries
    return entry


@pytest.mark.parametrize("name", CASES)
def test_a_reader_that_is_not_ours_reads_every_case(name: str) -> None:
    entries = read(*CASES[name]).entries
    standing = [version for version in CASES[name] if not version.tombstone]
    assert len(entries) == len(standing)
    for entry, version in zip(entries, standing, strict=True):
        assert entry.updated == "2025-12-13T08:30:00Z"
        assert " ".join(version.event.title.split()) in " ".join(entry.title.split()) or "<" in version.event.title
        assert entry.link.startswith("https://example.org/timelines/things/events/")


def test_the_feed_says_who_it_is_and_where_it_goes_on() -> None:
    feed = read(
        timeline=a_timeline(description="Told *again*.", language="ko"), next_url="https://example.org/n?c=1"
    ).feed
    assert (feed.title, feed.subtitle, feed.language) == ("Things that happened", "Told again.", "ko")
    assert feed.updated == "2025-12-13T08:30:00Z"
    assert (feed.author, feed.author_detail.href) == ("Things that happened", "https://example.org/timelines/things")
    links = {link.rel: (link.href, link.type) for link in feed.links}
    assert links == {
        "self": ("https://example.org/timelines/things.atom", "application/atom+xml"),
        "alternate": ("https://example.org/timelines/things", "text/html"),
        "next": ("https://example.org/n?c=1", "application/atom+xml"),
    }
    assert feed.id == "tag:example.org,2025:/timelines/things.atom"


def test_updated_and_published_are_ours_and_the_event_s_date_is_in_the_title() -> None:
    entry = one_entry("1945-10-10", description="The party was founded.\n\nMore.")
    assert (entry.published, entry.updated) == ("2025-12-01T09:00:00Z", "2025-12-13T08:30:00Z")
    assert entry.title == "[10 Oct 1945] Something happened"
    assert entry.summary == "10 Oct 1945: The party was founded."


def test_an_id_outlives_title_slug_and_address() -> None:
    assert one_entry(uid="b/7 c").id == "tag:example.org,2025-12-01:things/b%2F7%20c"
    uuid = "6a6e2c9e-3c1f-4b62-9f0e-1d0a5d3c1111"
    assert one_entry(uid=uuid).id == one_entry(uid=uuid, title="New", slug="new").id == f"urn:uuid:{uuid}"


def test_sources_are_via_and_links_are_related() -> None:
    links = {(link.rel, link.href) for link in one_entry(**FULL).links}
    assert ("via", "https://example.net/r?a=1,2;b=3") in links
    assert ("related", "https://example.net/more") in links


def test_categories_and_tags_are_told_apart() -> None:
    tags = [(tag.term, tag.scheme.partition("#")[2]) for tag in one_entry(**FULL).tags]
    assert tags == [("Military", "category"), ("parade", "tag"), ("missiles, large", "tag"), ("C:\\New", "tag")]


def test_content_is_sanitised_html_and_the_language_is_told() -> None:
    entry = one_entry(language="ko", description="<script>x</script> **c**")
    assert (entry.content[0].type, entry.content[0].language) == ("text/html", "ko")
    root = ET.fromstring(render_atom(a_feed(an_event(description="<script>x</script> **c**"))))  # noqa: S314  our own
    content = root.findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "<script" not in content
    assert "<strong>c</strong>" in content
    assert root.get(LANGUAGE) == "en"


def test_titles_are_plain_text() -> None:
    root = ET.fromstring(render_atom(a_feed(an_event("2025-10-10", title="<b>Bold</b> & co"))))  # noqa: S314  our own
    title = root.find(f"{ATOM}entry/{ATOM}title")
    assert title is not None
    assert (title.text, title.get("type")) == ("[10 Oct 2025] <b>Bold</b> & co", None)


def test_a_withdrawn_event_is_a_tombstone_with_its_reason() -> None:
    gone = a_version(an_event(uid="gone"), tombstone=True, reason="It never took place")
    root = ET.fromstring(render_atom(a_feed(gone)))  # noqa: S314  our own
    deleted = root.find(f"{{{TOMBSTONES}}}deleted-entry")
    assert deleted is not None
    assert deleted.attrib == {"ref": "tag:example.org,2025-12-01:things/gone", "when": "2025-12-13T08:30:00Z"}
    assert deleted.findtext(f"{{{TOMBSTONES}}}comment") == "It never took place"
    assert root.find(f"{ATOM}entry") is None


def test_the_format() -> None:
    made = FORMATS["atom"]
    assert (made.media_type, made.limit, made.tombstones) == ("application/atom+xml", 100, True)
