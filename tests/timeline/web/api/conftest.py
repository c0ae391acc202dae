"""Callers with tokens of every kind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from timeline.operations.access import create_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from timeline.operations.access import Scope
    from timeline.operations.maintain import Database


def bearer(database: Database, scope: Scope, *timelines: str) -> dict[str, str]:
    """For all timelines when none is named."""
    now = datetime.now(UTC)
    secret = create_token(database, f"{scope} editor", scope, timelines or None, expires_at=None, now=now)
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def write(client: FlaskClient, database: Database) -> Callable[..., Any]:
    """`write(method, path, body)` as an editor of "things"; other keywords are headers, with _ for -."""
    token = bearer(database, "write", "things")

    def ask(method: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = {"Content-Type": "application/json"} if body is not None else {}
        return client.open(path, method=method, json=body, headers={**token, **kind, **named})

    return ask
