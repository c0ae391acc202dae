from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import NOW
from timeline.operations.rendering import renew
from timeline.web.app import create_app
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

    from timeline.operations.maintain import Database

SITE = "https://timelines.example.org"


class ClosingClient(FlaskClient):
    """Closes each answer, as servers do: a file may be behind it."""

    def open(self, *given: Any, **named: Any) -> TestResponse:
        return super().open(*given, **{"buffered": True, **named})


@pytest.fixture
def app(database: Database) -> Flask:
    """Over the database under test, so that statements are counted and writes are seen. Its renderings are this
    app's from now on.
    """
    made = create_app(Settings(database_url="sqlite://", public_url=SITE, rate_limit=0))
    made.extensions["timeline.database"].dispose()
    database.renderer = made.extensions["timeline.database"].renderer
    renew(database, now=NOW)
    made.test_client_class = ClosingClient
    made.extensions["timeline.database"] = database
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
