"""What was put right in public: two versions of one event that everybody could read, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from timeline.domain.version import changes

if TYPE_CHECKING:
    from timeline.domain.version import Change, EventVersion

Kind = Literal["corrected", "withdrawn", "restored"]


@dataclass(frozen=True, slots=True)
class Correction:
    """`before` is the public version that `after` replaced; a draft in between was seen by nobody."""

    before: EventVersion
    after: EventVersion

    @property
    def kind(self) -> Kind:
        if self.after.tombstone == self.before.tombstone:
            return "corrected"
        return "withdrawn" if self.after.tombstone else "restored"

    @property
    def changes(self) -> list[Change]:
        return changes(self.before.event, self.after.event)

    @property
    def says_something(self) -> bool:
        return self.kind != "corrected" or bool(self.changes)
