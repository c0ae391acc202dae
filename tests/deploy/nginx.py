"""nginx with the configuration of `deploy/`, moved to free ports and to folders of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.postgresql import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEPLOY = Path(__file__).parents[2] / "deploy"
MISSING = "no nginx that purges: apt install nginx-light libnginx-mod-http-js"
SCRIPTS = Path("/usr/lib/nginx/modules/ngx_http_js_module.so")
MAIN = """
load_module {module};
{user}
daemon off;
worker_processes 2;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/timeline.conf;
}}
"""


def there() -> bool:
    return shutil.which("nginx") is not None and SCRIPTS.exists()


class Nginx:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = f"http://127.0.0.1:{free_port()}"
        self.purge = f"http://127.0.0.1:{free_port()}/"

    def write(self, servers: Sequence[str]) -> None:
        """Every place that a reader of the file is told to change is there, or this fails."""
        behind = "".join(f"server {one.partition('//')[2]} max_fails=0;\n" for one in servers)
        changed = {
            "server 127.0.0.1:8000 ": f"{behind}# ",
            "/var/cache/nginx-timeline": f"{self.folder}/cache",
            "js_path /etc/nginx/timeline/": f"js_path {self.folder}/",
            "listen 80;": f"listen {self.base.partition('//')[2]};",
            "listen [::]:80;": "",
            "listen 127.0.0.1:8081": f"listen {self.purge[7:-1]}",
        }
        text = (DEPLOY / "nginx" / "timeline.conf").read_text(encoding="utf-8")
        for before, after in changed.items():
            assert before in text, before
            text = text.replace(before, after)
        (self.folder / "timeline.conf").write_text(text, encoding="utf-8")
        script = (DEPLOY / "nginx" / "generations.js").read_text(encoding="utf-8")
        assert "/var/lib/timeline-generations/" in script
        script = script.replace("/var/lib/timeline-generations/", f"{self.folder}/generations/")
        (self.folder / "generations.js").write_text(script, encoding="utf-8")
        (self.folder / "generations").mkdir()
        user = "user root;" if os.geteuid() == 0 else ""  # the folder is its owner's alone
        main = MAIN.format(module=SCRIPTS, user=user, folder=self.folder)
        (self.folder / "nginx.conf").write_text(main, encoding="utf-8")

    def command(self, *more: str) -> list[str]:
        return ["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), *more]

    def wait(self) -> None:
        for _ in range(100):
            try:
                urllib.request.urlopen(self.base, timeout=5).close()  # noqa: S310  our own server
            except urllib.error.HTTPError:
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self.folder / "error.log").read_text(encoding="utf-8"))


@contextmanager
def made() -> Iterator[Nginx]:
    """Known by its addresses, and not running yet: who is behind it wants to know them first."""
    with tempfile.TemporaryDirectory() as folder:
        yield Nginx(Path(folder))


@contextmanager
def running(nginx: Nginx, servers: Sequence[str]) -> Iterator[int]:
    """Its process id."""
    nginx.write(servers)
    process = subprocess.Popen(nginx.command())
    try:
        nginx.wait()
        yield process.pid
    finally:
        process.terminate()
        process.wait()
