"""An event timeline service: dated events in SQL, as pages, calendars and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from timeline.web.settings import Settings

__version__ = "0.1.0"


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application. Imported late, so that the domain can be used without Flask."""
    from timeline.web.app import create_app as create  # noqa: PLC0415

    return create(settings)
