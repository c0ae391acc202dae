"""What every view needs of the running application."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from timeline.operations.maintain import Database
    from timeline.operations.publish import Addresses
    from timeline.web.shelf import Shelf


def database() -> Database:
    return cast("Database", current_app.extensions["timeline.database"])


def addresses() -> Addresses:
    return cast("Addresses", current_app.extensions["timeline.addresses"])


def shelf() -> Shelf:
    """Of feeds."""
    return cast("Shelf", current_app.extensions["timeline.shelf"])


def answers() -> Shelf:
    """Of pages and of the API, apart: however many queries are asked, no feed's last good bytes make room for them."""
    return cast("Shelf", current_app.extensions["timeline.answers"])
