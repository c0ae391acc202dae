"""Every page type and state before axe. Of language, scheme and width every two meet: colours that fail on a phone, or
a phone that fails from right to left, are seen, at half the price of all eight looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.auditing import audit, open_drawn
from tests.page_types import EVERYTHING, KURSK, STATES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.e2e.elsewhere import Elsewhere

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

LOOKS = [("en", "light", 1280), ("en", "dark", 360), ("ar", "dark", 1280), ("ar", "light", 360)]


def open_still(browser: Browser) -> Page:
    """Without motion, so that nothing is half way when it is looked at."""
    return browser.new_page(reduced_motion="reduce", bypass_csp=True)


def dress(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})


def speaking(address: str, lang: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_page_is_accessible(browser: Browser, site: str, name: str) -> None:
    found = {}
    page = open_still(browser)
    for lang, scheme, width in LOOKS:
        dress(page, scheme, width)
        open_drawn(page, speaking(site + EVERYTHING[name], lang))
        found[lang, scheme, width] = audit(page)
    page.close()
    assert {look: wrong for look, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("name", STATES)
def test_what_opens_on_a_page_is_accessible_and_asks_nobody_else(browser: Browser, site: str, name: str) -> None:
    state, found = STATES[name], {}
    page = open_still(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for lang, scheme in (("en", "light"), ("ar", "dark")):
        dress(page, scheme, state.width)
        open_drawn(page, speaking(site + state.address, lang))
        state.bring_about(page)
        found[lang, scheme] = audit(page)
    page.close()
    assert {look: wrong for look, wrong in found.items() if wrong} == {}
    assert [url for url in asked if not url.startswith(f"{site}/")] == []


@pytest.mark.parametrize("view", ["lanes", "list", "both"])
def test_the_element_is_accessible_on_a_page_elsewhere(
    browser: Browser, site: str, foreign: Elsewhere, view: str
) -> None:
    source = f'src="{site}{KURSK}" view="{view}"'
    content = f'<h1>Elsewhere</h1><script type="module" src="{site}/widget/event-timeline.js"></script><event-timeline {source}><a href="{site}{KURSK}">T</a></event-timeline>'  # noqa: E501
    page, found = open_still(browser), {}
    for scheme, width in (("light", 1280), ("dark", 360)):
        dress(page, scheme, width)
        open_drawn(page, foreign.shows(content, f"script-src {site}; connect-src {site}"))
        found[scheme] = audit(page)
    page.close()
    assert found == {"light": {}, "dark": {}}
