"""Every setting, once: name, default, help. Each is read from the environment as TIMELINE_<NAME>."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def setting(default: str | int, text: str) -> Any:
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True)
class Settings:
    database_url: str = setting(
        "sqlite:///timeline.db",
        "Where the log is kept: SQLite by default, or `postgresql://user:password@host/name`.",
    )
    public_url: str = setting(
        "", "The address that readers use, for links in pages and feeds; by default host and port below."
    )
    host: str = setting("127.0.0.1", "The address to listen on; `0.0.0.0` for all.")
    port: int = setting(8000, "The port to listen on.")
    workers: int = setting(0, "Server processes; 0 for one a core and one more, at most 5.")
    threads: int = setting(8, "Requests that each process answers at a time.")
    cache_folder: str = setting(
        "",
        "Where answers are kept ready, and the last good feeds for when the database is away; by default the system's.",
    )
    cache_megabytes: int = setting(512, "How much of them is kept; 0 for nothing.")
    embed_ancestors: str = setting(
        "*", "Who may show the framed views: `*` everybody, `'none'` nobody, or origins such as `https://example.org`."
    )
    rate_limit: int = setting(
        6_000, "Requests to the API a minute by one token, or from one address without one; 0 for no limit."
    )
    rate_storage: str = setting(
        "",
        "Where requests are counted: by default a file that the processes of one `timeline serve` share; "
        "`redis://host` for several hosts, `memory://` for each process by itself.",
    )
    trusted_proxies: int = setting(
        0, "How many proxies stand in front: that many last entries of X-Forwarded-For are believed."
    )
    body_limit: int = setting(10_000_000, "Bytes that a request to the API may bring.")
    streams: int = setting(200, "Event streams that each process holds open beside them; 0 for none.")
    metrics: int = setting(
        0,
        "1 to count requests, for Prometheus at `/metrics`; needs `pip install '.[metrics]'`. Keep it from the public.",
    )
    replica_url: str = setting(
        "",
        "A PostgreSQL replica for all public reading; may name several hosts. While it is away the primary "
        "is read from, and while the primary is away, the replica.",
    )
    purge_urls: str = setting(
        "",
        "Caches in front to be told of each change, with spaces between (`BAN` with `Surrogate-Key`); see `deploy/`.",
    )

    @property
    def base_url(self) -> str:
        return self.public_url or f"http://{self.host}:{self.port}"


def read_settings(environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """`given` comes before the environment; raises ValueError on a number that is none."""
    source = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for one in fields(Settings):
        text = source.get(f"TIMELINE_{one.name.upper()}")
        if text:
            values[one.name] = _number(one.name, text) if isinstance(one.default, int) else text
    return Settings(**values | {name: value for name, value in given.items() if value is not None})


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ValueError(f'TIMELINE_{name.upper()}="{text}" is not a whole number') from error


def settings_table() -> list[tuple[str, str, str]]:
    """Name, default and help, for the README."""
    return [(f"TIMELINE_{one.name.upper()}", str(one.default), one.metadata["help"]) for one in fields(Settings)]
