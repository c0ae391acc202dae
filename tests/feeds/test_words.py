from __future__ import annotations

from feeds.words import headline, html_body, plain_body
from tests.builders import a_version, an_entry, an_event
from tests.feeds.cases import FULL


def test_everything_is_said_in_order() -> None:
    event = an_event("2025-08~", **FULL)
    assert [line for line in plain_body(an_entry(event)).splitlines() if line] == [
        "Exact day unknown: about August 2025.",
        "Parade in the capital; see the report (https://example.net/r?a=1,2).",
        "- one",
        "- two",
        "Figures:",
        "- Containers: at least 15,809 containers (OSC)",
        "- Share: about 50%",
        "According to: Ukrainian intelligence",
        "Verification: disputed: No independent confirmation.",
        "Sources:",
        '- Report; "second" edition, OSC, c. December 2025, p. 3: https://example.net/r?a=1,2;b=3',
        "- “Some “words”, over lines.”",
        "- archived copy: https://archive.example/r",
        "- contradicts: Denial",
        "Pictures and recordings:",
        "- A film: https://example.net/film.mp4",
        "- A picture (AFP; Editorial use only): https://example.net/p.jpg",
        "See also:",
        "- More: https://example.net/more",
        "- https://example.net/bare",
        "https://example.org/timelines/things/events/something-happened",
    ]


def test_html_says_the_same() -> None:
    event = an_event("2025-08~", **FULL)
    html = html_body(an_entry(event))
    for words in (
        "about August 2025",
        "<strong>Parade</strong>",
        "at least 15,809",
        "Ukrainian",
        "contradicts: Denial",
    ):
        assert words in html


def test_titles_are_escaped_in_html() -> None:
    html = html_body(
        an_entry(an_event(citations=[{"source": {"title": "<script>x</script>", "url": "https://e.org"}}]))
    )
    assert "<script" not in html


def test_a_withdrawal_is_said_first_with_its_reason() -> None:
    version = a_version(tombstone=True, reason="Retracted by the source")
    assert headline(version) == "Cancelled: Something happened"
    assert plain_body(an_entry(version)).startswith("Withdrawn: Retracted by the source\n")


def test_what_was_cancelled_is_said_first() -> None:
    version = a_version(an_event(status="cancelled"))
    assert plain_body(an_entry(version)).startswith("This was cancelled.\n")
