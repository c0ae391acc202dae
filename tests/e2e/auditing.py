"""What axe finds fault with on a page, the element's shadow root included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

THERE = "'axe' in window"
RUN = """() => axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.map((one) => one.html)]))"""
DRAWN = """() => !document.querySelector("event-timeline") ||
  performance.getEntriesByName("timeline:ready").length > 0"""


def audit(page: Page) -> dict[str, list[str]]:
    """By rule, where it is broken."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install '.[e2e]'")
    if not page.evaluate(THERE):
        page.evaluate(axe.Axe().axe_script)
    return dict(page.evaluate(RUN))


def open_drawn(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function(DRAWN)
