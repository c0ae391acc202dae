"""Every type and state of page in Chromium: silent to others, whole without JavaScript, never wider than its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.page_types import EVERYTHING, REFUSED, WITHDRAWN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

UNLIKELY = {**REFUSED, **WITHDRAWN}
"""Chromium's console tells of their status."""
FOR_SCRIPTS = {"Copy", "320", "640", "960", "px"}
"""Buttons that nobody sees who has no script to act on them."""
OPEN_ALL = "for (const one of document.querySelectorAll('details')) { one.name = ''; one.open = true; }"
KEPT = "localStorage.length + sessionStorage.length"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE = """size => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`html { font-size: ${size}% !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


def words(page: Page) -> set[str]:
    return set(page.locator("main").inner_text().split())


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_page_asks_nobody_else_and_keeps_nothing(browser: Browser, site: str, name: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + EVERYTHING[name], wait_until="networkidle")
    page.evaluate(OPEN_ALL)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    kept = context.cookies(), page.evaluate(KEPT)
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert [text for text in said if name not in UNLIKELY or "Failed to load resource" not in text] == []
    assert kept == ([], 0)


@pytest.mark.parametrize("name", EVERYTHING)
def test_whatever_a_page_says_it_says_without_javascript(browser: Browser, site: str, name: str) -> None:
    found = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(site + EVERYTHING[name], wait_until="networkidle")
        found.append(words(page))
        context.close()
    with_script, without = found
    assert without
    assert with_script - without <= FOR_SCRIPTS


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", EVERYTHING)
def test_nothing_is_wider_than_the_screen(browser: Browser, site: str, name: str, lang: str) -> None:
    """With everything unfolded, from 320 px to 2560, and at 640 px with letters twice as large."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    address = site + EVERYTHING[name]
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    page.evaluate(OPEN_ALL)
    over = {}
    for width, size in ((320, 100), (640, 200), (2560, 100)):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(TWICE, size)
        over[width] = page.evaluate(OVERFLOW)
    context.close()
    assert over == dict.fromkeys(over, 0)
