"""Commands that run as they stand: shown at `/api`, and run by a test."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    title: str
    command: str


def make_examples(api: str, slug: str) -> list[Example]:
    """`TOKEN` is the reader's own."""
    timeline = f"{api}/timelines/{slug}"
    return [
        Example(
            "Three events, and of each what you need",
            f"curl -sf '{timeline}/events?limit=3&fields=uid,title,when'",
        ),
        Example(
            "All that happened in a window", f"curl -sf '{timeline}/events?from=2025-08&to=2025-12&match=possible'"
        ),
        Example("How many events are how sure", f"curl -sf '{timeline}/aggregates?by=verification'"),
        Example("What changed since a revision", f"curl -sf '{timeline}/changes?since=0&limit=2'"),
        Example(
            "Whether an event would be accepted (leave dry_run out to record it)",
            f"curl -sf '{timeline}/events?dry_run=1' -H \"Authorization: Bearer $TOKEN\" \\\n"
            "  -H 'Content-Type: application/json' \\\n"
            '  -d \'{"title": "A parade", "when": {"edtf": "2025-08~"}}\'',
        ),
    ]
