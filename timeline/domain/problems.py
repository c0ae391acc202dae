"""Pydantic's findings as our problems: every one, with its place as a JSON Pointer (RFC 6901)."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidDate, InvalidEvent, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import ValidationError


def pointer(parts: Iterable[int | str]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)


def located(error: ValidationError, known: Iterable[str] = ()) -> list[Problem]:
    """`known` are the names of the outermost fields, to suggest one for a name that is unknown."""
    return [Problem(pointer(found["loc"]), _message(found, known)) for found in error.errors(include_url=False)]


def _message(found: Any, known: Iterable[str]) -> str:
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, InvalidDate | InvalidEvent):
        return str(cause)
    if isinstance(cause, ValueError):
        return str(cause)
    if found["type"] == "extra_forbidden":
        return _unknown(str(found["loc"][-1]), known if len(found["loc"]) == 1 else ())
    return str(found["msg"])


def _unknown(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), 1)
    return f'unknown field "{name}"' + (f'; did you mean "{close[0]}"?' if close else "")
