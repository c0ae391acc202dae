"""How many requests a caller may make: counted by token, or by address without one.

An address is the network's, or what proxies say of it where their number is configured: never what a client writes
into a header. Of IPv6 the /64 counts, which is what one subscriber has. Tokens that are refused are counted by
themselves, so that guessing ends early.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any, cast

from flask import current_app, g, request
from limits import RateLimitItemPerMinute
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.middleware.proxy_fix import ProxyFix

from timeline.domain.errors import TooManyRequests
from timeline.web.counters import FileStorage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask, Response

    from timeline.operations.access import Access
    from timeline.web.settings import Settings

REFUSALS = RateLimitItemPerMinute(30)
SUBSCRIBER = 64
POLICY, LEFT = "RateLimit-Policy", "RateLimit"
__all__ = [
    "LEFT", "POLICY", "FileStorage", "Limits", "check_refusals", "count_refusal", "count_request", "public_caller",
    "register",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """`requests` None for no limit. Who is counted is a kind and a name."""

    limiter: FixedWindowRateLimiter
    requests: RateLimitItemPerMinute | None

    def hit(self, *who: str) -> bool:
        """Count one more request; whether it may be answered."""
        return self.requests is None or self.limiter.hit(self.requests, *who)

    def tell(self, *who: str) -> list[tuple[str, str]]:
        """The fields of draft-ietf-httpapi-ratelimit-headers."""
        if self.requests is None:
            return []
        left = self.limiter.get_window_stats(self.requests, *who)
        return [
            (POLICY, f'"api";q={self.requests.amount};w={self.requests.get_expiry()}'),
            (LEFT, f'"api";r={left.remaining};t={max(0, round(left.reset_time - time.time()))}'),
        ]


def register(app: Flask, settings: Settings) -> None:
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    storage = cast("Storage", storage_from_string(settings.rate_storage or "memory://"))
    item = RateLimitItemPerMinute(settings.rate_limit) if settings.rate_limit else None
    app.extensions["timeline.limits"] = Limits(FixedWindowRateLimiter(storage), item)
    app.after_request(_tell)


def count_request(access: Access) -> None:
    """Raises TooManyRequests."""
    limits = _limits()
    if limits.requests is None:
        return
    g.counted = public_caller(request.environ) if access.token is None else ("token", str(access.token))
    if not limits.hit(*g.counted):
        raise TooManyRequests(f"at most {limits.requests.amount} requests a minute", _wait(limits.requests, *g.counted))


def check_refusals() -> None:
    """Before a token is looked at; raises TooManyRequests when too many from this address were refused."""
    if not _limits().limiter.test(REFUSALS, "refused", _address()):
        raise TooManyRequests("too many tokens from here were refused", _wait(REFUSALS, "refused", _address()))


def count_refusal() -> None:
    _limits().limiter.hit(REFUSALS, "refused", _address())


def _tell(response: Response) -> Response:
    for name, value in _limits().tell(*g.counted) if "counted" in g else ():
        response.headers[name] = value
    return response


def _limits() -> Limits:
    return cast("Limits", current_app.extensions["timeline.limits"])


def _wait(item: RateLimitItemPerMinute, *who: str) -> int:
    """Seconds."""
    return max(1, round(_limits().limiter.get_window_stats(item, *who).reset_time - time.time()))


def public_caller(environ: Mapping[str, Any]) -> tuple[str, str]:
    """As whom one without a token is counted."""
    return "address", _read_address(environ.get("REMOTE_ADDR"))


def _address() -> str:
    return _read_address(request.remote_addr)


def _read_address(text: str | None) -> str:
    try:
        address = ip_address(text or "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped.exploded if address.ipv4_mapped else address.exploded[: SUBSCRIBER // 4 + 3]
    return str(address)
