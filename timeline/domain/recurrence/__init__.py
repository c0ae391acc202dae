"""Recurring events: RRULE, RDATE, EXDATE and overrides (RFC 5545, section 3.8.5), always within a window.

    text ── parse ──▶ Rule ── check ──▶ Recurrence          what is kept, canonical
    Rule + DTSTART ── pattern, ending ──▶ Series            what it means
    Series + window + limit ── expansion ──▶ Occurrences    what is shown

dateutil finds the days of one period; finding the period, and knowing when to stop, is arithmetic here.
"""

from timeline.domain.recurrence.expansion import (
    check_recurrence,
    each_occurrence,
    last_day,
    occurrences,
    occurs_within,
    span,
    start_date,
)
from timeline.domain.recurrence.occurrence import Occurrence, Occurrences
from timeline.domain.recurrence.parse import parse_rrule
from timeline.domain.recurrence.rule import Rule
from timeline.domain.recurrence.value import Override, Recurrence

__all__ = [
    "Occurrence",
    "Occurrences",
    "Override",
    "Recurrence",
    "Rule",
    "check_recurrence",
    "each_occurrence",
    "last_day",
    "occurrences",
    "occurs_within",
    "parse_rrule",
    "span",
    "start_date",
]
