"""The demonstration timelines: what they say is what their sources say, and together they show every kind of date."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from timeline.domain.event import Event
from timeline.domain.native import write_native
from timeline.domain.timeline import Timeline
from timeline.domain.when import When

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = ("kursk", "calendars")

TEXTS = {name: (SEEDS / f"{name}.json").read_text(encoding="utf-8") for name in NAMES}
FILES: dict[str, dict[str, Any]] = {name: json.loads(text) for name, text in TEXTS.items()}
EVENTS: dict[str, dict[str, Event]] = {
    name: {document["slug"]: Event.parse(document) for document in content["events"]} for name, content in FILES.items()
}
KURSK, CALENDARS = EVENTS["kursk"], EVENTS["calendars"]

ROWS = {
    "party-founding-day": "1945-10-10",
    "containers-to-russia": "2023-08/2025-03",
    "half-of-russian-shells": "2024-37~",
    "regiment-in-kursk": "2025-08/2025-12~",
    "nine-deaths": "2025-08/2025-12~",
    "danger-zone-cleared": "[2025-08..2025-12]",
    "anniversary-parade": "2025-10-10",
    "parade-pictures-released": "2025-10-11",
    "welcome-ceremony": "2025-12-12",
    "speech-published": "2025-12-13",
    "missiles-and-artillery-supplied": "../2025-12-13",
    "troops-sent": "../2025-12-13",
    "factories-on-war-footing": "../2025-12-13",
    "satellites-and-missiles-improve": "../2025-12-13",
}
FIGURES = {
    ("containers-to-russia", "containers"): (15_809, None, "at least"),
    ("containers-to-russia", "artillery rounds"): (4_200_000, 5_800_000, "estimated"),
    ("containers-to-russia", "share of the artillery ammunition Russia used"): (50, 50, "about"),
    ("half-of-russian-shells", "share of Russian artillery shells fired"): (50, 50, "about"),
    ("regiment-in-kursk", "deployment"): (120, 120, "exactly"),
    ("regiment-in-kursk", "engineers"): (1_000, 1_000, "about"),
    ("nine-deaths", "deaths"): (9, 9, "exactly"),
    ("danger-zone-cleared", "time taken"): (None, 3, "at most"),
    ("missiles-and-artillery-supplied", "ballistic missiles"): (148, 148, "exactly"),
    ("missiles-and-artillery-supplied", "self-propelled artillery systems"): (120, 120, "exactly"),
    ("missiles-and-artillery-supplied", "multiple rocket launchers"): (120, 120, "exactly"),
}
DERIVED = ("party-founding-day", "regiment-in-kursk", "nine-deaths", "danger-zone-cleared", "welcome-ceremony")
RELATIONS = {
    ("nine-deaths", "parent", "regiment-in-kursk"),
    ("danger-zone-cleared", "parent", "regiment-in-kursk"),
    ("welcome-ceremony", "finishtostart", "regiment-in-kursk"),
    ("speech-published", "finishtostart", "welcome-ceremony"),
    ("parade-pictures-released", "finishtostart", "anniversary-parade"),
    ("anniversary-parade", "sibling", "party-founding-day"),
}

# What a known event of the calendars' history must show: slug → attributes of its date.
SHOWN = {
    "deep time, with significant digits": ("day-of-22-hours", {"precision": "millennium"}),
    "deep time, with an exponent": ("day-of-18-hours", {"precision": "millennium"}),
    "before the common era": ("julian-calendar", {"precision": "year", "kind": "date"}),
    "one of several days": ("islamic-epoch", {"kind": "one_of", "precision": "day"}),
    "one of a range of years": ("mechanical-clock", {"kind": "one_of", "precision": "year"}),
    "by a day": ("caesium-clock", {"kind": "one_of", "start_kind": "open"}),
    "by a year": ("leap-second-to-end", {"kind": "one_of", "start_kind": "open"}),
    "in a year or later": ("saturnalia-written", {"kind": "one_of", "end_kind": "open"}),
    "all of several days": ("meridian-conference-sessions", {"kind": "all_of", "precision": "day"}),
    "a century": ("public-clocks", {"precision": "century"}),
    "a decade": ("railway-time", {"precision": "decade"}),
    "an approximate decade": ("antikythera-mechanism-lost", {"precision": "decade", "approximate": True}),
    "a year": ("anno-domini", {"precision": "year", "uncertain": False, "approximate": False}),
    "an uncertain year": ("hijri-count-introduced", {"uncertain": True, "approximate": False}),
    "an approximate interval": ("water-clock-of-karnak", {"kind": "interval", "approximate": True}),
    "both uncertain and approximate": ("pocket-watches", {"uncertain": True, "approximate": True}),
    "half a year": ("austrian-presidency-clock-debate", {"precision": "semester"}),
    "a quarter": ("first-quarter-with-a-leap-second", {"precision": "quarter"}),
    "a season": ("soviet-continuous-week", {"precision": "season"}),
    "a month": ("atomic-second", {"precision": "month"}),
    "some month of a year": ("quartz-clock", {"precision": "month"}),
    "a day": ("gregorian-calendar", {"precision": "day", "kind": "date"}),
    "an interval": ("republican-calendar", {"kind": "interval", "start_kind": "known", "end_kind": "known"}),
    "since": ("greenwich-time-ball", {"kind": "interval", "end_kind": "open"}),
    "from, end unknown": ("dunstable-clock", {"kind": "interval", "start_kind": "known", "end_kind": "unknown"}),
    "until, start unknown": ("english-year-from-lady-day", {"kind": "interval", "start_kind": "unknown"}),
    "a time in EDTF": ("gps-week-rollover", {"kind": "datetime"}),
    "a time in UTC": ("unix-epoch", {"kind": "zoned", "precision": "second"}),
    "a time in a place's zone": ("pyongyang-time-ends", {"kind": "zoned", "precision": "second"}),
}
INSTANTS = {
    "day-of-two-noons": ("1883-11-18T17:00:00", None),
    "summer-time-germany": ("1916-04-30T22:00:00", None),
    "six-pips": ("1924-02-05T21:30:00", None),
    "unix-epoch": ("1970-01-01T00:00:00", None),
    "first-leap-second": ("1972-06-30T23:59:59", "1972-07-01T00:00:00"),
    "eu-summer-time-starts": ("2002-03-31T01:00:00", None),
    "samoa-skips-a-day": ("2011-12-30T10:00:00", None),
    "latest-leap-second": ("2016-12-31T23:59:59", "2017-01-01T00:00:00"),
    "pyongyang-time-ends": ("2018-05-04T15:00:00", None),
    "gps-week-rollover": ("2019-04-06T23:59:42", None),
    "year-2038": ("2038-01-19T03:14:07", "2038-01-19T03:14:08"),
}
RULES = {
    "leap-day": "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2",
    "world-metrology-day": "FREQ=YEARLY",
    "eu-summer-time-starts": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
}
# Slug → a Julian date (astronomical year), and how many days later the event's day is.
JULIAN = {
    "jalali-calendar": ((1079, 3, 15), 0),
    "inter-gravissimas": ((1582, 2, 24), 0),
    "gregorian-calendar": ((1582, 10, 4), 1),
    "gregorian-france": ((1582, 12, 9), 1),
    "gregorian-protestant-germany": ((1700, 2, 18), 1),
    "thirtieth-of-february": ((1712, 2, 29), 0),
    "gregorian-britain": ((1752, 9, 2), 1),
    "gregorian-sweden": ((1753, 2, 17), 1),
    "gregorian-russia": ((1918, 1, 31), 1),
    "gregorian-greece": ((1923, 2, 15), 1),
}

everywhere = pytest.mark.parametrize("name", NAMES)


@everywhere
def test_file_is_as_the_project_writes_it(name: str) -> None:
    timeline = Timeline.parse(FILES[name]["timeline"])
    assert timeline.slug == name
    assert write_native(timeline, EVENTS[name].values()) == TEXTS[name]


@everywhere
def test_events_come_back_as_they_are(name: str) -> None:
    assert [Event.parse(given).document() for given in FILES[name]["events"]] == FILES[name]["events"]


@everywhere
def test_uids_and_slugs_are_unique(name: str) -> None:
    events = FILES[name]["events"]
    assert len({event["slug"] for event in events}) == len(events)
    assert len({event["uid"] for event in events}) == len(events)


def test_uids_are_unique_across_files() -> None:
    assert not {event.uid for event in KURSK.values()} & {event.uid for event in CALENDARS.values()}


@everywhere
def test_relations_stay_within_the_file(name: str) -> None:
    uids = {event.uid for event in EVENTS[name].values()}
    strays = [
        (event.slug, relation.uid)
        for event in EVENTS[name].values()
        for relation in event.relations
        if relation.uid not in uids or relation.uid == event.uid
    ]
    assert strays == []


@everywhere
def test_every_event_says_who_says_so(name: str) -> None:
    assert [event.slug for event in EVENTS[name].values() if not event.citations] == []


@everywhere
def test_citations_support_what_the_event_has(name: str) -> None:
    """`supports` names fields of the event, or one of its figures."""
    wrong = [
        (event.slug, claim)
        for event in EVENTS[name].values()
        for citation in event.citations
        for claim in citation.supports
        if not (
            claim in Event.model_fields
            if "/" not in claim
            else claim.removeprefix("figures/") in {figure.name for figure in event.figures}
        )
    ]
    assert wrong == []


@everywhere
def test_disputes_show_both_sides(name: str) -> None:
    disputed = [event for event in EVENTS[name].values() if event.verification == "disputed"]
    assert all({"supports", "contradicts"} == {c.stance for c in event.citations} for event in disputed)


@everywhere
def test_events_are_in_order(name: str) -> None:
    keys = [_order(event.when) for event in EVENTS[name].values()]
    assert keys == sorted(keys)


def _order(when: When) -> tuple[int, int]:
    start = when.bounds.start_earliest if when.start_kind == "known" else when.bounds.end_latest
    return start, -when.bounds.end_latest


@everywhere
def test_no_quote_is_longer_than_a_sentence(name: str) -> None:
    quotes = [c.quote for event in EVENTS[name].values() for c in event.citations if c.quote]
    assert all(not re.search(r"[.!?]\s+[A-Z“]", quote) for quote in quotes)


def test_kursk_has_every_row_with_its_date() -> None:
    assert {slug: str(event.when.edtf) for slug, event in KURSK.items()} == ROWS


def test_kursk_figures_are_numbers() -> None:
    found = {
        (slug, figure.name): (figure.low, figure.high, figure.qualifier)
        for slug, event in KURSK.items()
        for figure in event.figures
    }
    assert found == FIGURES
    assert all(figure.attributed_to for event in KURSK.values() for figure in event.figures)


def test_kursk_august_2025_is_nowhere_the_first_of_august() -> None:
    assert "2025-08-01" not in TEXTS["kursk"]
    assert not re.search(r"\b(1(st)? August|August 1(st)?)\b", TEXTS["kursk"])
    for slug in ("regiment-in-kursk", "nine-deaths", "danger-zone-cleared"):
        when = KURSK[slug].when
        assert when.day is None
        assert when.precision == "month"
        assert when.bounds.start_latest - when.bounds.start_earliest >= 30


@pytest.mark.parametrize("slug", DERIVED)
def test_kursk_explains_derived_dates(slug: str) -> None:
    assert KURSK[slug].when.date_text
    assert KURSK[slug].when.date_note


def test_kursk_relative_words_are_anchored() -> None:
    words = {"welcome-ceremony": "on Friday", "speech-published": "aired on Saturday"}
    for slug, text in words.items():
        assert KURSK[slug].when.date_text == text
        assert str(KURSK[slug].when.date_anchor) == "2025-12-13"


def test_kursk_relations_are_those_of_the_report() -> None:
    slugs = {event.uid: slug for slug, event in KURSK.items()}
    found = {(slug, r.type, slugs[r.uid]) for slug, event in KURSK.items() for r in event.relations}
    assert found == RELATIONS


def test_kursk_picture_has_its_credit_and_no_address() -> None:
    (picture,) = KURSK["anniversary-parade"].media
    assert (picture.url, picture.credit) == (None, "AFP PHOTO/KCNA VIA KNS")
    assert picture.restrictions == "Editorial use only; mandatory credit; not for redistribution"
    assert "could not independently verify" in (KURSK["anniversary-parade"].verification_note or "")


def test_kursk_knows_the_news_agency_by_all_its_names() -> None:
    aliases = Timeline.parse(FILES["kursk"]["timeline"]).aliases
    names = {actor.name for event in KURSK.values() for actor in event.actors}
    assert {"KCNA", "Korean Central News Agency"} <= names
    assert aliases["Korean Central News Agency"] == aliases["조선중앙통신"] == "KCNA"


def test_kursk_ships_are_vessels() -> None:
    vessels = [a.name for a in KURSK["containers-to-russia"].actors if a.kind == "vessel"]
    assert vessels == ["Angara", "Lady R", "Maria", "Maia-1"]


def test_calendars_have_more_than_a_page_of_events() -> None:
    assert len(CALENDARS) >= 32


@pytest.mark.parametrize(("slug", "expected"), SHOWN.values(), ids=SHOWN)
def test_calendars_show_every_kind_of_date(slug: str, expected: dict[str, object]) -> None:
    when = CALENDARS[slug].when
    assert {name: getattr(when, name) for name in expected} == expected


@pytest.mark.parametrize("status", ["confirmed", "tentative", "cancelled"])
def test_calendars_show_every_status(status: str) -> None:
    assert status in {event.status for event in CALENDARS.values()}


@pytest.mark.parametrize("verification", ["reported", "corroborated", "verified", "disputed"])
def test_calendars_show_verification(verification: str) -> None:
    assert verification in {event.verification for event in CALENDARS.values()}


@pytest.mark.parametrize(("slug", "rule"), RULES.items())
def test_calendars_show_recurrence(slug: str, rule: str) -> None:
    assert CALENDARS[slug].document()["recurrence"] == {"rrule": rule}


@pytest.mark.parametrize(("slug", "julian", "later"), [(slug, *given) for slug, given in JULIAN.items()])
def test_calendars_convert_julian_days(slug: str, julian: tuple[int, int, int], later: int) -> None:
    assert CALENDARS[slug].when.day == days_from_julian(*julian) + later
    assert CALENDARS[slug].when.date_note


def days_from_julian(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a day in the Julian calendar."""
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083 - 2_440_588


@pytest.mark.parametrize(("slug", "expected"), INSTANTS.items())
def test_calendars_times_are_these_instants(slug: str, expected: tuple[str, str | None]) -> None:
    found = CALENDARS[slug].when.instants
    assert tuple(None if text is None else seconds(text) for text in expected) == found


def seconds(text: str) -> int:
    start = When.model_validate({"start": {"local": text, "zone": "UTC"}}).start_time
    return start.timestamp()


def test_calendars_reform_is_one_chain() -> None:
    """From the bull's October on, each country's change names the next in the series."""
    slugs = {event.uid: slug for slug, event in CALENDARS.items()}
    following = {slug: slugs[r.uid] for slug, event in CALENDARS.items() for r in event.relations if r.type == "next"}
    chain = ["gregorian-calendar"]
    while chain[-1] in following:
        chain.append(following[chain[-1]])
    assert [slug.removeprefix("gregorian-") for slug in chain] == [
        "calendar", "france", "protestant-germany", "britain", "sweden", "russia", "greece",
    ]  # fmt: skip
