"""The same query by every public way: each gives the uids that it finds, in its order, and how it refuses."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

import icalendar
from click.testing import CliRunner

from timeline.cli import commands
from timeline.domain.errors import TimelineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

ARTICLE = re.compile(r'<article class="event[^"]*" id="([^"]+)"')
NEXT = re.compile(r'<a rel="next" class="button" href="([^"]+)"')
MARKER = re.compile("-(?:begin|end)$")
MOST_PAGES = 100


class Ways(NamedTuple):
    """To one timeline, whose events have their uids for slugs."""

    client: FlaskClient
    database_url: str
    slug: str

    def page(self, asks: str) -> list[str]:
        return self._follow(f"/timelines/{self.slug}?{encoded(asks)}", ARTICLE.findall, _next_of_page)

    def json_feed(self, asks: str) -> list[str]:
        def ids(text: str) -> list[str]:
            return [item["id"] for item in json.loads(text)["items"]]

        return self._follow(f"/timelines/{self.slug}.json?{encoded(asks)}", ids, _next_of("next_url"))

    def api(self, asks: str) -> list[str]:
        def uids(text: str) -> list[str]:
            return [item["uid"] for item in json.loads(text)["items"]]

        address = f"/api/v1/timelines/{self.slug}/events?fields=uid&{encoded(asks)}"
        return self._follow(address, uids, _next_of("next"))

    def api_by_threes(self, asks: str) -> list[str]:
        return self.api(asks if "limit=" in asks else f"{asks}&limit=3".lstrip("&"))

    def calendar(self, asks: str) -> Mapping[str, str]:
        """Status by uid. A calendar program follows no next page: it is given the first, or all. What lasts long is
        there as two days, its begin and its end.
        """
        calendar = icalendar.Calendar.from_ical(self._get(f"/timelines/{self.slug}.ics?{encoded(asks)}").data)
        return {MARKER.sub("", str(one["UID"])): str(one.get("STATUS", "")) for one in calendar.walk("VEVENT")}

    def command(self, asks: str) -> list[str]:
        """A file is not paged."""
        ran = CliRunner().invoke(
            commands, ["export", self.slug, "--database", self.database_url, "--query", encoded(asks)],
            catch_exceptions=False,
        )  # fmt: skip
        return [event["uid"] for event in json.loads(ran.stdout)["events"]]

    def count(self, asks: str) -> int:
        """What all counts of the query add up to."""
        counted = self._get(f"/api/v1/timelines/{self.slug}/aggregates?by=status&{encoded(_unpaged(asks))}").get_json()
        total = counted["total"]
        assert sum(item["count"] for item in counted["items"]) == total
        return int(total)

    def refusals(self, asks: str) -> dict[str, str]:
        """By way, what it says; raises AssertionError where it does not refuse."""
        said = {}
        base = f"/timelines/{self.slug}"
        for address in (base, f"{base}.ics", f"{base}.json", f"/api/v1{base}/events"):
            answer = self.client.get(f"{address}?{encoded(asks)}", buffered=True)
            assert answer.status_code == 400, (address, answer.status)
            said[address] = answer.get_json()["detail"]
        try:
            self.command(asks)
        except TimelineError as error:
            said["command"] = str(error)
        return said

    def cursor(self, asks: str) -> str:
        """Of the second page."""
        following = self._get(f"/api/v1/timelines/{self.slug}/events?{encoded(asks)}").get_json()["next"]
        return dict(parse_qsl(urlsplit(following).query))["cursor"]

    def first_pages(self, asks: str) -> dict[str, list[str]]:
        """By way, the page that is asked for alone."""
        base, query = f"/timelines/{self.slug}", encoded(asks)
        return {
            "page": ARTICLE.findall(self._get(f"{base}?{query}").text),
            "json feed": [item["id"] for item in self._get(f"{base}.json?{query}").get_json(force=True)["items"]],
            "API": [item["uid"] for item in self._get(f"/api/v1{base}/events?{query}").get_json()["items"]],
            "calendar": list(self.calendar(asks)),
            "command": self.command(asks),
        }

    def _follow(self, address: str | None, read: Callable[[str], list[str]], go_on: Callable[[str], Any]) -> list[str]:
        """All pages to the end."""
        found: list[str] = []
        for _ in range(MOST_PAGES):
            if address is None:
                return found
            text = self._get(address).text
            found += read(text)
            address = go_on(text)
        raise AssertionError(f"{MOST_PAGES} pages, and no end: {address}")

    def _get(self, address: str) -> TestResponse:
        there = urlsplit(address)
        answer = self.client.get(f"{there.path}?{there.query}", buffered=True)
        assert answer.status_code == 200, (address, answer.status, answer.text[:300])
        return answer


def encoded(asks: str) -> str:
    """As a query string; what is percent-encoded already stays."""
    return quote(asks, safe="=&%,:/?.*~")


def _unpaged(asks: str) -> str:
    """What is counted has no page and no order."""
    return "&".join(pair for pair in asks.split("&") if not pair.startswith(("limit=", "sort=")))


def _next_of_page(text: str) -> str | None:
    found = NEXT.search(text)
    return html.unescape(found[1]) if found else None


def _next_of(name: str) -> Callable[[str], Any]:
    return lambda text: json.loads(text).get(name)
