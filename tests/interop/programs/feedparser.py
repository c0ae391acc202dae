"""feedparser, which reads for most of what Python does with feeds."""

from __future__ import annotations

import importlib.util
import warnings
from typing import TYPE_CHECKING

from tests.interop.understood import LISTED, Program, Understood, uid_of_tag

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window


def missing() -> str | None:
    return None if importlib.util.find_spec("feedparser") else "no feedparser: pip install '.[interop]'"


def read(source: Source, _window: Window) -> list[Understood]:
    """`bozo` is its word for a feed that is not well formed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own parts are deprecated
        import feedparser  # noqa: PLC0415  an optional part

        parsed = feedparser.parse(source.body, sanitize_html=False)
    assert not parsed.bozo
    return [Understood(uid_of_tag(entry.id), entry.title) for entry in parsed.entries]


PROGRAM = Program(name="feedparser", suffixes=("atom",), read=read, missing=missing, tells=LISTED)
