"""What people come for, from the first press to the last: by mouse, by keyboard alone, and by touch on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.e2e.elsewhere import Elsewhere
    from tests.e2e.person import Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]
TITLE = "Anniversary parade shows the Hwasong-20"


def unfolds(person: Person, name: str) -> None:
    person.presses(person.page.locator(".filters > summary"))
    person.presses(person.page.locator(".facet > summary", has_text=name))


def count_shown(person: Person) -> int:
    return int(re.match(r"\d+", person.page.locator("[data-total]").inner_text())[0])  # type: ignore[index]  # it says so


def test_an_event_is_found_by_searching_and_opened(person: Person, site: str) -> None:
    person.goes_to(f"{site}/timelines/kursk")
    person.writes("Hwasong missile", person.page.get_by_role("searchbox"))
    person.page.keyboard.press("Enter")
    person.page.wait_for_url(re.compile(r"[?&]q=Hwasong"))
    assert 0 < count_shown(person) < 14
    person.presses(person.page.locator("article.event .title a", has_text=TITLE))
    person.page.wait_for_url(f"{site}/timelines/kursk/events/anniversary-parade")
    assert person.page.get_by_role("heading", level=1).inner_text().startswith(TITLE)


def test_a_window_is_asked_for_in_words(person: Person, site: str) -> None:
    person.goes_to(f"{site}/timelines/kursk")
    unfolds(person, "Dates and order")
    person.writes("2025-10", person.page.locator("input[name=from]"))
    person.writes("2025-10", person.page.locator("input[name=to]"))
    person.presses(person.page.locator(".box:visible").get_by_role("button", name="Show"))
    person.page.wait_for_url(re.compile("from=2025-10&to=2025-10"))
    assert person.page.locator("article.event", has_text=TITLE).count() == 1
    assert count_shown(person) < 14


def narrows(person: Person) -> None:
    if person.hand == "keyboard":
        person.reaches(person.page.get_by_role("slider", name="Window: From"))
        person.page.keyboard.press("End")
    else:
        person.drags(person.page.locator("event-timeline .overview"), 0.5, 0.99)


def test_a_window_is_drawn_and_the_list_and_the_address_follow(person: Person, site: str) -> None:
    person.goes_to(f"{site}/timelines/calendars")
    narrows(person)
    person.page.wait_for_url(re.compile(r"[?&]from="))
    person.page.locator("[data-total]", has_text=" of ").wait_for()
    drawn = person.page.locator("event-timeline output")
    for _ in range(100):
        if drawn.inner_text().endswith(f" · {count_shown(person)} events"):
            break
        person.page.wait_for_timeout(100)
    person.page.wait_for_load_state("networkidle")
    shown = count_shown(person)
    assert drawn.inner_text().endswith(f" · {shown} events")
    person.goes_to(person.page.url)
    assert count_shown(person) == shown


def opens_from_the_lanes(person: Person, mark: Locator, link: Locator) -> None:
    """By keyboard at once, else by the `link` of the mark's preview."""
    if person.hand == "keyboard":
        walks_to(person, mark)
        person.page.keyboard.press("Enter")
    else:
        person.presses(mark)
        person.presses(link)


def test_the_lanes_lead_to_an_event(person: Person, site: str) -> None:
    person.goes_to(f"{site}/timelines/kursk")
    if person.hand == "touch":
        person.presses(person.page.get_by_role("button", name="Lanes"))
    mark = person.page.locator("event-timeline .marks a", has_text="Kim Jong Un welcomes")
    opens_from_the_lanes(person, mark, person.page.get_by_role("link", name="Open the event"))
    person.page.wait_for_url(f"{site}/timelines/kursk/events/welcome-ceremony")


def test_the_lanes_lead_on_in_the_language_and_colours_of_the_page(person: Person, site: str) -> None:
    person.goes_to(f"{site}/timelines/kursk?lang=ar&theme=dark")
    if person.hand == "touch":
        person.presses(person.page.locator("event-timeline .fold"))
    mark = person.page.locator("event-timeline .marks a", has_text="Kim Jong Un welcomes")
    opens_from_the_lanes(person, mark, person.page.locator("event-timeline .card a"))
    person.page.wait_for_url(f"{site}/timelines/kursk/events/welcome-ceremony?lang=ar&theme=dark")
    assert person.page.locator("html").evaluate("(page) => [page.lang, page.dir, page.dataset.theme]") == [
        "ar", "rtl", "dark",
    ]  # fmt: skip


