"""Numbers are data: what was counted, between which bounds, in which unit, by whose word."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from timeline.domain.text import Line
from timeline.domain.value import Value

Qualifier = Literal["exactly", "at least", "at most", "about", "estimated"]
Number = Annotated[int | float, Field(ge=-1e300, le=1e300, allow_inf_nan=False)]


class Figure(Value):
    """One number has `low` equal to `high`; "at least" has `low` alone, "at most" has `high` alone."""

    name: Line
    low: Number | None = None
    high: Number | None = None
    unit: Line | None = None
    qualifier: Qualifier = "exactly"
    attributed_to: Line | None = None

    @model_validator(mode="after")
    def bounds_agree(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("has no number; give low, high or both")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}; exchange them")
        if self.qualifier == "at least" and self.low is None:
            raise ValueError('"at least" needs low')
        if self.qualifier == "at most" and self.high is None:
            raise ValueError('"at most" needs high')
        return self


def describe_figure(figure: Figure) -> str:
    """English for people: "at least 15,809 containers", "4,200,000–5,800,000 rounds (estimated)"."""
    if figure.low is None or figure.high is None or figure.low == figure.high:
        number = f"{figure.low if figure.low is not None else figure.high:,}"
    else:
        number = f"{figure.low:,}–{figure.high:,}"
    if figure.unit is not None:
        number = f"{number}%" if figure.unit == "%" else f"{number} {figure.unit}"
    if figure.qualifier == "estimated":
        return f"{number} (estimated)"
    return number if figure.qualifier == "exactly" else f"{figure.qualifier} {number}"
