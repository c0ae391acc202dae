"""The blueprint that the modules of this package add their routes to."""

from __future__ import annotations

from flask import Blueprint

from timeline.web.links import keep_choices

blueprint = Blueprint("pages", __name__)
blueprint.app_url_defaults(keep_choices)
