"""Thunderbird without a window, asked through Marionette: its wire is a length, a colon and JSON."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PATIENCE = 120
QUIET: dict[str, Any] = {
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mailnews.start_page.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9",
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
}
"""Nothing leaves this machine: all but loopback goes to a proxy that is not there."""


class Marionette:
    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._file = self._socket.makefile("rb")
        self._number = 0
        self._message()  # it says hello first
        self.command("WebDriver:NewSession", capabilities={"alwaysMatch": {"timeouts": {"script": PATIENCE * 1000}}})
        self.command("Marionette:SetContext", value="chrome")

    def command(self, name: str, **parameters: Any) -> Any:
        """Raises ValueError with Thunderbird's own error."""
        self._number += 1
        text = json.dumps([0, self._number, name, parameters])
        self._socket.sendall(f"{len(text.encode())}:{text}".encode())
        _, _, error, result = self._message()
        if error:
            raise ValueError(f"{name}: {error['message']}")
        return result

    def run(self, script: str, *arguments: Any) -> Any:
        """JavaScript of the program's own, which may await; gives what it returns."""
        body = (
            "const [args, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];"
            f"(async (...args) => {{ {script} }})(...args).then((value) => done({{value}}),"
            " (error) => done({error: String(error)}));"
        )
        answer = self.command("WebDriver:ExecuteAsyncScript", script=body, args=list(arguments), sandbox="system")
        found = answer["value"]
        if "error" in found:
            raise ValueError(found["error"])
        return found.get("value")

    def close(self) -> None:
        self._file.close()
        self._socket.close()

    def _message(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            read = self._file.read(1)
            if not read:
                raise ConnectionError("Thunderbird has gone")
            length += read
        return json.loads(self._file.read(int(length[:-1])))


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


@contextmanager
def thunderbird(profile: Path, preferences: Mapping[str, Any]) -> Iterator[Marionette]:
    """Started in a home of its own, and stopped hard."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    wanted = {**QUIET, "marionette.port": port, **preferences}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in wanted.items()]
    (profile / "user.js").write_text("\n".join(lines) + "\n", encoding="utf-8")
    program = subprocess.Popen(
        ["thunderbird", "--headless", "--profile", str(profile), "--marionette", "--remote-allow-system-access"],
        env={**os.environ, "HOME": str(profile), "TZ": "UTC", "MOZ_CRASHREPORTER_DISABLE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with closing(Marionette(port)) as asked:
            yield asked
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
