"""A program that lives as long as it is asked: one JSON request a line, one answer a line."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 90


class Child:
    """Ends with this process, because its standard input is closed then; or when it is stopped."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        self._answers = b""

    def ask(self, **request: Any) -> Any:
        """Raises ValueError with the program's own error."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        answer = json.loads(self._line())
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["answer"]

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._answers:
                if not selector.select(PATIENCE):
                    raise TimeoutError(f"{self._process.args} said nothing for {PATIENCE} s")
                read = os.read(self._process.stdout.fileno(), 1 << 20)
                if not read:
                    raise ChildProcessError(f"{self._process.args} ended with {self._process.wait(PATIENCE)}")
                self._answers += read
        line, _, self._answers = self._answers.partition(b"\n")
        return line

    def stop(self) -> None:
        """With all that it started."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
