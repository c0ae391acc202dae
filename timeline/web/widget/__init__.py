"""The timeline on other people's pages: the element's scripts, the framed view, oEmbed and the code to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.web.params import write_query
from timeline.web.widget import scripts

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    app.register_blueprint(scripts.blueprint)
    app.jinja_env.globals.update(
        widget_script=scripts.loader_address, widget_chunk=scripts.chunk_address, written=write_query
    )