def test_a_frame_leads_on_in_its_own_language(person: Person, site: str, foreign: Elsewhere) -> None:
    code = f'<iframe src="{site}/timelines/kursk/embed?lang=uk" title="T" width="100%" height="900"></iframe>'
    person.goes_to(foreign.shows(code, f"frame-src {site}"))
    person.presses(person.page.frame_locator("iframe").locator(".frame-foot a"))
    person.page.wait_for_url(f"{site}/timelines/kursk?lang=uk")


def test_the_drawing_opens_where_most_events_are_and_leads_to_the_rest(person: Person, old_fleet: str) -> None:
    person.goes_to(old_fleet)
    if person.hand == "touch":
        person.presses(person.page.get_by_role("button", name="Lanes"))
    told = person.page.locator("event-timeline output")
    assert re.fullmatch(r"\d+ \w+ 2025 – \d+ \w+ 2026 · 3 events", told.inner_text())
    person.presses(person.page.get_by_role("button", name="1 event earlier"))
    person.page.locator("event-timeline output", has_text="1 event").wait_for()
    assert person.page.get_by_role("button", name="3 events later").is_visible()
    drawn = person.page.locator("event-timeline .marks a", has_text="A fleet is built")
    box, surface = drawn.bounding_box(), person.page.locator("event-timeline .surface").bounding_box()
    assert box is not None
    assert surface is not None
    assert surface["x"] < box["x"] < surface["x"] + surface["width"]


def walks_to(person: Person, mark: Locator) -> None:
    """One Tab stop for all events; arrow keys walk among them."""
    person.reaches(person.page.locator("event-timeline .marks a[tabindex='0']"))
    person.page.keyboard.press("Home")
    onward = "ArrowLeft" if person.page.locator("html").get_attribute("dir") == "rtl" else "ArrowRight"
    for _ in range(14):
        if mark.and_(person.page.locator(":focus")).count():
            return
        person.page.keyboard.press(onward)
    raise AssertionError("the arrow keys never come there")


def test_the_calendar_link_of_what_was_found_is_copied(person: Person, site: str) -> None:
    person.goes_to(f"{site}/timelines/kursk?tag=parade")
    person.presses(person.page.get_by_role("link", name="Subscribe", exact=True))
    person.presses(person.page.get_by_role("dialog").get_by_role("button", name="Copy").first)
    person.page.get_by_text("Copied").wait_for()
    assert person.has_copied() == f"{site}/timelines/kursk.ics?tag=parade"
    person.page.keyboard.press("Escape")
    assert person.page.get_by_role("dialog").count() == 0


def copies_code(person: Person, site: str, tab: str) -> str:
    person.goes_to(f"{site}/timelines/kursk?from=2025-10&to=2025-10")
    person.presses(person.page.get_by_role("link", name="Embed"))
    dialog = person.page.locator("[data-embedding]")
    if person.hand == "keyboard":
        person.reaches(dialog.get_by_role("tab", selected=True))
        while dialog.get_by_role("tab", name=tab, selected=True).count() == 0:
            person.page.keyboard.press("ArrowRight")
    else:
        person.presses(dialog.get_by_role("tab", name=tab))
    person.presses(dialog.get_by_role("tabpanel").get_by_role("button", name="Copy"))
    dialog.get_by_role("button", name="✓").wait_for()
    return person.has_copied()


def test_the_element_is_embedded_in_a_strict_page_elsewhere(person: Person, site: str, foreign: Elsewhere) -> None:
    code = copies_code(person, site, "HTML")
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.goes_to(foreign.shows(code, f"script-src {site}; connect-src {site}"))
    entry = person.page.locator("event-timeline .list a", has_text=TITLE)
    entry.scroll_into_view_if_needed()
    assert [url for url in asked if not url.startswith((site, foreign.url))] == []
    assert (person.violations(), person.context.cookies()) == ([], [])
    person.presses(entry)
    person.page.wait_for_url(f"{site}/timelines/kursk/events/anniversary-parade?lang=en")


