"""Scripts and style sheets in fewer bytes, the same program.

What does it is a Go library, whose threads do not live through a fork: a worker that inherits it waits for them for
ever. So it is loaded when a worker first shortens something, and never before workers are made.
"""

from __future__ import annotations

import importlib


def shorten(media_type: str, text: str) -> str:
    return str(importlib.import_module("minify").string(media_type, text))
