"""Text in; drafts and located problems out. What becomes of them is the business of `operations.ingest`.

Every module here that has an `IMPORTER` is an importer: the command line, its help and the README's table come
from IMPORTERS, so that adding one is adding a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from timeline.importers.importer import BLANK, refused

if TYPE_CHECKING:
    from timeline.importers.importer import Importer, Source

__all__ = ["IMPORTERS", "choose_importer"]


def find_importers() -> dict[str, Importer]:
    """By name, in the order in which they are asked whether a file is theirs."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if not found.ispkg]
    modules = [importlib.import_module(f"timeline.importers.{name}") for name in names]
    found = [module.IMPORTER for module in modules if hasattr(module, "IMPORTER")]
    return {one.name: one for one in sorted(found, key=lambda one: one.rank)}


IMPORTERS = find_importers()


def choose_importer(source: Source, name: str | None = None) -> Importer:
    """By name, else by what the file holds and is called; raises InvalidImport."""
    if name is not None:
        return IMPORTERS[name]
    head = source.head()
    if not head.strip(BLANK):
        raise refused("", "the file is empty")
    for importer in IMPORTERS.values():
        if importer.recognises(head, source.suffix):
            return importer
    raise refused("", f"of no known format; say which with --format: {', '.join(IMPORTERS)}")
