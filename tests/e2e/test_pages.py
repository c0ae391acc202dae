"""Every page type in Chromium: accessible, within its width; what people do on it, with and without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from feeds import FORMATS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PAGES = {
    "timelines": "/",
    "first timeline": "/timelines/kursk",
    "second timeline": "/timelines/calendars",
    "a window": "/timelines/kursk?from=2025-10&to=2025-10",
    "newest first": "/timelines/kursk?sort=-updated",
    "event": "/timelines/kursk/events/{event}",
    "history": "/timelines/kursk/events/{event}/history",
    "subscribe": "/timelines/kursk/subscribe?tag=parade",
    "subscribe to an event": "/timelines/kursk/events/{event}/subscribe",
    "a search": "/timelines/kursk?q=parade&tag=parade&match=certain",
    "nothing found": "/timelines/kursk?q=nosuchword",
    "the past": "/timelines/kursk?as_of=2",
    "a chosen event": "/timelines/kursk?e={event}",
    "charts": "/timelines/kursk/charts",
    "corrections": "/timelines/kursk/changes",
    "code to embed": "/timelines/kursk/embed-code",
    "framed": "/timelines/kursk/embed?e={event}",
    "framed list": "/timelines/kursk/embed?view=list",
    "framed event": "/timelines/kursk/events/{event}/embed",
    "the API": "/api",
}
ERRORS = {
    "no such timeline": "/timelines/nothing",
    "no such event": "/timelines/kursk/events/nothing",
    "a question that is not understood": "/timelines/kursk?form=2025",
    "a date that is none": "/timelines/kursk?from=1969-13",
}
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
EVENT = "parade-pictures-released"


def address(site: str, name: str) -> str:
    return site + (PAGES | ERRORS)[name].format(event=EVENT)


def audit(page: Page) -> dict[str, list[str]]:
    """What axe finds fault with, the element's shadow root included: the rule, and where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install '.[e2e]'")
    violations = axe.Axe().run(page).response["violations"]
    return {one["id"]: [node["html"] for node in one["nodes"]] for one in violations}


@pytest.mark.parametrize("name", [*PAGES, *ERRORS])
def test_a_page_is_accessible_and_fits_its_width_in_light_and_dark(browser: Browser, site: str, name: str) -> None:
    page = browser.new_page(bypass_csp=True)
    page.goto(address(site, name), wait_until="networkidle")
    found = {}
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(100)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[width, scheme] = (audit(page), overflow)
    page.close()
    assert found == dict.fromkeys(LOOKS, ({}, 0))


OPENINGS = {
    "the keyboard's map": "event-timeline button[aria-label=Keys]",
    "an event's preview": "event-timeline .marks a >> nth=-1",
    "the table behind the lanes": "event-timeline summary",
    "the code to embed": "a[data-embed]",
    "how to subscribe": "a[data-dialog]",
    "a facet": ".facet >> nth=0",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", OPENINGS)
def test_what_opens_on_the_page_is_accessible(browser: Browser, site: str, name: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page.goto(f"{site}/timelines/kursk", wait_until="networkidle")
    page.locator(OPENINGS[name]).click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    found = audit(page)
    page.close()
    assert found == {}


def test_the_lanes_of_a_phone_are_accessible_when_they_are_opened(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, has_touch=True, bypass_csp=True)
    page.goto(f"{site}/timelines/kursk", wait_until="networkidle")
    page.wait_for_function("document.querySelector('event-timeline').shadowRoot.querySelector('[aria-valuetext]')")
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Lanes").tap()
    page.locator("event-timeline .surface").wait_for()
    found = audit(page)
    page.close()
    assert found == {}


def test_without_javascript_every_event_and_every_address_is_on_the_page(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/timelines/kursk")
    assert page.locator("article.event").count() == 14
    page.locator("summary", has_text="Addresses of this view").click()
    addresses = [field.input_value() for field in page.locator(".subscribe input").all()]
    assert [url.rpartition(".")[2] for url in addresses] == list(FORMATS)
    assert page.locator("[data-copy]:visible").count() == 0
    context.close()


def test_the_copy_button_copies_the_address(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/timelines/kursk?tag=parade")
    page.locator("summary", has_text="Addresses of this view").click()
    page.locator("[data-copy]").first.click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/timelines/kursk.ics?tag=parade")
    context.close()


def test_the_keyboard_reaches_the_content_and_every_event(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/timelines/kursk")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    page.close()
    events = {href for href in reached if href and "/events/" in href}
    assert len(events) == 14


def test_a_window_is_asked_for_with_the_form(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/timelines/kursk")
    page.locator("summary", has_text="Dates and order").click()
    page.fill("input[name=from]", "2025-10")
    page.fill("input[name=to]", "2025-10")
    page.locator(".box:visible").get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("from=2025-10"))
    titles = page.locator("article.event .title").all_inner_texts()
    page.close()
    assert any("Hwasong-20" in title for title in titles)
    assert len(titles) < 14


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("page_name", ["first timeline", "event", "history"])
def test_subscribe_opens_over_the_page_and_gives_it_back(
    browser: Browser, site: str, page_name: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install '.[e2e]'")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark", bypass_csp=True)
    page.goto(address(site, page_name))
    page.get_by_role("link", name="Subscribe", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy").first.wait_for()
    shown = dialog.get_by_label("Address of the calendar").input_value()
    violations = axe.Axe().run(page).response["violations"]
    page.keyboard.press("Escape")
    focused = page.evaluate("document.activeElement.textContent")
    remaining = page.get_by_role("dialog").count()
    page.close()
    assert shown.startswith(f"{site}/timelines/kursk")
    assert [one["id"] for one in violations] == []
    assert (remaining, focused) == (0, "Subscribe")


def test_without_javascript_subscribe_is_a_page_with_every_way(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/timelines/kursk?tag=parade")
    page.get_by_role("link", name="Subscribe", exact=True).click()
    page.wait_for_url(re.compile(r"/timelines/kursk/subscribe\?tag=parade"))
    page.locator("summary", has_text="Google").click()
    steps = page.get_by_role("link", name="From URL").is_visible()
    copies = page.get_by_role("button", name="Copy").count()
    page.close()
    assert steps
    assert copies == 0
