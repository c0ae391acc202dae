"""The programs that feeds are tried with: every module here with a `PROGRAM` is one."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.interop.understood import Program


def find_programs() -> list[Program]:
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return [module.PROGRAM for module in modules if hasattr(module, "PROGRAM")]
