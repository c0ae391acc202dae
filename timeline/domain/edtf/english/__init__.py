"""Dates in words for people, as a careful news desk would print them, and never more exact than they are.

What is said is decided here, once; English says it unless another Speech is given (`timeline.domain.speech`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.domain.edtf.date import EdtfDate, EdtfDateTime
from timeline.domain.edtf.english.dates import describe_date
from timeline.domain.edtf.english.intervals import describe_interval
from timeline.domain.edtf.english.sets import describe_set
from timeline.domain.edtf.english.speech import ENGLISH
from timeline.domain.edtf.english.times import describe_datetime
from timeline.domain.edtf.english.words import FULL
from timeline.domain.edtf.english.years import describe_year, describe_years
from timeline.domain.edtf.interval import EdtfInterval

if TYPE_CHECKING:
    from timeline.domain.edtf.values import Edtf
    from timeline.domain.speech import Speech

__all__ = ["FULL", "describe", "describe_year", "describe_years"]


def describe(value: Edtf, *, full: bool = False, speech: Speech = ENGLISH) -> str:
    """`full` spells all months out, for detail views."""
    if isinstance(value, EdtfDate):
        return describe_date(value, speech, full=full)
    if isinstance(value, EdtfDateTime):
        return describe_datetime(value, speech, full=full)
    if isinstance(value, EdtfInterval):
        return describe_interval(value, speech, full=full)
    return describe_set(value, speech, full=full)
