"""The process in which a file that nobody vouches for is read: it may be slow, greedy or caught in a loop, and is
then killed without harm. It gets no settings and no database, and answers with one JSON object a line.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.domain.errors import InvalidEvent
from timeline.importers import choose_importer
from timeline.importers.importer import About, Choices, Fault, Found, Logged, Source

if TYPE_CHECKING:
    from timeline.importers.importer import Finding


def main() -> None:
    """The task is the first argument: path, name, format, choices, and limits in seconds and bytes."""
    task = json.loads(sys.argv[1])
    _limit(task["seconds"], task["memory"])
    source = Source(Path(task["path"]), task["name"], Choices(**task["choices"]))
    try:
        for finding in choose_importer(source, task["format"]).read(source):
            _answer(write_finding(finding))
        _answer({"done": True})
    except InvalidEvent as error:
        _answer({"refused": [[one.where, one.message] for one in error.problems]})
    except MemoryError:
        _answer({"refused": [["", "needs more memory than an import is allowed"]]})
    except BrokenPipeError:
        with suppress(OSError):
            sys.stdout.close()


def _limit(seconds: int, memory: int) -> None:
    """No limit is raised above the one that this process was started with."""
    wanted = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_AS: memory, resource.RLIMIT_CORE: 0}
    for what, most in wanted.items():
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS; the other limits hold there
            resource.setrlimit(what, (allowed, hard))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _answer(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True, separators=(",", ":")) + "\n")


def write_finding(finding: Finding) -> dict[str, Any]:
    if isinstance(finding, Found):
        return {"found": finding.draft.document(), "where": finding.where, "position": finding.position}
    if isinstance(finding, Fault):
        return {"fault": [finding.problem.where, finding.problem.message, finding.lost]}
    if isinstance(finding, Logged):
        return {"logged": finding.entry, "where": finding.where, "position": finding.position}
    assert isinstance(finding, About)  # noqa: S101  the last of the four kinds
    return {"about": dict(finding.fields), "complete": finding.complete}


if __name__ == "__main__":
    main()
