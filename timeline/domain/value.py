"""The base of all domain values: frozen, strict about names, equal by content."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Unknown fields are refused by name; equal values hash alike; `document()` is its JSON in the log."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, ser_json_inf_nan="null")
