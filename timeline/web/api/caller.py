"""Who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.operations.access import PUBLIC

if TYPE_CHECKING:
    from timeline.operations.access import Access


def caller() -> Access:
    return PUBLIC
