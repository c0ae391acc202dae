"""Who took part."""

from __future__ import annotations

from typing import Literal

from timeline.domain.text import Line
from timeline.domain.value import Value

ActorKind = Literal["person", "organization", "group", "vessel", "state", "other"]


class Actor(Value):
    """`role` is what the actor did in this event, in words ("speaker", "carrier")."""

    name: Line
    kind: ActorKind = "other"
    role: Line | None = None
