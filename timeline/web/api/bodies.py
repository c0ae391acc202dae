"""JSON bodies: their size, their type, and text that nothing could store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from flask import current_app, request
from werkzeug.exceptions import UnsupportedMediaType

from timeline.domain.errors import InvalidBody, Problem
from timeline.domain.problems import pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
DEEPEST = 50


def limit_body() -> None:
    """Before anything reads it; what is longer raises RequestEntityTooLarge."""
    request.max_content_length = current_app.config["TIMELINE_BODY_LIMIT"]


def read_body(media_types: tuple[str, ...]) -> Any:
    """Raises RequestEntityTooLarge, UnsupportedMediaType, and InvalidBody with every problem."""
    content = request.get_data()
    if request.mimetype not in media_types:
        given = f"not {request.mimetype}" if request.mimetype else "and say so in Content-Type"
        raise UnsupportedMediaType(f"send {' or '.join(media_types)}, {given}")
    return parse_json(content)


def has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def parse_json(content: bytes) -> Any:
    """Raises InvalidBody."""
    try:
        document = json.loads(content.decode(), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise _invalid(f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from error
    except UnicodeDecodeError as error:
        raise _invalid(f"not UTF-8: byte {error.start + 1} begins no character") from error
    except RecursionError as error:
        raise _invalid(f"nested deeper than {DEEPEST}") from error
    except ValueError as error:
        raise _invalid(f"not JSON: {error}") from error
    problems = list(_problems(document))
    if problems:
        raise InvalidBody(problems)
    return document


def require_object(document: Any) -> dict[str, Any]:
    """Raises InvalidBody."""
    if not isinstance(document, dict):
        raise _invalid("not a JSON object")
    return document


def _invalid(message: str) -> InvalidBody:
    return InvalidBody([Problem("", message)])


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _problems(document: Any) -> Iterator[Problem]:
    """Half surrogate pairs, which JSON can escape and UTF-8 cannot hold, and depth that no event has."""
    left: list[tuple[tuple[int | str, ...], Any]] = [((), document)]
    while left:
        place, value = left.pop()
        if len(place) > DEEPEST:
            yield Problem(pointer(place), f"nested deeper than {DEEPEST}")
        elif isinstance(value, str):
            yield from _surrogates(place, value)
        elif isinstance(value, dict):
            for name, inner in value.items():
                yield from _surrogates((*place, name), name)
                left.append(((*place, name), inner))
        elif isinstance(value, list):
            left += [((*place, index), inner) for index, inner in enumerate(value)]


def _surrogates(place: tuple[int | str, ...], text: str) -> Iterator[Problem]:
    found = next((index for index, character in enumerate(text) if "\ud800" <= character <= "\udfff"), None)
    if found is not None:
        message = f"character U+{ord(text[found]):04X} at position {found + 1} is half a character; remove it"
        yield Problem(pointer(place), message)
