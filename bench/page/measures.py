"""What is measured of a page in Chromium. CPU is time that the page's main thread had a core, so that other work on the
machine does not count; what is waited for is wall time, and is best measured on a quiet machine.
"""

from __future__ import annotations

import gzip
from itertools import pairwise
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page, Response

STEPS = 40
SETTLED = 900
"""Milliseconds after the last step, so that what it leads to is counted too."""
WATCH = """
window.seen = { shift: 0, blocked: 0, first: null, violations: 0 };
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) seen.blocked += Math.max(one.duration - 50, 0);
}).observe({ type: "longtask", buffered: true });
addEventListener("securitypolicyviolation", () => { seen.violations += 1; });
requestAnimationFrame(function look() {
  const event = document.querySelector("%s");
  if (event && event.getClientRects().length) seen.first = performance.now();
  else requestAnimationFrame(look);
});
"""
READY = """() => performance.getEntriesByName("timeline:ready")[0]?.startTime ?? null"""
EARLY = """(ready) => performance.getEntriesByType("resource").filter((one) => one.startTime < ready)
  .map((one) => one.name)"""
PAINTED = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0"""
FRAMES = """() => {
  window.frames = [];
  requestAnimationFrame(function next(now) { frames.push(now); requestAnimationFrame(next); });
}"""
PHONE = """() => {
  const inside = (box) => box.height && box.top >= 0 && box.bottom <= innerHeight;
  const titles = [...document.querySelectorAll("article.event .title a")];
  const seen = titles.filter((one) => inside(one.getBoundingClientRect()));
  const texts = seen.flatMap((one) => [...one.closest("article").querySelectorAll(".title a, .date time, .badge")]);
  const targets = [...document.querySelectorAll("main button, main .button, main summary, .title a, main .choice")];
  const small = targets.map((one) => one.getBoundingClientRect()).filter((box) => box.height && box.height < 24);
  return {
    events: seen.length, type: Math.min(...texts.map((one) => parseFloat(getComputedStyle(one).fontSize))),
    overflow: document.documentElement.scrollWidth - innerWidth, small: small.length,
  };
}"""


def open_page(browser: Browser, url: str, first: str, **options: Any) -> tuple[Page, CDPSession, list[Response]]:
    """Until the lanes are drawn and nothing more is fetched. `first` selects what counts as an event."""
    page = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}).new_page()
    page.add_init_script(WATCH % first)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  it cannot mark a built-in method
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url, wait_until="load", timeout=120_000)
    page.wait_for_function(READY, timeout=120_000)
    page.wait_for_load_state("networkidle", timeout=120_000)
    return page, session, answers


def metrics(session: CDPSession) -> dict[str, float]:
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


def measure_once(browser: Browser, url: str, first: str) -> dict[str, float]:
    page, session, answers = open_page(browser, url, first, bypass_csp=True)
    found: dict[str, float] = {"boot CPU": metrics(session)["TaskDuration"] * 1000, "lanes": page.evaluate(READY)}
    page.wait_for_timeout(300)
    seen = page.evaluate("seen")
    found["first paint"] = page.evaluate(PAINTED)
    found |= {"first event": seen["first"] or 0, "CLS": seen["shift"], "TBT": seen["blocked"]}
    found |= count_bytes(page, answers, found["lanes"])
    found["widget elements"] = page.evaluate(
        "() => document.querySelector('event-timeline')?.shadowRoot.querySelectorAll('*').length ?? 0"
    )
    found["page elements"] = page.evaluate("document.querySelectorAll('*').length")
    for how in ("zoom", "pan"):
        found |= move(page, session, how)
    session.send("HeapProfiler.collectGarbage")
    found["heap"] = metrics(session)["JSHeapUsedSize"] / 1e6
    page.context.close()
    return found


def count_bytes(page: Page, answers: list[Response], ready: float) -> dict[str, float]:
    """Scripts and styles, with gzip: those asked for before the lanes were drawn together, and the largest other."""
    early = set(page.evaluate(EARLY, ready))
    sizes = {
        one.url: len(gzip.compress(one.body()))
        for one in answers
        if one.request.resource_type in {"script", "stylesheet", "font"} and one.status == 200
    }
    first = sum(size for url, size in sizes.items() if url in early)
    largest = max((size for url, size in sizes.items() if url not in early), default=0)
    return {"initial KB": first / 1000, "chunk KB": largest / 1000}


def move(page: Page, session: CDPSession, how: str) -> dict[str, float]:
    """Forty steps in and out, or there and back: CPU a step, and how long the frames took."""
    surface = page.locator("[data-timeline-surface]")
    box = surface.bounding_box() if surface.count() else None
    if box is None:
        return {}
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + min(box["height"], 300) / 2)
    page.evaluate(FRAMES)
    before = metrics(session)["TaskDuration"]
    if how == "zoom":
        page.keyboard.down("Control")
    for step in range(STEPS):
        onward = 1 if step < STEPS / 2 else -1
        page.mouse.wheel(*((0, -60 * onward) if how == "zoom" else (40 * onward, 0)))
        page.wait_for_timeout(16)
    if how == "zoom":
        page.keyboard.up("Control")
    frames = page.evaluate("frames.splice(0)")
    page.wait_for_timeout(SETTLED)
    spent = metrics(session)["TaskDuration"] - before
    gaps = [later - earlier for earlier, later in pairwise(frames)]
    return {
        f"{how} CPU": spent * 1000 / STEPS, f"{how} frame": median(gaps), f"{how} frame p95": quantiles(gaps, n=20)[-1],
    }  # fmt: skip


def measure(browser: Browser, url: str, first: str, runs: int) -> dict[str, float]:
    found = [measure_once(browser, url, first) for _ in range(runs)]
    return {name: median(one[name] for one in found) for name in found[0]}


def measure_phone(browser: Browser, url: str, first: str) -> dict[str, float]:
    page, _, _ = open_page(
        browser, url, first, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, bypass_csp=True,
        device_scale_factor=2,
    )  # fmt: skip
    found: dict[str, float] = page.evaluate(PHONE)
    page.context.close()
    return found


def record_violations(browser: Browser, url: str) -> dict[str, float]:
    """Under the page's own policy, which is the strictest."""
    page = browser.new_context().new_page()
    page.add_init_script(WATCH % "article.event")
    foreign: list[str] = []
    origin = "/".join(url.split("/")[:3])
    page.on("request", lambda request: None if request.url.startswith(origin) else foreign.append(request.url))
    page.goto(url, wait_until="networkidle")
    kept = page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length")
    violations, cookies = page.evaluate("seen.violations"), page.context.cookies()
    page.context.close()
    return {"violations": violations, "foreign": len(foreign), "kept": len(cookies) + kept}
