"""Calendars in the styles of those who publish them, and with their faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feeds.formats.ical import render_calendar
from tests import builders
from tests.builders import a_feed
from tests.feeds.cases import DATES
from tests.timeline.importers.reading import a_source, about, drafts, problems
from timeline.domain.digest import digest
from timeline.domain.errors import InvalidImport
from timeline.importers.importer import Source

if TYPE_CHECKING:
    from timeline.domain.event import EventDraft

BEYOND_CALENDARS = {DATES[name] for name in ("long year", "918 CE", "BCE", "interval before 1000")}
CALENDARS = Path(__file__).parent / "calendars" / "files"


def published(name: str) -> Source:
    return Source(CALENDARS / name, name)


def starts(draft: EventDraft, first: int = 0, last: int = 40_000) -> list[str]:
    return [one.start.isoformat() for one in draft.list_occurrences((first, last), 100).items]


def calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def an_event(*lines: str) -> str:
    return calendar("BEGIN:VEVENT", "UID:a", "SUMMARY:x", *lines, "END:VEVENT")


def test_google_series_with_a_moved_and_a_missing_occurrence(tmp_path: Path) -> None:
    walk, regatta = drafts(published("google.ics"))
    assert about(published("google.ics")) | {"colour": None} == {
        "title": "Harbour Society", "description": "Walks and talks along the river", "zone": "Europe/Lisbon",
        "colour": None,
    }  # fmt: skip
    assert walk.when.start_time.zone == "Europe/Lisbon"
    assert starts(walk)[:4] == [
        "2025-01-07T19:00:00", "2025-01-15T19:30:00", "2025-01-21T19:00:00", "2025-01-28T19:00:00",
    ]  # fmt: skip
    assert "2025-02-04T19:00:00" not in starts(walk)
    assert walk.recurrence is not None
    assert (walk.recurrence.overrides[0].title, walk.recurrence.overrides[0].status) == (
        "River walk, a day late",
        "tentative",
    )
    assert "[All walks](https://example.org/walks)" in walk.description
    assert walk.places[0].name == "Old Quay, Gate 3"
    assert (regatta.status, regatta.when.end) == ("cancelled", None)


def test_apple_days_durations_and_what_it_adds() -> None:
    swap, water = drafts(published("apple.ics"))
    assert (str(swap.when.edtf), len(starts(swap))) == ("2025-05-02/2025-05-03", 3)
    assert swap.places[0].name == "North field Lane 4"
    assert water.when.end is not None
    assert (water.when.end.local.hour, water.when.end.local.minute) == (9, 30)
    assert water.links[0].url == "https://example.org/water?id=1&lang=en"


def test_outlook_zones_by_windows_names_by_their_rules_and_unknown() -> None:
    board, call, nobody = drafts(published("outlook.ics"))
    assert board.when.start_time.zone == "Europe/Berlin"
    assert starts(board) == [f"2025-0{month}-{day}T10:00:00" for month, day in ((1, 13), (2, 10), (3, 10), (4, 14))]
    assert call.when.start_time.zone == "America/New_York"
    assert str(nobody.when.edtf) == "2025-08-01T09:00:00"
    assert 'time zone "Customized Time Zone" is unknown' in " ".join(problems(published("outlook.ics"), lost=False))
    assert problems(published("outlook.ics")) == []


def test_meetup_text_that_goes_on_unfolded() -> None:
    (night,) = drafts(published("meetup.ics"))
    assert night.description.splitlines()[0] == "Riverside Readers"
    assert night.description.endswith("tea, biscuits")
    assert (night.places[0].latitude, night.places[0].longitude) == (40.75, -73.99)


def test_holidays_recur_and_move() -> None:
    year, leap, feast = drafts(published("holidays.ics"))
    assert year.tags == ("Holiday", "Public, national")
    assert starts(leap) == [f"{year}-02-29" for year in range(2020, 2080, 4)]
    assert starts(feast) == ["2024-03-31", "2025-04-20", "2026-04-05"]


def test_each_fault_costs_its_value_or_its_event_and_is_told_with_its_line() -> None:
    source = published("broken.ics")
    assert [one.title for one in drafts(source)] == [
        "Ends before it starts", "A rule that never moves", "Once", "And another of the same name",
    ]  # fmt: skip
    assert [one.split(":")[0] for one in problems(source)] == ["line 15", "line 18", "line 24"]
    assert [one.uid for one in drafts(source)][2:] == ["twice@broken.example", "twice@broken.example#20250402"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20250101\nEND:VEVENT\n", "line 4: the file is cut off"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2025", "the file is cut off"),
        ("BEGIN:VTIMEZONE\nEND:VTIMEZONE\n", "no calendar"),
        ("<html><body>404</body></html>", "no calendar"),
    ],
)
def test_a_file_that_is_not_a_whole_calendar_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InvalidImport, match=message):
        drafts(a_source(tmp_path, "a.ics", content))


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_line_ending_and_a_byte_order_mark(tmp_path: Path, ending: str, mark: str) -> None:
    text = mark + an_event("DTSTART;VALUE=DATE:20250101", "DESCRIPTION:on", " e ", "\ttwo").replace("\r\n", ending)
    assert [one.description for one in drafts(a_source(tmp_path, "a.ics", text))] == ["one two"]


def test_characters_folded_in_halves_and_lines_of_latin_1(tmp_path: Path) -> None:
    whole = (
        an_event("DTSTART;VALUE=DATE:20250101", "LOCATION:\u00fcber").encode().replace(b"\xc3\xbc", b"\xc3\r\n \xbc")
    )
    mixed = whole.replace(b"SUMMARY:x", "SUMMARY:Caf\u00e9".encode("latin-1"))
    (draft,) = drafts(a_source(tmp_path, "a.ics", mixed))
    assert (draft.title, draft.places[0].name) == ("Caf\u00e9", "\u00fcber")


@pytest.mark.parametrize(
    ("start", "when"),
    [
        ("DTSTART:20250101", {"edtf": "2025-01-01"}),
        ("DTSTART;VALUE=DATE:20250101T100000", {"edtf": "2025-01-01"}),
        ("DTSTART:2025-01-01T10:00:00Z", {"start": {"local": "2025-01-01T10:00:00", "zone": "UTC"}}),
        (
            "DTSTART;TZID=/x.org/Tz/Europe/Paris:20250101T1000",
            {"start": {"local": "2025-01-01T10:00:00", "zone": "Europe/Paris"}},
        ),
        ("DTSTART;TZID=floating:20250101T100000", {"edtf": "2025-01-01T10:00:00"}),
        ("DTSTART;TZID=../../etc/passwd:20250101T100000", {"edtf": "2025-01-01T10:00:00"}),
        ("DTSTART:20250101T100000", {"edtf": "2025-01-01T10:00:00"}),
    ],
)
def test_starts_as_they_are_written(tmp_path: Path, start: str, when: dict[str, object]) -> None:
    (draft,) = drafts(a_source(tmp_path, "a.ics", an_event(start)))
    assert draft.when.model_dump(mode="json", exclude_defaults=True) == when


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=DAILY;BYDAY=0TH",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=X",
    ],
)
def test_a_hostile_rule_costs_the_rule_alone(tmp_path: Path, rule: str) -> None:
    source = a_source(tmp_path, "a.ics", an_event("DTSTART:20250101T100000Z", f"RRULE:{rule}"))
    assert [one.recurrence for one in drafts(source)] == [None]
    assert len(problems(source)) == 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2"], ["01-01", "01-02", "01-08"]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"], ["01-02", "01-04"]),
        (["RRULE:freq=daily;until=20250102T000000Z;X-A=B;"], ["01-01", "01-02"]),
        (["RRULE:FREQ=DAILY;COUNT=3;BYHOUR=4", "EXDATE:20250102T000000Z"], ["01-01", "01-03"]),
    ],
)
def test_rules_that_others_allow_are_read_as_ours(tmp_path: Path, lines: list[str], expected: list[str]) -> None:
    source = a_source(tmp_path, "a.ics", an_event("DTSTART;VALUE=DATE:20250101", *lines))
    assert [one[5:] for one in starts(drafts(source)[0])] == expected
    assert problems(source) == []


def test_changed_occurrences_without_their_series_are_one_event_on_those_days(tmp_path: Path) -> None:
    lines = [
        line
        for day in ("20250101", "20250103")
        for line in ("BEGIN:VEVENT", "UID:s", f"RECURRENCE-ID:{day}", f"DTSTART:{day}", "SUMMARY:x", "END:VEVENT")
    ]
    (draft,) = drafts(a_source(tmp_path, "a.ics", calendar(*lines)))
    assert starts(draft) == ["2025-01-01", "2025-01-03"]


def test_an_edtf_that_people_have_overruled_in_their_calendar_is_not_believed(tmp_path: Path) -> None:
    lines = ("DTEND;VALUE=DATE:20250901", "X-EDTF:2025-08~")
    kept, moved = (
        drafts(a_source(tmp_path, "a.ics", an_event(f"DTSTART;VALUE=DATE:{day}", *lines)))[0]
        for day in ("20250801", "20250831")
    )
    assert (str(kept.when.edtf), str(moved.when.edtf)) == ("2025-08~", "2025-08-31")


@pytest.mark.parametrize("text", sorted(set(DATES.values()) - BEYOND_CALENDARS))
def test_every_date_of_our_own_feed_comes_back_as_it_was_known(tmp_path: Path, text: str) -> None:
    """From what is served to subscribers; of an export that encloses whole events nothing at all is lost."""
    feed = a_feed(builders.an_event(text))
    (draft,) = drafts(a_source(tmp_path, "feed.ics", render_calendar(feed)))
    assert str(draft.when.edtf) == text


def told(uid: str, day: str, title: str) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART;VALUE=DATE:{day}", f"SUMMARY:{title}", "END:VEVENT"]


def test_what_one_calendar_tells_twice_is_one_event_and_another_title_is_another(tmp_path: Path) -> None:
    lines = [*told("a", "20250101", "x"), *told("a", "20250101", "x"), *told("a", "20250101", "y")]
    source = a_source(tmp_path, "a.ics", calendar(*lines))
    assert [(one.uid, one.title) for one in drafts(source)] == [("a", "x"), ("a#20250101", "y")]
    assert 'the same event as one above (uid "a")' in problems(source, lost=False)[0]


def test_each_calendar_of_a_stream_speaks_for_itself(tmp_path: Path) -> None:
    message = calendar(*told("a", "20250101", "x"))
    source = a_source(tmp_path, "a.ics", message * 3)
    assert [one.uid for one in drafts(source)] == ["a", "a#20250101", "a#20250101#2"]


def test_one_uid_told_for_ever_is_bounded(tmp_path: Path) -> None:
    assert len(drafts(a_source(tmp_path, "a.ics", calendar(*told("a", "20250101", "x")) * 200))) == 100


@pytest.mark.parametrize("enclosed", ["{}", "[]", '{"when": 3}', '{"when": {"edtf": "2025/2026"', "null"])
def test_an_enclosed_event_that_is_none_costs_the_event(tmp_path: Path, enclosed: str) -> None:
    text = an_event("DTSTART;VALUE=DATE:20250101", f"STRUCTURED-DATA;SCHEMA=timeline;VALUE=TEXT:{enclosed}")
    source = a_source(tmp_path, "a.ics", text.replace("VERSION:2.0", "PRODID:-//Timeline//Event timeline//EN"))
    assert drafts(source) == []
    assert len(problems(source)) == 1


@pytest.mark.parametrize("edtf", ["3", "[]", "null", "true"])
def test_a_pair_of_markers_whose_enclosed_date_is_no_text_costs_the_event(tmp_path: Path, edtf: str) -> None:
    lines = [
        line
        for part, enclosed in (("begin", edtf), ("end", '"2025"'))
        for line in (
            "BEGIN:VEVENT", f"UID:a-{part}", "DTSTART;VALUE=DATE:20250101", "X-EDTF:2025-01/2025-03",
            f"X-TIMELINE-DIGEST:DTSTART={digest(['20250101'])}",
            f'STRUCTURED-DATA;SCHEMA=timeline;VALUE=TEXT:{{"uid": "a", "title": "x", "when": {{"edtf": {enclosed}}}}}',
            "END:VEVENT",
        )
    ]  # fmt: skip
    text = calendar(*lines).replace("VERSION:2.0", "PRODID:-//Timeline//Event timeline//EN")
    source = a_source(tmp_path, "a.ics", text)
    assert drafts(source) == []
    assert "line 3/when" in problems(source)[0]


@pytest.mark.parametrize("fold", ["", "\r\n ", "\n\t", "\r "])
def test_a_changed_occurrence_is_known_however_its_property_is_folded(tmp_path: Path, fold: str) -> None:
    named = f"RECURR{fold}ENCE-ID;VALUE=DATE:20250102"
    moved = ["BEGIN:VEVENT", "UID:a", "SUMMARY:x", "DTSTART;VALUE=DATE:20250105", named, "END:VEVENT"]
    series = an_event("DTSTART;VALUE=DATE:20250101", "RRULE:FREQ=DAILY;COUNT=2")
    whole = series.replace("END:VCALENDAR", "\r\n".join([*moved, "END:VCALENDAR"]))
    (draft,) = drafts(a_source(tmp_path, "a.ics", whole))
    assert starts(draft) == ["2025-01-01", "2025-01-05"]
    (alone,) = drafts(a_source(tmp_path, "b.ics", calendar(*moved)))
    assert starts(alone) == ["2025-01-05"]
