"""Feeds: events in, bytes out. Of `timeline` they see the domain alone.

Every module in `feeds.formats` that has a `FORMAT` is a format: its route, discovery link, README row and
conformance tests come from FORMATS, so that adding one is adding a file.
"""

from __future__ import annotations

import importlib
import pkgutil

from feeds import formats
from feeds.format import Entry, Feed, Format, Options, framed

__all__ = ["FORMATS", "Entry", "Feed", "Format", "Options", "framed"]


def find_formats() -> dict[str, Format]:
    """By suffix, in the order in which they are offered to people."""
    modules = [
        importlib.import_module(f"feeds.formats.{found.name}") for found in pkgutil.iter_modules(formats.__path__)
    ]
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {one.suffix: one for one in sorted(found, key=lambda one: one.rank)}


FORMATS = find_formats()
