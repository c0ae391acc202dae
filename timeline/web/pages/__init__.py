"""The pages: the timelines, one timeline, one event. All are whole without JavaScript."""

from timeline.web.pages import event, front, timeline
from timeline.web.pages.blueprint import blueprint

__all__ = ["blueprint", "event", "front", "timeline"]
