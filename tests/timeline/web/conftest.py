from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import NOW
from timeline.operations.rendering import renew
from timeline.web.app import create_app
from timeline.web.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from timeline.operations.maintain import Database

SITE = "https://timelines.example.org"


@pytest.fixture
def app(database: Database) -> Flask:
    """Over the database under test, so that statements are counted and writes are seen. Its renderings are this
    app's from now on.
    """
    made = create_app(Settings(database_url="sqlite://", public_url=SITE))
    made.extensions["timeline.database"].dispose()
    database.renderer = made.extensions["timeline.database"].renderer
    renew(database, now=NOW)
    made.extensions["timeline.database"] = database
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
