"""The project's own JSON: see `timeline.domain.native`."""

from __future__ import annotations

import json

from pydantic import ValidationError

from timeline.domain.errors import InvalidImport, Problem
from timeline.domain.native import NativeFile
from timeline.domain.problems import located


def read_native(content: bytes) -> NativeFile:
    """Raises InvalidImport with every problem and its place: line and column, or JSON Pointer."""
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InvalidImport([Problem(place, f"not JSON: {error.msg}")]) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise InvalidImport([Problem("", f"not JSON in UTF-8: {error}")]) from error
    try:
        return NativeFile.model_validate(document)
    except ValidationError as error:
        raise InvalidImport(located(error, NativeFile.model_fields)) from error
