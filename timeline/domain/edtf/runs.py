"""The days that a date may mean, as runs: one for most dates, many where unspecified digits or sets leave holes."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from timeline.domain.edtf import mask
from timeline.domain.edtf.date import EdtfDate
from timeline.domain.edtf.sets import EdtfSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.domain.edtf.values import Edtf, Member

Run = tuple[int, int]
"""First and last day, both inclusive."""


def runs_of(edtf: Edtf) -> Iterator[Run]:
    """Ascending by their first days; of a set they may touch and overlap."""
    if isinstance(edtf, EdtfSet):
        yield from heapq.merge(*map(_member_runs, edtf.members))
    elif isinstance(edtf, EdtfDate) and edtf.gapped:
        yield from mask.runs_from(edtf.parts, edtf.first)
    else:
        yield edtf.bounds.start_earliest, edtf.bounds.end_latest


def _member_runs(member: Member) -> Iterator[Run]:
    if isinstance(member, EdtfDate) and member.gapped:
        return mask.runs_from(member.parts, member.first)
    return iter([(member.bounds.start_earliest, member.bounds.end_latest)])
