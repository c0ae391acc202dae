from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.web.widget.linking import UnlinkableModule, link

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_a_module_comes_after_all_that_it_needs(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        top='// Why.\nimport { left } from "./left.js";\nimport { right } from "./right.js";\n\n'
        "export const top = left + right;\n",
        left='import { base } from "./base.js";\nexport const left = base;\n',
        right='import { base } from "./base.js";\nexport const right =\n  base; // end\n',
        base="export const base = 1;\n",
    )
    assert link(folder, "top").splitlines() == [
        "export const base = 1;", "export const left = base;", "export const right =", "base; // end",
        "export const top = left + right;",
    ]  # fmt: skip


def test_what_the_base_holds_is_imported_from_it(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        main='import { one } from "./shared.js";\nexport const main = one;\n',
        shared="export const one = 1;\nexport const two = 2;\n",
        later='import { one, two } from "./shared.js";\nimport { own } from "./own.js";\n'
        "export const later = one + two + own;\n",
        own="export const own = 3;\n",
    )
    assert link(folder, "later", "main").splitlines() == [
        'import { one, two } from "./main.js";', "export const own = 3;", "export const later = one + two + own;",
    ]  # fmt: skip
    assert link(folder, "main", "main").splitlines() == [
        "export const { main, one, two } = (() => {", "const one = 1;", "const two = 2;", "const main = one;",
        "return { main, one, two };", "})();",
    ]  # fmt: skip
    assert link(folder, "own", "main") == "export const own = 3;\n"


@pytest.mark.parametrize(
    ("modules", "complaint"),
    [
        (
            {"a": 'import { b } from "./b.js";\nconst x = 1;', "b": "export const b = 1;\nconst x = 2;"},
            "x is defined by",
        ),
        ({"a": 'import { b } from "./b.js";', "b": 'import { a } from "./a.js";'}, "a circle"),
        ({"a": 'import b from "./b.js";', "b": ""}, "is not import"),
        ({"a": 'import { b as c } from "./b.js";', "b": ""}, "is not import"),
        ({"a": 'import { b } from "https://example.org/b.js";', "b": ""}, "is not import"),
    ],
)
def test_what_cannot_be_put_together_is_told(tmp_path: Path, modules: dict[str, str], complaint: str) -> None:
    with pytest.raises(UnlinkableModule, match=complaint):
        link(written(tmp_path, **modules), "a")
