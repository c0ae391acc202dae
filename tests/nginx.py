"""A real nginx in front of a service, on a free port of loopback, in each of the ways in which people put one there."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MISSING = "no nginx: apt install nginx-light"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
WAYS = {
    "passes on": "",
    "compresses": 'proxy_set_header Accept-Encoding ""; gzip on; gzip_types *; gzip_min_length 0; gzip_proxied any;',
    "caches": "proxy_cache kept; proxy_cache_revalidate on; proxy_cache_background_update on;",
}
"""By name, what it does beside: the rest of its settings are nginx's own defaults."""

CONFIGURATION = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
  access_log off;
  {temporary}
  proxy_cache_path {folder}/cache keys_zone=kept:1m;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass {upstream}; {way} }}
  }}
}}
"""


def missing() -> str | None:
    return None if shutil.which("nginx") else MISSING


@contextmanager
def in_front(upstream: str, way: str, folder: Path) -> Iterator[str]:
    """The address to ask instead of `upstream`; `way` is a name of WAYS."""
    port = _free_port()
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in TEMPORARY)
    text = CONFIGURATION.format(folder=folder, port=port, upstream=upstream, temporary=temporary, way=WAYS[way])
    file = folder / "nginx.conf"
    file.write_text(text, encoding="utf-8")
    nginx = subprocess.Popen(["nginx", "-e", str(folder / "errors"), "-p", str(folder), "-c", str(file)])
    try:
        _wait_for(port, nginx)
        yield f"http://127.0.0.1:{port}"
    finally:
        nginx.send_signal(signal.SIGKILL)
        nginx.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, nginx: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except ConnectionRefusedError:
            assert nginx.poll() is None, "nginx has ended"
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx did not answer")
