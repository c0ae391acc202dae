"""Addresses within the site, which keep the language that is being read (`pages.blueprint`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

if TYPE_CHECKING:
    from collections.abc import Iterable


def timeline_page(slug: str, pairs: Iterable[tuple[str, str]] = (), page: str = "timeline") -> str:
    """The page, or another `page` of the same query."""
    values: dict[str, Any] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return url_for(f"pages.{page}", slug=slug, **values)