def test_the_frame_is_embedded_in_a_strict_page_elsewhere_and_as_tall_as_it_is(
    person: Person, site: str, foreign: Elsewhere
) -> None:
    code = copies_code(person, site, "iframe")
    person.goes_to(foreign.shows(code, f"frame-src {site}; script-src {site}"))
    frame = person.page.frame_locator("iframe")
    entry = frame.locator("article.event .title a", has_text=TITLE)
    entry.wait_for()
    person.page.locator("iframe:not([height='560'])").wait_for()
    person.page.wait_for_timeout(300)
    tall = person.page.locator("iframe").evaluate("(frame) => frame.clientHeight")
    assert abs(tall - frame.locator("body").evaluate("(body) => body.getBoundingClientRect().height")) <= 1
    assert (person.violations(), person.context.cookies()) == ([], [])
    person.presses(entry)
    person.page.wait_for_url(f"{site}/timelines/kursk/events/anniversary-parade")


def test_a_deep_link_through_a_frame_shows_the_chosen_event(person: Person, site: str, foreign: Elsewhere) -> None:
    code = f'<iframe src="{site}/timelines/kursk/embed?from=2025-10&amp;to=2025-12&amp;e=anniversary-parade" title="T" width="100%" height="900"></iframe>'  # noqa: E501
    person.goes_to(foreign.shows(code, f"frame-src {site}"))
    chosen = person.page.frame_locator("iframe").locator("article.event[aria-current]")
    chosen.wait_for()
    assert TITLE in str(chosen.text_content())
    marked = person.page.frame_locator("iframe").locator("event-timeline .marks a[aria-current]")
    assert TITLE in str(marked.text_content())
    assert person.violations() == []


def test_a_deep_link_of_a_page_elsewhere_reaches_its_element(person: Person, site: str, foreign: Elsewhere) -> None:
    element = f'<script type="module" src="{site}/widget/event-timeline.js"></script><event-timeline sync="hash" src="{site}/timelines/kursk"><a href="{site}/timelines/kursk">T</a></event-timeline>'  # noqa: E501
    url = foreign.shows(element, f"script-src {site}; connect-src {site}")
    person.goes_to(f"{url}#from=2025-10-01&to=2025-10-31&e=anniversary-parade")
    chosen = person.page.locator("event-timeline .list [aria-current]")
    chosen.wait_for()
    assert TITLE in chosen.inner_text()
    assert "Oct 2025" in person.page.locator("event-timeline output").inner_text()


def test_a_correction_leads_back_to_what_was_known_before_it(person: Person, harbour: str) -> None:
    person.goes_to(harbour)
    assert count_shown(person) == 2
    person.presses(person.page.get_by_role("link", name="Corrections"))
    person.presses(person.page.get_by_role("link", name="The timeline as it was before"))
    person.page.get_by_text("You are looking at the past.").wait_for()
    assert count_shown(person) == 1
    person.presses(person.page.locator("article.event .title a", has_text="forty hurt"))
    person.page.wait_for_url(re.compile(r"/events/ferry\?as_of=\d+$"))
    assert person.page.get_by_role("heading", level=1).inner_text() == "Ferry runs aground, forty hurt"
    person.presses(person.page.get_by_role("link", name="Back to what is known now"))
    person.page.wait_for_url(f"{harbour}/events/ferry")
    assert person.page.get_by_role("heading", level=1).inner_text() == "Ferry runs aground, nobody hurt"


def test_a_day_is_gone_back_to_by_its_date(person: Person, harbour: str) -> None:
    person.goes_to(harbour)
    unfolds(person, "As it was known")
    person.writes("2", person.page.locator("input[name=as_of]"))
    person.presses(person.page.locator(".box:visible").get_by_role("button", name="Show"))
    person.page.get_by_text("You are looking at the past.").wait_for()
    assert person.page.locator("article.event .title").all_inner_texts() == ["Ferry runs aground, forty hurt"]
