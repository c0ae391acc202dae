"""Where it happened."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from timeline.domain.text import Line
from timeline.domain.value import Value

Role = Literal["at", "from", "to"]


class Place(Value):
    """Degrees, WGS 84. `approximate` says that the point stands for an area or a guess."""

    name: Line
    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    approximate: bool = False
    role: Role = "at"

    @model_validator(mode="after")
    def has_both_coordinates_or_none(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("has one coordinate; give latitude and longitude, or neither")
        return self
