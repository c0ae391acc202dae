"""The pages: the timelines, one timeline, one event. All are whole without JavaScript."""

from timeline.web.pages import card, changes, charts, event, front, history, subscribe, timeline
from timeline.web.pages.blueprint import blueprint

__all__ = ["blueprint", "card", "changes", "charts", "event", "front", "history", "subscribe", "timeline"]
