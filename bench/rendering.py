"""Writing one event, step by step: microseconds of processor time for each, of 1,000 seeded events.

python -m bench.rendering

What a write costs beside SQL: reading the draft, the document, the derived columns and tables, the words, and the
renderings that are kept. Texts that several formats share are made anew for each.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bench.data import NOW, SLUG, make_documents
from bench.systems import PUBLIC
from feeds import FORMATS
from feeds import text as texts
from timeline.domain.event import Event
from timeline.domain.search import words_of
from timeline.domain.timeline import Timeline
from timeline.domain.version import EventVersion, write_document
from timeline.operations.publish import Addresses
from timeline.operations.rendering import FeedRenderer, policy_of, render_part
from timeline.store.derived import TABLES, derive_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feeds import Format

COUNT, ROUNDS = 1_000, 5


def measure(name: str, step: Callable[[Any], object], items: Sequence[object]) -> None:
    """The best of some rounds, since other work only ever adds."""
    best = float("inf")
    for _ in range(ROUNDS):
        texts.render_html.cache_clear()
        texts.plain_text.cache_clear()
        begun = time.process_time()
        for item in items:
            step(item)
        best = min(best, time.process_time() - begun)
    print(f"{name:<28} {best / len(items) * 1e6:7.0f} µs")


def a_version(number: int, event: Event) -> EventVersion:
    return EventVersion(
        timeline=SLUG, revision=number + 2, superseded_by=None, recorded_at=NOW, recorded_by="bench", reason=None,
        sequence=0, published_at=NOW, tombstone=False, event=event, published_revision=number + 2,
    )  # fmt: skip


def renders(style: Format, addresses: Addresses, described: Timeline) -> Callable[[EventVersion], object]:
    def render(version: EventVersion) -> object:
        assert style.parts is not None  # noqa: S101  asked of those that have them
        return render_part(style, style.parts, version, addresses=addresses, options=policy_of(described))

    return render


def main() -> None:
    documents = list(make_documents(COUNT))
    events = [Event.parse(document) for document in documents]
    versions = [a_version(number, event) for number, event in enumerate(events)]
    addresses, described = Addresses(PUBLIC), Timeline(slug=SLUG, title="Many")
    measure("reading the draft", Event.parse, documents)
    measure("the document", write_document, events)
    measure("derived columns", lambda event: derive_columns(event, tombstone=False), events)
    for table, derive in TABLES.items():
        measure(f"derived {table.name}", derive, events)
    measure("words", words_of, events)
    for style in FORMATS.values():
        if style.parts is not None:
            measure(f"rendering as {style.suffix}", renders(style, addresses, described), versions)
    renderer = FeedRenderer(addresses)
    measure("all renderings", lambda version: renderer.render(version, described), versions)


if __name__ == "__main__":
    main()
