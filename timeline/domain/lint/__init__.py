"""What a careful editor would ask about a timeline. Each rule is a function in RULES: events in, findings out; none
changes anything, and none is an error, since any of them may be the truth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.lint.duplicates import likely_duplicates
from timeline.domain.lint.finding import Finding
from timeline.domain.lint.order import child_outside_its_parent, ends_before_it_starts, follows_what_comes_later
from timeline.domain.lint.precision import heap_on_a_day, heap_on_midnight
from timeline.domain.lint.relations import dead_relations
from timeline.domain.lint.sources import later_than_its_sources, without_source, words_disagree
from timeline.domain.lint.spelling import names_that_differ_by_spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.domain.event import EventDraft

__all__ = ["RULES", "Finding", "lint"]

RULES: dict[str, Callable[[Sequence[EventDraft], Mapping[str, str]], Iterable[Finding]]] = {
    "false-precision": heap_on_a_day,
    "false-time": heap_on_midnight,
    "duplicate": likely_duplicates,
    "end-before-start": ends_before_it_starts,
    "no-source": without_source,
    "dead-relation": dead_relations,
    "order": follows_what_comes_later,
    "outside-parent": child_outside_its_parent,
    "after-publication": later_than_its_sources,
    "words-disagree": words_disagree,
    "spelling": names_that_differ_by_spelling,
}
"""By the name under which findings are reported. The second argument is the timeline's aliases of actors."""


def lint(events: Sequence[EventDraft], aliases: Mapping[str, str] | None = None) -> list[Finding]:
    """In the order of RULES, and within each of the events."""
    return [finding._replace(rule=name) for name, rule in RULES.items() for finding in rule(events, aliases or {})]
