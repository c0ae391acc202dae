"""The four values, under one name."""

from timeline.domain.edtf.bounds import Bounds, EndKind, Match
from timeline.domain.edtf.date import APPROXIMATE, UNCERTAIN, EdtfDate, EdtfDateTime
from timeline.domain.edtf.interval import EdtfInterval, End
from timeline.domain.edtf.sets import EdtfSet, Member, Run

Edtf = EdtfDate | EdtfDateTime | EdtfInterval | EdtfSet

__all__ = [
    "APPROXIMATE",
    "UNCERTAIN",
    "Bounds",
    "Edtf",
    "EdtfDate",
    "EdtfDateTime",
    "EdtfInterval",
    "EdtfSet",
    "End",
    "EndKind",
    "Match",
    "Member",
    "Run",
]
