"""The timeline on other people's pages: the element's scripts, the framed view, oEmbed and the code to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from timeline.web.widget import code, frame, oembed, scripts
from timeline.web.widget.blueprint import blueprint

if TYPE_CHECKING:
    from flask import Flask, Response

__all__ = ["blueprint", "code", "frame", "oembed", "register", "scripts"]
FRAMES = {"widget.timeline_frame", "widget.event_frame"}


def register(app: Flask, *, policy: str, ancestors: str) -> None:
    """`policy` is the site's Content-Security-Policy; `ancestors` who may frame what is made to be framed."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        widget_script=scripts.loader_address,
        widget_chunk=scripts.chunk_address,
        oembed_links=oembed.links,
    )

    def open_frames(response: Response) -> Response:
        return frame.allow_framing(response, policy, ancestors) if request.endpoint in FRAMES else response

    app.after_request(open_frames)
