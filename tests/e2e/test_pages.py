"""What people do on the pages, with and without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from feeds import FORMATS
from tests.page_types import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_label_is_as_long_as_its_row_has_room_and_whole_when_it_is_pointed_at(
    browser: Browser, old_fleet: str, language: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{old_fleet}?lang={language}", wait_until="networkidle")
    label = page.locator("event-timeline .marks a", has_text="The inquiry reports")
    cut = "(link) => link.scrollWidth > link.clientWidth"
    assert label.evaluate("(link) => link.clientWidth") > 352
    assert not label.evaluate(cut)
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_timeout(300)
    assert label.evaluate(cut)
    label.hover()
    box, surface = label.bounding_box(), page.locator("event-timeline .surface").bounding_box()
    assert (box, surface) != (None, None)
    assert not label.evaluate(cut) or box["width"] == pytest.approx(surface["width"], abs=1)  # type: ignore[index]
    page.close()


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


@pytest.mark.parametrize("script", [True, False])
def test_the_first_screen_shows_the_drawing_and_the_first_events(browser: Browser, site: str, *, script: bool) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=script)
    page.goto(f"{site}/timelines/kursk?tag=parade&tag=party", wait_until="networkidle")
    first = page.locator("article.event .title").first.bounding_box()
    told = page.locator(".filters > summary").inner_text()
    list_of_facets = page.locator(".facets").is_visible()
    page.close()
    assert first is not None
    assert first["y"] < (880 if script else 450)
    assert (told.split()[-1], list_of_facets) == ("2", False)


def test_a_window_is_asked_for_with_the_form(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/timelines/kursk")
    page.locator(".filters > summary").click()
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
@pytest.mark.parametrize("name", ["timeline", "event", "history"])
def test_subscribe_opens_over_the_page_and_gives_it_back(browser: Browser, site: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark", bypass_csp=True)
    page.goto(site + PAGES[name])
    page.get_by_role("link", name="Subscribe", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy").first.wait_for()
    shown = dialog.get_by_label("Address of the calendar").input_value()
    page.keyboard.press("Escape")
    focused = page.evaluate("document.activeElement.textContent")
    remaining = page.get_by_role("dialog").count()
    page.close()
    assert shown.startswith(f"{site}/timelines/kursk")
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
