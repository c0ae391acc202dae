"""A subscriber in evolution-data-server, GNOME's calendar, for as long as it is asked.

Runs with Debian's own Python in a session of its own bus: one JSON request a line, one answer a line.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import chain
from typing import TYPE_CHECKING, Any

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, GLib, ICalGLib  # noqa: E402  versions are told first

if TYPE_CHECKING:
    from collections.abc import Iterator

EPOCH = 0
SETTLED, PATIENCE = 1.0, 60


class Subscriber:
    """`touched` gathers the uids that the calendar said were added, modified or removed."""

    def __init__(self, url: str) -> None:
        registry = EDataServer.SourceRegistry.new_sync(None)
        source = EDataServer.Source.new(None, None)
        source.set_display_name("feed")
        source.set_parent("webcal-stub")
        source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR).set_backend_name("webcal")
        address = source.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND)
        address.set_uri(GLib.Uri.parse(url, GLib.UriFlags.NONE))
        registry.commit_source_sync(source, None)
        self.client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 1, None)
        self.client.set_default_timezone(ICalGLib.Timezone.get_utc_timezone())
        self.touched: list[list[str]] = []
        _, self.view = self.client.get_view_sync("#t", None)
        for kind in ("added", "modified"):
            self.view.connect(f"objects-{kind}", self._note, kind)
        self.view.connect("objects-removed", self._note_removed)
        self.view.start()

    def _note(self, _view: Any, components: list[Any], kind: str) -> None:
        self.touched += [[kind, component.get_uid()] for component in components]

    def _note_removed(self, _view: Any, identifiers: list[Any]) -> None:
        self.touched += [["removed", each.get_uid()] for each in identifiers]

    def arrive(self) -> list[list[str]]:
        """Until the first events are there."""
        until = time.monotonic() + PATIENCE
        while not self.settle() and time.monotonic() < until:
            pass
        return self.touched

    def refresh(self) -> list[list[str]]:
        self.touched = []
        self.client.refresh_sync(None)
        return self.settle()

    def settle(self) -> list[list[str]]:
        """What was touched since the last refresh, once nothing has come for a moment."""
        until, seen = time.monotonic() + SETTLED, -1
        while time.monotonic() < until:
            GLib.MainContext.default().iteration(False)
            if len(self.touched) != seen:
                until, seen = time.monotonic() + SETTLED, len(self.touched)
            time.sleep(0.01)
        return self.touched

    def read(self, last: int) -> list[dict[str, Any]]:
        """Occurrences up to `last`, seconds since 1970; what does not recur wherever it is."""
        _, components = self.client.get_object_list_as_comps_sync("#t", None)
        recurring = {each.get_uid() for each in components if each.has_recurrences()}
        found = [told(each.get_icalcomponent()) for each in components if each.get_uid() not in recurring]

        def note(component: Any, start: Any, end: Any, *_: object) -> bool:
            if component.get_uid() in recurring:
                found.append({**told(component), "start": written(start), "end": written(end)})
            return True

        self.client.generate_instances_sync(EPOCH, last, None, note)
        return found


def told(component: Any) -> dict[str, Any]:
    start, end = component.get_dtstart(), component.get_dtend()
    status = ICalGLib.Property.status_to_string(component.get_status())
    return {
        "uid": component.get_uid(), "summary": component.get_summary(), "start": written(start),
        "end": written(start if end.is_null_time() else end), "status": status,
        "description": component.get_description(), "tags": ",".join(sorted(categories(component))),
        "stamps": f"{component.get_sequence()} {stamp(component)}",
    }  # fmt: skip


def categories(component: Any) -> Iterator[str]:
    """Each in a property of its own, or all in one."""
    kind = ICalGLib.PropertyKind.CATEGORIES_PROPERTY
    found = component.get_first_property(kind)
    while found:
        yield from found.get_categories().split(",")
        found = component.get_next_property(kind)


def stamp(component: Any) -> str:
    return component.get_first_property(ICalGLib.PropertyKind.LASTMODIFIED_PROPERTY).get_lastmodified().as_ical_string()


def written(moment: Any) -> str:
    if moment.is_date():
        return "{:04d}-{:02d}-{:02d}".format(*moment.get_date())
    utc = moment.convert_to_zone(ICalGLib.Timezone.get_utc_timezone())
    return "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*utc.get_date(), *utc.get_time())


def answer(subscriber: Subscriber, request: dict[str, Any]) -> Any:
    if request["do"] == "read":
        return subscriber.read(request["last"])
    return {"subscribe": subscriber.arrive, "refresh": subscriber.refresh, "settle": subscriber.settle}[request["do"]]()


def main() -> None:
    requests = (json.loads(line) for line in sys.stdin)
    first = next(requests)
    subscriber = Subscriber(first["url"])
    for request in chain([first], requests):
        sys.stdout.write(json.dumps({"answer": answer(subscriber, request)}) + "\n")
        sys.stdout.flush()


main()
