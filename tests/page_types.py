"""Every type and state of page, by what it shows: the tests that hold for all pages go over these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.domain.event import EventDraft
from timeline.operations.record import record_event, restore_event, revise_event, withdraw_event

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.sync_api import Page

    from timeline.operations.maintain import Database

KURSK = "/timelines/kursk"
EVENT = f"{KURSK}/events/parade-pictures-released"
RUMOUR = f"{KURSK}/events/rumour"

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
WITHDRAWN = {"withdrawn": RUMOUR, "history of what was withdrawn": f"{RUMOUR}/history"}
EVERYTHING = {**PAGES, **REFUSED, **WITHDRAWN}


PATIENCE = 90_000
"""Milliseconds, for machines that do much else."""


class State(NamedTuple):
    """What a person opens: where, on a screen how wide, by pressing what, one after the other, and what has focus."""

    address: str
    width: int
    presses: tuple[str, ...] = ()
    focuses: str = ""

    def bring_about(self, page: Page) -> None:
        for pressed in self.presses:
            page.locator(pressed).click()
        page.wait_for_load_state("networkidle", timeout=PATIENCE)
        if self.focuses:
            page.locator(self.focuses).focus()


LANES = "event-timeline button[aria-expanded]"
FILTERS = ".filters > summary"
STATES = {
    "an event in focus among the lanes": State(KURSK, 1280, focuses="event-timeline .marks a[tabindex='0']"),
    "an event's preview": State(KURSK, 1280, ("event-timeline .marks a >> nth=-1",)),
    "an event's preview on a phone": State(KURSK, 360, (LANES, "event-timeline .marks a >> nth=-1")),
    "the keyboard's map": State(KURSK, 1280, ("event-timeline [part=toolbar] >> text='?'",)),
    "the table behind the lanes": State(KURSK, 1280, ("event-timeline summary",)),
    "the lanes of a phone": State(KURSK, 360, (LANES,)),
    "lanes by tag": State(f"{KURSK}?lane=tag", 1280),
    "the code to embed": State(KURSK, 1280, ("a[data-embed]",)),
    "the code to embed on a phone": State(KURSK, 360, ("a[data-embed]",)),
    "how to subscribe": State(KURSK, 1280, (".subscribe-open",)),
    "how to subscribe to an event on a phone": State(EVENT, 360, (".subscribe-open",)),
    "a facet": State(KURSK, 1280, (FILTERS, ".facet >> nth=0")),
    "dates on a phone": State(KURSK, 360, (FILTERS, ".facet >> nth=-2")),
    "the legend": State(KURSK, 1280, (".legend summary",)),
    "addresses on a phone": State(KURSK, 360, (".subscribe summary",)),
}
"""Of pages that are there without them."""


def spread_rumour(database: Database, *, now: datetime) -> None:
    """Beside the demonstration timelines: an event that was put right, withdrawn, restored and withdrawn again."""
    draft = EventDraft.parse({"uid": "rumour", "slug": "rumour", "title": "A rumour", "when": {"edtf": "2025-11?"}})
    version = record_event(database, "kursk", draft, actor="ann", now=now)
    changes = {"title": "Rumour & hearsay", "tags": ["rumour", "x < y"], "when": {"edtf": "2025-12-01/.."}}
    by = {"actor": "ann", "now": now, "reason": "It was <none>."}
    version = revise_event(database, "kursk", "rumour", changes, expected=version.revision, **by)
    for change in (withdraw_event, restore_event, withdraw_event):
        version = change(database, "kursk", "rumour", expected=version.revision, **by)
