"""JSON as all our formats write it (RFC 8259): UTF-8, compact, nothing that JSON does not know."""

from __future__ import annotations

import json
from typing import Any


def dump(document: Any) -> bytes:
    """Raises ValueError for NaN and infinity, and for a lone surrogate, which UTF-8 cannot hold."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def dump_with(head: dict[str, Any], name: str, items: list[bytes]) -> bytes:
    """`head` with a last member `name`, a list of what is JSON already."""
    lead = dump(head)[:-1]
    return lead + (b"," if head else b"") + dump(name) + b":[" + b",".join(items) + b"]}"
