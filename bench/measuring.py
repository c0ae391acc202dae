"""One request, looked at; and many of them, with what they cost the server."""

from __future__ import annotations

import http.client
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.systems import Server

CONNECTIONS, SECONDS, WARMING = 8, 1, 1
SLOW, VERY_SLOW = 150, 2_000
"""Milliseconds of one request beyond which it is asked one after the other, and beyond which once must do."""
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str]
    milliseconds: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """`latency` and `cpu` in milliseconds a request: the middle one, and the average."""

    rate: float
    latency: float
    cpu: float
    answer: Answer


def peak_memory(process: int | str = "self") -> int:
    """In bytes, since it was started: getrusage(2) would count what its parent took before."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) * 1024


def ask(server: Server, request: Request) -> Answer:
    """On a connection of its own; `cpu` in milliseconds."""
    where = urlsplit(server.base)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=600)
    before, begun = server.seconds(), time.perf_counter()
    connection.request(request.method, request.path, request.body or None, dict(request.headers))
    response = connection.getresponse()
    body = response.read()
    took = (time.perf_counter() - begun) * 1000
    connection.close()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, body, headers, took, (server.seconds() - before) * 1000)


def load(server: Server, request: Request) -> Figures:
    """Warm: asked once before, unless that took very long, and of every worker where it is fast."""
    first = ask(server, request)
    if first.milliseconds < VERY_SLOW:
        first = ask(server, request)
    if first.milliseconds > SLOW:
        return Figures(1000 / first.milliseconds, first.milliseconds, first.cpu, first)
    _wrk(server, request, WARMING)
    before = server.seconds()
    done, rate, latency = _wrk(server, request, SECONDS)
    return Figures(rate, latency, (server.seconds() - before) * 1000 / max(done, 1), first)


SCRIPT = 'wrk.method = "{method}"\nwrk.body = [==[{body}]==]\n'


def _wrk(server: Server, request: Request, seconds: int) -> tuple[int, float, float]:
    """Requests, requests a second, and the middle latency in milliseconds."""
    headers = [part for name, value in request.headers.items() for part in ("-H", f"{name}: {value}")]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT.format(method=request.method, body=request.body))
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
        told = subprocess.run(  # noqa: S603  our own arguments
            [*command, "-s", script.name, *headers, f"{server.base}{request.path}"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    if "Non-2xx or 3xx" in told:
        raise RuntimeError(f"{server.name}{request.path}: {told}")
    done = re.search(r"(\d+) requests in", told)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    middle = re.search(r"50%\s+([\d.]+)(us|ms|s)", told)
    if done is None or rate is None or middle is None:
        raise RuntimeError(told)
    return int(done[1]), float(rate[1]), float(middle[1]) * UNITS[middle[2]]
