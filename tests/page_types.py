"""Every type and state of page, by what it shows: the tests that hold for all pages go over these."""

from __future__ import annotations

KURSK = "/timelines/kursk"
EVENT = f"{KURSK}/events/parade-pictures-released"

PAGES = {
    "timelines": "/",
    "timeline": KURSK,
    "timeline of the deep past": "/timelines/calendars",
    "window": f"{KURSK}?from=2025-10&to=2025-10&match=certain",
    "search": f"{KURSK}?q=parade",
    "facets chosen": f"{KURSK}?tag=parade&tag=party&verification=corroborated&status=confirmed",
    "nothing found": f"{KURSK}?q=nowhere-to-be-found",
    "newest first": f"{KURSK}?sort=-date",
    "changed last first": f"{KURSK}?sort=-updated",
    "first page of many": "/timelines/calendars?limit=5",
    "as it was known": f"{KURSK}?as_of=5",
    "event chosen": f"{KURSK}?e=parade-pictures-released&theme=dark&dir=rtl",
    "event": EVENT,
    "event with figures": f"{KURSK}/events/missiles-and-artillery-supplied",
    "event from place to place": f"{KURSK}/events/containers-to-russia",
    "recurring event": f"{KURSK}/events/party-founding-day",
    "history": f"{EVENT}/history",
    "corrections": f"{KURSK}/changes",
    "no corrections": "/timelines/calendars/changes",
    "charts": f"{KURSK}/charts",
    "charts of a window": f"{KURSK}/charts?from=2025&to=2025",
    "charts of nothing": f"{KURSK}/charts?q=nowhere-to-be-found",
    "subscribe": f"{KURSK}/subscribe",
    "subscribe to a part": f"{KURSK}/subscribe?tag=parade&dates=marker",
    "subscribe to an event": f"{EVENT}/subscribe",
    "code to embed": f"{KURSK}/embed-code?tag=parade&view=list",
    "code to embed an event": f"{EVENT}/embed-code?theme=dark",
    "frame": f"{KURSK}/embed",
    "frame of lanes": f"{KURSK}/embed?view=lanes&lane=tag",
    "frame of a list": f"{KURSK}/embed?view=list",
    "frame of an event": f"{EVENT}/embed",
    "API": "/api",
}
REFUSED = {
    "not understood": f"{KURSK}?colour=red",
    "not a date": f"{KURSK}?from=1969-13",
    "not found": "/timelines/nowhere",
    "no such event": f"{KURSK}/events/nothing",
}
"""Pages of errors."""
