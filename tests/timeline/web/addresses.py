"""Addresses made from the URL map, so that a route which is new is tried too."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from werkzeug.routing import AnyConverter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Flask
    from werkzeug.routing import Rule


def readable(app: Flask) -> list[Rule]:
    """All but the stream, which never ends: `test_live` reads it, and `test_follow` shows that a draft wakes nobody."""
    return [
        rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "live.stream"
    ]


def fill(app: Flask, rule: Rule, words: Mapping[str, Sequence[Any]]) -> list[str]:
    """The rule's addresses with each of the words that may stand in it; fails on a name that has none."""
    choices = []
    for name in sorted(rule.arguments):
        converter = rule._converters[name]  # werkzeug tells it nowhere else
        known = sorted(converter.items) if isinstance(converter, AnyConverter) else words.get(name)
        assert known, f"{rule.rule}: say what may stand for {name}"
        choices.append([(name, word) for word in known])
    adapter = app.url_map.bind("")
    return [adapter.build(rule.endpoint, dict(values)) for values in product(*choices)]
