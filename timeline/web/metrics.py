"""Numbers for Prometheus: how many requests, how they were answered and how long it took, of all workers together.

Labels name routes and never what was asked for, so that no private timeline is told of, and so that their number is
bounded. The library is asked for only where it is wanted, and when it is known where the workers put their numbers:
it looks for that folder in its environment as it is imported.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from flask import Response, g, request

if TYPE_CHECKING:
    from flask import Flask

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The library's own variable: where the workers of one `timeline serve` keep their numbers."""


def register(app: Flask) -> None:
    """Before whatever else a request goes through, so that waiting counts too."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest  # noqa: PLC0415
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    registry = CollectorRegistry()
    requests = Counter("timeline_requests", "Requests.", ["route", "method", "status"], registry=registry)
    seconds = Histogram(
        "timeline_request_seconds",
        "From a request to its answer's head.",
        ["route"],
        buckets=SECONDS,
        registry=registry,
    )

    def begin() -> None:
        g.began = time.perf_counter()

    def meter(route: str, method: str, status: int, began: float | None) -> None:
        requests.labels(route, method if method in METHODS else "other", status).inc()
        if began is not None:
            seconds.labels(route).observe(time.perf_counter() - began)

    def count(response: Response) -> Response:
        route = "none" if request.url_rule is None else request.url_rule.rule
        meter(route, request.method, response.status_code, g.get("began"))
        return response

    def metrics() -> Response:
        together = registry
        if FOLDER in os.environ:
            together = CollectorRegistry()
            MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return Response(
            generate_latest(together), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
        )

    app.extensions["timeline.meter"] = meter
    app.before_request(begin)
    app.after_request(count)
    app.add_url_rule("/metrics", "metrics", metrics)
