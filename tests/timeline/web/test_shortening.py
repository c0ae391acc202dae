from __future__ import annotations

import subprocess
import sys

from timeline.web.shortening import shorten


def test_what_is_shortened_says_the_same() -> None:
    assert shorten("text/css", "a { color: #ff0000; }") == "a{color:red}"


def test_workers_inherit_nothing_that_does_not_live_through_a_fork() -> None:
    """`serve` loads the application before it makes its workers."""
    code = "import sys, timeline.web.app; print('minify' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
