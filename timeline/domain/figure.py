"""Numbers are data: what was counted, between which bounds, in which unit, by whose word."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  pydantic reads this module's names at run time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from timeline.domain.speech import phrase
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


TOLD = {
    "exactly": phrase("%(number)s"),
    "at least": phrase("at least %(number)s"),
    "at most": phrase("at most %(number)s"),
    "about": phrase("about %(number)s"),
    "estimated": phrase("%(number)s (estimated)"),
}


def write_number(number: float) -> str:
    return f"{number:,}"


def describe_figure(
    figure: Figure,
    say: Callable[..., str] = lambda message, **words: str(message % words),
    write: Callable[[float], str] = write_number,
) -> str:
    """For people: "at least 15,809 containers", "4,200,000–5,800,000 rounds (estimated)"; in another language with
    its own `say` and `write`.
    """
    if figure.low is None or figure.high is None or figure.low == figure.high:
        number = write(figure.low if figure.low is not None else figure.high or 0)
    else:
        number = f"{write(figure.low)}–{write(figure.high)}"
    if figure.unit is not None:
        number = f"{number}%" if figure.unit == "%" else f"{number} {figure.unit}"
    return say(TOLD[figure.qualifier], number=number)
