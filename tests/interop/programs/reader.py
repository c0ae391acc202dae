"""`reader`, a feed reader's library: it subscribes, and keeps what is new."""

from __future__ import annotations

import importlib.util
import warnings
from typing import TYPE_CHECKING

from tests.interop.understood import LISTED, Program, Understood, uid_of_tag

if TYPE_CHECKING:
    from tests.interop.understood import Source, Window


def missing() -> str | None:
    return None if importlib.util.find_spec("reader") else "no reader: pip install '.[interop]'"


def read(source: Source, _window: Window) -> list[Understood]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own parts are deprecated
        from reader import make_reader  # noqa: PLC0415  an optional part

        with make_reader(":memory:") as reader:
            reader.add_feed(source.url)
            reader.update_feed(source.url)
            return [Understood(uid_of_tag(entry.id), entry.title) for entry in reader.get_entries()]


PROGRAM = Program(name="reader", suffixes=("json", "atom"), read=read, missing=missing, tells=LISTED)
