"""Pydantic's findings as our problems: every one, with its place as a JSON Pointer (RFC 6901)."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from timeline.domain.errors import InvalidDate, InvalidEvent, Problem
from timeline.domain.merge import merge_patch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic.fields import FieldInfo


Model = TypeVar("Model", bound=BaseModel)


def pointer(parts: Iterable[int | str]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)


def read_strictly(kind: type[Model], document: object) -> Model:
    """JSON that a client sent, in which nothing is taken for what it is not ("3" is no number). Raises InvalidEvent
    with every problem and its place.
    """
    try:
        return kind.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        raise InvalidEvent(located(error, kind.model_fields)) from error


def read_patched(kind: type[Model], before: Mapping[str, Any], changes: Mapping[str, Any]) -> Model:
    """`before` with a JSON merge patch applied. A member that is unknown is refused even where it would only be taken
    away: it is a slip of the pen. Raises InvalidEvent.
    """
    problems = list(_unknown_removals(changes, kind.model_fields, ()))
    try:
        patched = read_strictly(kind, merge_patch(before, changes))
    except InvalidEvent as error:
        raise InvalidEvent([*problems, *error.problems]) from error
    if problems:
        raise InvalidEvent(problems)
    return patched


def _unknown_removals(
    changes: Mapping[str, Any], known: Mapping[str, FieldInfo], place: tuple[str, ...]
) -> Iterator[Problem]:
    for name, value in changes.items():
        if value is None and name not in known:
            yield Problem(pointer((*place, name)), _unknown(name, known))
        model = _model_in(known[name].annotation) if name in known else None
        if isinstance(value, Mapping) and model is not None:
            yield from _unknown_removals(value, model.model_fields, (*place, name))


def located(error: ValidationError, known: Mapping[str, FieldInfo]) -> list[Problem]:
    """`known` are the outermost fields, from which one is suggested for a name that is unknown, however deep."""
    return [Problem(pointer(found["loc"]), _message(found, known)) for found in error.errors(include_url=False)]


def _message(found: Any, known: Mapping[str, FieldInfo]) -> str:
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, InvalidDate | InvalidEvent):
        return str(cause)
    if isinstance(cause, ValueError):
        return str(cause)
    if found["type"] == "extra_forbidden":
        return _unknown(str(found["loc"][-1]), _fields_at(known, found["loc"][:-1]))
    return str(found["msg"])


def _fields_at(known: Mapping[str, FieldInfo], place: Iterable[int | str]) -> Mapping[str, FieldInfo]:
    """The fields of the value that stands there."""
    for part in place:
        if isinstance(part, str):
            found = _model_in(known[part].annotation) if part in known else None
            known = {} if found is None else found.model_fields
    return known


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model of `X`, `X | None`, `tuple[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one)) is not None), None)


def _unknown(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), 1)
    return f'unknown field "{name[:60]}"' + (f'; did you mean "{close[0]}"?' if close else "")
