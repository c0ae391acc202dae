"""Reading a file in a process of its own, with limits on its time, its memory and what it may answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Any

from timeline.domain.errors import InvalidEvent, InvalidImport, Problem
from timeline.domain.event import EventDraft
from timeline.importers.importer import About, Fault, Found, Logged, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.importers.importer import Finding, Source

MEGABYTE = 1 << 20
CHILD = "from timeline.importers.guard.child import main; main()"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time: some to start with and some for each megabyte. Bytes of memory, of one answer,
    and of all answers for each byte of the file.
    """

    seconds: int = 15
    seconds_per_megabyte: int = 4
    memory: int = 1024 * MEGABYTE
    answer: int = 16 * MEGABYTE
    swelling: int = 30

    def time(self, size: int) -> int:
        return self.seconds + self.seconds_per_megabyte * size // MEGABYTE

    def output(self, size: int) -> int:
        return 32 * MEGABYTE + self.swelling * size


LIMITS = Limits()


def read_guarded(source: Source, importer: str | None = None, limits: Limits = LIMITS) -> Iterator[Finding]:
    """The findings, as they come; raises InvalidImport, when the process is stopped too."""
    size = source.size
    seconds = limits.time(size)
    task = {
        "path": str(source.path.resolve()), "name": source.name, "format": importer,
        "choices": asdict(source.choices), "seconds": seconds, "memory": limits.memory,
    }  # fmt: skip
    with _child(json.dumps(task), seconds) as child:
        assert child.stdout is not None  # noqa: S101  a pipe
        rest = limits.output(size)
        while answer := child.stdout.readline(limits.answer + 1):
            rest -= len(answer)
            if rest < 0 or len(answer) > limits.answer:
                raise refused("", "swells to more than an import is allowed to answer")
            message = json.loads(answer)
            if "done" in message:
                return
            yield read_finding(message)
        raise refused("", _ending(child, seconds))


def _ending(child: subprocess.Popen[bytes], seconds: int) -> str:
    status = child.wait()
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return f"was still being read after {seconds} seconds of work, which is more than any such file needs"
    return f"could not be read: the reader ended with {status}; please report this file as a fault of the importer"


@contextmanager
def _child(task: str, seconds: int) -> Iterator[subprocess.Popen[bytes]]:
    """Killed when nobody reads on, and when it lasts: waiting costs no processor time, so the clock counts too."""
    child = subprocess.Popen(  # noqa: S603  our own code; the file's name is data within the one argument
        [sys.executable, "-c", CHILD, task],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    clock = threading.Timer(20 * seconds, child.kill)
    clock.start()
    try:
        yield child
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        _close(child.stdout)


def _close(pipe: IO[Any] | None) -> None:
    if pipe is not None:
        pipe.close()


def _read_found(message: dict[str, Any]) -> Finding:
    try:
        return Found(message["where"], EventDraft.parse(message["found"]), message["position"])
    except InvalidEvent as error:
        first = error.problems[0]
        return Fault(Problem(f"{message['where']}{first.where}", first.message))


def read_finding(message: dict[str, Any]) -> Finding:
    """Validated again: what comes out of the process is no more trusted than what went in. Raises InvalidImport."""
    if "found" in message:
        return _read_found(message)
    if "fault" in message:
        where, text, lost = message["fault"]
        return Fault(Problem(where, text), lost)
    if "logged" in message:
        return Logged(message["where"], message["logged"], message["position"])
    if "about" in message:
        return About(message["about"], message["complete"])
    raise InvalidImport([Problem(where, text) for where, text in message["refused"]])
