"""One parameter of an address: its name, what it means, how its value is read, and what an error about it says."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidDate, InvalidQuery, UnknownFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST_SHOWN = 60
"""Characters of a value or name in an error."""


def _no_phrase(values: tuple[Any, ...]) -> str:  # noqa: ARG001
    return ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """`narrows`: a condition on events, kept in `EventQuery.filters` and repeatable; the others are single."""

    name: str
    help: str
    parse: Callable[[str], Any]
    phrase: Callable[[tuple[Any, ...]], str] = _no_phrase
    narrows: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """Parses one of a few words."""

    choices: tuple[str, ...]

    def __call__(self, text: str) -> str:
        if text not in self.choices:
            raise ValueError(f"is none of {', '.join(self.choices)}")
        return text

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of what it takes."""
        return {"type": "string", "enum": list(self.choices)}


def choice(*choices: str) -> Choice:
    return Choice(choices)


@dataclass(frozen=True, slots=True)
class Switch(Choice):
    """Parses `0` and `1` as a yes or no."""

    choices: tuple[str, ...] = ("0", "1")

    def __call__(self, text: str) -> bool:  # type: ignore[override]  # what it parses is another value
        return Choice.__call__(self, text) == "1"


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """Parses digits, between two bounds, both inclusive."""

    first: int = 0
    last: int = 10**15 - 1

    def __call__(self, text: str) -> int:
        number = whole_number(text)
        if not self.first <= number <= self.last:
            raise ValueError(f"is not between {self.first} and {self.last}")
        return number

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of what it takes."""
        return {"type": "integer", "minimum": self.first, "maximum": self.last}


def whole_number(text: str) -> int:
    """Not negative; raises ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) <= 15):  # noqa: PLR2004
        raise ValueError("is not a whole number")
    return int(text)


def unknown_parameter(name: str, known: Sequence[str]) -> UnknownFilter:
    """Names the known ones, and the one that was probably meant."""
    close = difflib.get_close_matches(name, known, 1)
    hint = f'; did you mean "{close[0]}"?' if close else "."
    return UnknownFilter(f'unknown parameter "{name[:LONGEST_SHOWN]}"{hint} Known: {", ".join(known) or "none"}')


def parse_value(parameter: Parameter, text: str) -> Any:
    """Raises InvalidQuery, which names the parameter."""
    try:
        return parameter.parse(text)
    except InvalidQuery:
        raise
    except InvalidDate as error:
        raise InvalidQuery(f"{parameter.name}={error}") from error
    except ValueError as error:
        shown = text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."
        raise InvalidQuery(f'{parameter.name}="{shown}" {error}') from error
