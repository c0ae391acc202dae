"""Free slugs for events by the thousand: a batch is looked up in one statement, and a title that a thousand events
share costs each of them no more than the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.operations.record import slug_base
from timeline.store import versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.domain.event import EventDraft
    from timeline.store.writer import Writer

MOST_KEPT = 10_000


class Slugs:
    """What is taken: in the log, and by the events that were given one since."""

    def __init__(self, log: Writer) -> None:
        self._log = log
        self._taken: dict[str, str] = {}
        self._next: dict[str, int] = {}

    def look_up(self, drafts: Sequence[EventDraft]) -> None:
        """Forgets the batch before, which must be in the log by now."""
        wanted = [draft.slug or slug_base(draft) for draft in drafts]
        self._taken = versions.find_slugs(self._log.tx, self._log.state, wanted)

    def holder(self, slug: str) -> str | None:
        """The uid of the event that has it."""
        if slug not in self._taken:
            self._taken.update(versions.find_slugs(self._log.tx, self._log.state, [slug]))
        return self._taken.get(slug)

    def take(self, slug: str, uid: str) -> None:
        self._taken[slug] = uid

    def free(self, draft: EventDraft) -> str:
        base = slug_base(draft)
        if base not in self._taken:
            return base
        number = self._next[base] if base in self._next else self._first(base)
        while self.holder(f"{base}-{number}") is not None:
            number += 1
        if len(self._next) >= MOST_KEPT:
            self._next.clear()
        self._next[base] = number + 1
        return f"{base}-{number}"

    def _first(self, base: str) -> int:
        """A number that is free, found by doubling and then halving: they are taken one after the other."""
        low, high = 1, 2
        while self.holder(f"{base}-{high}") is not None:
            low, high = high, high * 2
        while high - low > 1:
            middle = (low + high) // 2
            if self.holder(f"{base}-{middle}") is None:
                high = middle
            else:
                low = middle
        return high
