"""ES modules put together into one script: many small files to read and change, one request to load.

A module and all that it imports are written one after the other, each after what it needs, without
their import lines. That is the same program as long as no two modules define the same name at their top level, and as
long as every import is `import { names } from "./file.js"` without renaming: both are checked, and
a test lets Node parse what comes out. Whole-line comments and indentation stay with the reader of the source.

The base, from which other scripts take what they need, is enclosed in a function that hands out just those names: of
all the others a minifier may then make short ones, which is a twentieth of what is sent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

IMPORT = re.compile(r'^import \{ (\w+(?:, \w+)*) \} from "\./([\w-]+)\.js";$')
EXPORT = re.compile(r"^export (?:async function|function|const|class) (\w+)")
DEFINITION = re.compile(r"^(?:export )?(?:async function|function|const|let|class) (\w+)")


class UnlinkableModule(ValueError):
    """A module that is written in a way which the linker does not know; never met by a reader, tests see it first."""


def link(folder: Path, name: str, base: str | None = None) -> str:
    """The script of a module: the module itself last, with its exports. What the script of `base` holds already is
    imported from there, so that every module exists once.
    """
    order = _needed(folder, name)
    if name == base:
        _check_names(folder, order)
        return _enclose("".join(_body(folder, one) for one in order), _handed_out(folder, name, order))
    held = [] if base is None or base in order else _needed(folder, base)
    own = [one for one in order if one not in held]
    _check_names(folder, [*held, *own])
    return _taken_from(folder, base, own, held) + "".join(_body(folder, one) for one in own)


def _handed_out(folder: Path, base: str, held: list[str]) -> list[str]:
    """What the base itself exports, and what modules outside of it take from those within."""
    own = [found[1] for line in _lines(folder, base) if (found := EXPORT.match(line))]
    others = (path.stem for path in sorted(folder.glob("*.js")) if path.stem not in held)
    taken = [name for other in others for module, names in _imports(folder, other) if module in held for name in names]
    return sorted({*own, *taken})


def _enclose(body: str, names: list[str]) -> str:
    listed = ", ".join(names)
    plain = re.sub(r"^export ", "", body, flags=re.MULTILINE)
    return f"export const {{ {listed} }} = (() => {{\n{plain}return {{ {listed} }};\n}})();\n"


def _needed(folder: Path, name: str) -> list[str]:
    order: list[str] = []
    _visit(folder, name, order, ())
    return order


def _taken_from(folder: Path, base: str | None, own: list[str], held: list[str]) -> str:
    names = {name for one in own for module, found in _imports(folder, one) if module in held for name in found}
    return f'import {{ {", ".join(sorted(names))} }} from "./{base}.js";\n' if names else ""


def _visit(folder: Path, name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise UnlinkableModule(f"{' imports '.join((*above, name))}: a circle")
    for needed, _ in _imports(folder, name):
        if needed not in order:
            _visit(folder, needed, order, (*above, name))
    order.append(name)


def _imports(folder: Path, name: str) -> list[tuple[str, list[str]]]:
    """Modules, and the names taken from each."""
    found = []
    for line in _lines(folder, name):
        if not line.startswith("import "):
            continue
        matched = IMPORT.match(line)
        if matched is None:
            raise UnlinkableModule(f'{name}.js: "{line}" is not import {{ … }} from "./….js" on one line')
        found.append((matched[2], matched[1].split(", ")))
    return found


def _check_names(folder: Path, modules: list[str]) -> None:
    owners: dict[str, str] = {}
    for module in modules:
        for line in _lines(folder, module):
            defined = DEFINITION.match(line)
            if defined is None:
                continue
            other = owners.setdefault(defined[1], module)
            if other != module:
                raise UnlinkableModule(f"{defined[1]} is defined by both {other}.js and {module}.js; rename one")


def _body(folder: Path, name: str) -> str:
    lines = [line.strip() for line in _lines(folder, name) if not IMPORT.match(line)]
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _lines(folder: Path, name: str) -> list[str]:
    return (folder / f"{name}.js").read_text(encoding="utf-8").splitlines()
