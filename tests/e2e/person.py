"""A person before a page, who has a mouse, only a keyboard, or a finger. What cannot be reached is not pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

PATIENCE = 150
"""So many Tab stops somebody goes through before they give up."""
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  violations.push(`${violatedDirective} ${blockedURI}`);
});
"""


class Person:
    """`hand` is "mouse", "keyboard" or "touch"; a touch screen is a phone's."""

    def __init__(self, browser: Browser, hand: str, **options: object) -> None:
        self.hand = hand
        touch = hand == "touch"
        self.context: BrowserContext = browser.new_context(
            viewport={"width": 360, "height": 740} if touch else {"width": 1280, "height": 900},
            has_touch=touch, is_mobile=touch, permissions=["clipboard-read", "clipboard-write"], **options,  # type: ignore[arg-type]
        )  # fmt: skip
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()

    def goes_to(self, url: str) -> None:
        self.page.goto(url, wait_until="networkidle")

    def presses(self, what: Locator, key: str = "Enter") -> None:
        if self.hand == "keyboard":
            self.reaches(what)
            self.page.keyboard.press(key)
        elif self.hand == "touch":
            what.tap()
        else:
            what.click()

    def writes(self, text: str, into: Locator) -> None:
        if self.hand == "keyboard":
            self.reaches(into)
        else:
            self.presses(into)
        self.page.keyboard.type(text)

    def reaches(self, what: Locator) -> None:
        """By Tab alone, from wherever the focus is."""
        what.wait_for()
        for _ in range(PATIENCE):
            if what.evaluate("(element) => element.matches(':focus')"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} is not reached by Tab")

    def drags(self, over: Locator, start: float, end: float) -> None:
        """From one part of a thing to another, both as shares of its width; with a finger on a phone."""
        box = over.bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        places = [box["x"] + box["width"] * (start + (end - start) * step / 8) for step in range(9)]
        if self.hand == "touch":
            self._swipes(places, y)
            return
        self.page.mouse.move(places[0], y)
        self.page.mouse.down()
        for x in places[1:]:
            self.page.mouse.move(x, y)
        self.page.mouse.up()

    def _swipes(self, places: list[float], y: float) -> None:
        session = self.context.new_cdp_session(self.page)
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": places[0], "y": y}]})
        for x in places[1:]:
            session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def pinches(self, over: Locator) -> None:
        """Two fingers, from close together to far apart."""
        box = over.bounding_box()
        assert box is not None
        middle, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        session = self.context.new_cdp_session(self.page)

        def touch(kind: str, apart: float) -> None:
            points = [{"x": middle - apart, "y": y, "id": 0}, {"x": middle + apart, "y": y, "id": 1}] if apart else []
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", 20)
        for apart in range(30, 130, 10):
            touch("touchMove", apart)
        touch("touchEnd", 0)

    def has_copied(self) -> str:
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def violations(self) -> list[str]:
        """What a policy refused, in the page and in every frame of it."""
        return [one for frame in self.page.frames for one in frame.evaluate("window.violations")]

    def leaves(self) -> None:
        self.context.close()
