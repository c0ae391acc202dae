"""The nasty timeline: every kind of date, and all that ever broke a reader, each with what it must be read as.

What is expected is written here by hand, once for all programs, and never worked out by the code under test.
"""

from __future__ import annotations

from typing import Any

from tests.builders import a_when, at
from tests.interop.case import Mark, case

TITLE = "Nasty timeline"
TEN_KB = "Nobody counted the words; nobody would. "
EMOJI = "👩‍🚀🇰🇵"
KOREAN = "조선로동당 창건 80돐 경축 열병식"
ARABIC = "العرض العسكري في بيونغ يانغ"

TENTATIVE: dict[str, Any] = {"status": "TENTATIVE"}
CANCELLED: dict[str, Any] = {"before": "Cancelled: ", "status": "CANCELLED"}
OCTOBER = "2025-10-10"

DATES = [
    case("day", OCTOBER, Mark(OCTOBER)),
    case("day uncertain", "2025-10-10?", Mark(OCTOBER, None, "[10 Oct 2025?] ", **TENTATIVE)),
    case("day approximate", "2025-10-10~", Mark(OCTOBER, None, "[c. 10 Oct 2025] ")),
    case("day both", "2025-10-10%", Mark(OCTOBER, None, "[c. 10 Oct 2025?] ", **TENTATIVE)),
    case("part approximate", "2004-06-~11", Mark("2004-06-11", None, "[c. 11 June 2004 (day approximate)] ")),
    case(
        "month", "2025-08", Mark("2025-08-01", "2025-09-01", "[Aug 2025] "), says="Exact day unknown: some time in "
        "August 2025.",
    ),
    case("month approximate", "2025-08~", Mark("2025-08-01", "2025-09-01", "[c. Aug 2025] ")),
    case("month uncertain", "2025-08?", Mark("2025-08-01", "2025-09-01", "[Aug 2025?] ", **TENTATIVE)),
    case("year", "2025", Mark("2025-01-01", None, "[2025] ")),
    case("year approximate", "1950~", Mark("1950-01-01", None, "[c. 1950] ")),
    case("season", "2025-22", Mark("2025-06-01", None, "[summer 2025] ")),
    case("quarter", "2025-33", Mark("2025-01-01", None, "[Q1 2025] ")),
    case("half", "2024-40", Mark("2024-01-01", None, "[first half of 2024] ")),
    case("early year", "2024-37~", Mark("2024-01-01", None, "[c. early 2024] ")),
    case("season in the south", "2025-29", Mark("2025-09-01", None, "[spring 2025 (southern hemisphere)] ")),
    case("decade", "199X", Mark("1990-01-01", None, "[1990s] ")),
    case("century", "18XX", Mark("1800-01-01", None, "[1800s] ")),
    case("some month", "2004-XX", Mark("2004-01-01", None, "[some month in 2004] ")),
    case("some day", "1985-04-XX", Mark("1985-04-01", "1985-05-01", "[some day in Apr 1985] ")),
    case("day in some year", "156X-12-25", Mark("1560-12-25", None, "[25 Dec in some year of the 1560s] ")),
    case("significant digits", "1950S2", Mark("1900-01-01", None, "[about 1950 (1900–1999)] ")),
    case("1000", "1000-01-01", Mark("1000-01-01"), words="1 Jan 1000"),
    case("1392", "1392-08-05", Mark("1392-08-05"), words="5 Aug 1392"),
    case("918 CE", "0918-06-25", words="25 June 918 CE"),
    case("BCE", "-0043", words="44 BCE"),
    case("cosmological", "Y170000002", words="170,000,002 CE"),
    case("exponent", "Y-17E7", words="170 million years BCE"),
    case("last day of 9999", "9999-12-31", words="31 Dec 9999"),
    case("short interval", "2025-10-10/2025-10-12", Mark(OCTOBER, "2025-10-13"), words="10–12 Oct 2025"),
    case("31 days", "2025-10-01/2025-10-31", Mark("2025-10-01", "2025-11-01"), words="1–31 Oct 2025"),
    case("32 days", "2025-10-01/2025-11-01", Mark("2025-10-01", after=" begins"), Mark("2025-11-01", after=" ends"),
        words="1 Oct – 1 Nov 2025"),
    case(
        "long interval", "2023-08/2025-03",
        Mark("2023-08-01", "2023-09-01", "[Aug 2023] ", " begins"),
        Mark("2025-03-01", "2025-04-01", "[Mar 2025] ", " ends"), words="Aug 2023 – Mar 2025"),
    case(
        "interval of unlike ends", "2025-10-10/2025-11",
        Mark(OCTOBER, after=" begins"), Mark("2025-11-01", "2025-12-01", "[Nov 2025] ", " ends"),
        words="10 Oct – Nov 2025"),
    case(
        "qualified interval", "2023-08~/2025-03?",
        Mark("2023-08-01", "2023-09-01", "[c. Aug 2023] ", " begins", **TENTATIVE),
        Mark("2025-03-01", "2025-04-01", "[Mar 2025?] ", " ends", **TENTATIVE), words="c. Aug 2023 – Mar 2025?"),
    case("both ends open", "../..", words="at all times"),
    case("end open", "2023-08/..", Mark("2023-08-01", None, "[since Aug 2023] ")),
    case("end unknown", "2023/", Mark("2023-01-01", None, "[from 2023, end unknown] ")),
    case("start open", "../1985", Mark("1985-12-31", None, "[until 1985] ")),
    case("start unknown", "/1985-04-12", Mark("1985-04-12", None, "[until 12 Apr 1985, start unknown] ")),
    case("one of days", "[2025-06-03,2025-06-04]", Mark("2025-06-03", "2025-06-05", "[3 or 4 June 2025] ")),
    case("one of months", "[2024-01..2024-04]", Mark("2024-01-01", None, "[some time Jan – Apr 2024] ")),
    case("one of before", "[..2025-12-31]", Mark("2025-12-31", None, "[by 31 Dec 2025] ")),
    case("one of after", "[2023-07..]", Mark("2023-07-01", None, "[July 2023 or later] ")),
    case("all of days", "{2025-05-03,2025-05-05}", Mark("2025-05-03", "2025-05-06", "[3 and 5 May 2025] ")),
    case("all of years", "{1960,1961-12}", Mark("1960-01-01", None, "[1960 and Dec 1961] ")),
    case("instant", "2018-05-05T00:00:00Z", Mark("2018-05-05T00:00:00Z"), words="5 May 2018, 00:00 UTC"),
    case("instant with offset", "2015-08-15T00:30:00+08:30", Mark("2015-08-14T16:00:00Z"),
        words="15 Aug 2015, 00:30 UTC+8:30"),
    case(
        "interval of instants", "2018-05-05T00:00:00Z/2018-05-05T01:30:00Z",
        Mark("2018-05-05T00:00:00Z", "2018-05-05T01:30:00Z"), words="5 May 2018, 00:00–01:30 UTC"),
]  # fmt: skip

ZONES = [
    case("Pyongyang armistice", {"start": at("1953-07-27T10:00:00")}, Mark("1953-07-27T01:00:00Z"),
        words="27 Jul 1953, 10:00 (Asia/Pyongyang, UTC+9)"),
    case("Pyongyang local mean time", {"start": at("1900-01-01T12:00:00")}, Mark("1900-01-01T03:37:00Z"),
        words="1 Jan 1900, 12:00 (Asia/Pyongyang, UTC+8:23)"),
    case(
        "Pyongyang before 2015", {"start": at("2015-08-14T22:00:00"), "end": at("2015-08-14T23:00:00")},
        Mark("2015-08-14T13:00:00Z", "2015-08-14T14:00:00Z"),
        words="14 Aug 2015, 22:00 (Asia/Pyongyang, UTC+9) – 14 Aug 2015, 23:00 (Asia/Pyongyang, UTC+9)"),
    case(
        "Pyongyang after 2015", {"start": at("2015-08-15T00:30:00"), "end": at("2015-08-15T02:00:00")},
        Mark("2015-08-14T16:00:00Z", "2015-08-14T17:30:00Z"),
        says="Local time: 15 August 2015, 00:30",
        words="15 Aug 2015, 00:30 (Asia/Pyongyang, UTC+8:30) – 15 Aug 2015, 02:00 (Asia/Pyongyang, UTC+8:30)"),
    case("Pyongyang before 2018", {"start": at("2018-05-04T22:00:00")}, Mark("2018-05-04T13:30:00Z"),
        words="4 May 2018, 22:00 (Asia/Pyongyang, UTC+8:30)"),
    case("Pyongyang after 2018", {"start": at("2018-05-05T00:00:00")}, Mark("2018-05-04T15:00:00Z"),
        words="5 May 2018, 00:00 (Asia/Pyongyang, UTC+9)"),
    case("hour that is skipped", {"start": at("2025-03-30T02:30:00", "Europe/Berlin")}, Mark("2025-03-30T01:30:00Z"),
        words="30 Mar 2025, 02:30 (Europe/Berlin, UTC+1)"),
    case("hour that is twice", {"start": at("2025-10-26T02:30:00", "Europe/Berlin")}, Mark("2025-10-26T00:30:00Z"),
        words="26 Oct 2025, 02:30 (Europe/Berlin, UTC+2)"),
    case("after Samoa's lost day", {"start": at("2011-12-31T10:00:00", "Pacific/Apia")}, Mark("2011-12-30T20:00:00Z"),
        words="31 Dec 2011, 10:00 (Pacific/Apia, UTC+14)"),
]  # fmt: skip

SERIES = [
    case(
        "yearly", "2020-10-10", *(Mark(f"{year}-10-10") for year in range(2020, 2027)),
        recurrence={"rrule": "FREQ=YEARLY"}, words="10 Oct 2020, recurring"),
    case(
        "29 February", "2016-02-29", Mark("2016-02-29"), Mark("2020-02-29"), Mark("2024-02-29"),
        recurrence={"rrule": "FREQ=YEARLY"}, words="29 Feb 2016, recurring"),
    case(
        "last of the month", "2025-01-31", Mark("2025-01-31"), Mark("2025-03-31"), Mark("2025-05-31"),
        recurrence={"rrule": "FREQ=MONTHLY;COUNT=3"}, words="31 Jan 2025, recurring"),
    case(
        "monthly in Berlin", {"start": at("2026-03-02T18:00:00", "Europe/Berlin")},
        Mark("2026-03-02T17:00:00Z"),
        *(Mark(f"2026-{month:02d}-02T16:00:00Z") for month in range(4, 11)),
        Mark("2026-11-02T17:00:00Z"), Mark("2026-12-02T17:00:00Z"),
        recurrence={"rrule": "FREQ=MONTHLY"}, words="2 Mar 2026, 18:00 (Europe/Berlin, UTC+1), recurring"),
    case(
        "weekly in UTC", {"start": at("2025-06-02T18:00:00", "UTC")},
        Mark("2025-06-02T18:00:00Z"), Mark("2025-06-16T18:00:00Z"), Mark("2025-06-23T18:00:00Z"),
        recurrence={"rrule": "FREQ=WEEKLY;COUNT=4", "exdate": ["2025-06-09T18:00:00"]},
        words="2 Jun 2025, 18:00 (UTC), recurring"),
    case(
        "dates alone", "2025-01-01", Mark("2025-01-01"), Mark("2025-03-01"), Mark("2025-04-01"),
        recurrence={"rdate": ["2025-03-01", "2025-04-01"]}, words="1 Jan 2025, recurring"),
    case(
        "weekly across Pyongyang's change of 2015", {"start": at("2015-08-05T10:00:00")},
        *(Mark(f"2015-08-{moment}Z") for moment in ("05T01:00:00", "12T01:00:00", "19T01:30:00", "26T01:30:00")),
        recurrence={"rrule": "FREQ=WEEKLY;COUNT=4"}, words="5 Aug 2015, 10:00 (Asia/Pyongyang, UTC+9), recurring"),
    case(
        "weekly across Pyongyang's change of 2018", {"start": at("2018-04-23T10:00:00")},
        *(Mark(f"2018-{moment}Z") for moment in ("04-23T01:30:00", "04-30T01:30:00", "05-07T01:00:00")),
        recurrence={"rrule": "FREQ=WEEKLY;COUNT=3"}, words="23 Apr 2018, 10:00 (Asia/Pyongyang, UTC+8:30), recurring"),
    case(
        "yearly in Pyongyang", {"start": at("2014-05-05T10:00:00"), "end": at("2014-05-05T11:00:00")},
        Mark("2014-05-05T01:00:00Z", "2014-05-05T02:00:00Z"),
        Mark("2015-05-05T01:00:00Z", "2015-05-05T02:00:00Z"),
        Mark("2016-01-01T01:30:00Z", "2016-01-01T02:30:00Z"),
        Mark("2017-05-06T00:30:00Z", "2017-05-06T01:30:00Z", title="moved by a day"),
        Mark("2018-05-05T01:00:00Z", "2018-05-05T02:00:00Z", **CANCELLED),
        Mark("2019-01-01T01:00:00Z", "2019-01-01T02:00:00Z"),
        *(Mark(f"{year}-05-05T01:00:00Z", f"{year}-05-05T02:00:00Z") for year in range(2019, 2024)),
        recurrence={
            "rrule": "FREQ=YEARLY;UNTIL=20240101T000000",
            "rdate": ["2016-01-01T10:00:00", "2019-01-01T10:00:00"],
            "exdate": ["2016-05-05T10:00:00"],
            "overrides": [
                {"recurrence_id": "2017-05-05T10:00:00", "start": "2017-05-06T09:00:00", "title": "moved by a day"},
                {"recurrence_id": "2018-05-05T10:00:00", "status": "cancelled"},
            ],
        }, words="5 May 2014, 10:00 (Asia/Pyongyang, UTC+9) – 5 May 2014, 11:00 (Asia/Pyongyang, UTC+9), recurring"),
]  # fmt: skip

LIVES = [
    case("tentative", OCTOBER, Mark(OCTOBER, **TENTATIVE), status="tentative"),
    case("cancelled", "2025-08", Mark("2025-08-01", "2025-09-01", "Cancelled: [Aug 2025] ", status="CANCELLED"),
         status="cancelled"),
    case("cancelled series", "2025-01-07", Mark("2025-01-07", **CANCELLED), status="cancelled",
         recurrence={"rrule": "FREQ=WEEKLY;BYDAY=TU,TH"}, words="7 Jan 2025, recurring"),
    case("withdrawn", OCTOBER, Mark(OCTOBER, **CANCELLED), withdrawn=True),
    case("withdrawn series", {"start": at("2016-05-05T10:00:00")}, Mark("2016-05-05T01:30:00Z", **CANCELLED),
         recurrence={"rrule": "FREQ=YEARLY"}, withdrawn=True),
    case("restored", OCTOBER, Mark(OCTOBER), withdrawn=True, restored=True),
    case("moved", "2025-12-24", Mark("2025-12-24"), before={"when": a_when("2025-11-05")}, words="24 Dec 2025"),
    case("moved from a month to a time", {"start": at("2025-08-15T09:00:00", "Asia/Seoul")},
         Mark("2025-08-15T00:00:00Z"), before={"when": a_when("2025-08")},
        words="15 Aug 2025, 09:00 (Asia/Seoul, UTC+9)"),
]  # fmt: skip

TEXTS = [
    case("Korean", OCTOBER, Mark(OCTOBER), title=KOREAN * 4, language="ko", description="열병식, 평양; 2025",
         says="열병식, 평양; 2025"),
    case("right to left", "2025-08~", Mark("2025-08-01", "2025-09-01", "[c. Aug 2025] "), title=ARABIC,
         description="نص عربي ١٢٣", says="نص عربي ١٢٣"),
    *(
        case(f"emoji at fold {pad}", OCTOBER, Mark(OCTOBER), title="a" * pad + EMOJI * 9,
             description="é" * pad + "🚀;," * 40, says="é" * pad + "🚀;," * 40)
        for pad in range(4)
    ),
    case("line separators", OCTOBER, Mark(OCTOBER), description="one\u2028two\u2029three\x85four",
         says="one\ntwo\nthree\nfour"),
    case("10 kB", OCTOBER, Mark(OCTOBER), description=TEN_KB * 250, says=(TEN_KB * 250).strip()),
    case("escapes", OCTOBER, Mark(OCTOBER), title='C:\\New, "quoted"; a\\nb \\N ^n ^^ %41'),
    case("markup", OCTOBER, Mark(OCTOBER), title="<b>Bold</b> & co &amp; <script>alert(1)</script>",
         description="BEGIN:VEVENT\n\nEND:VCALENDAR", says="BEGIN:VEVENT\n\nEND:VCALENDAR"),
]  # fmt: skip

RASON = {"name": "Rason", "latitude": 42.25, "longitude": 130.3}
VOSTOCHNY = {"name": "Vostochny", "latitude": 42.75, "longitude": 133.1}
PLACES = [
    case("place", OCTOBER, Mark(OCTOBER), places=[RASON], geometry="POINT (130.3 42.25)"),
    case("way", OCTOBER, Mark(OCTOBER), places=[{**RASON, "role": "from"}, {**VOSTOCHNY, "role": "to"}],
         geometry="LINESTRING (130.3 42.25, 133.1 42.75)"),
    case("place unknown", OCTOBER, Mark(OCTOBER), places=[{"name": "Somewhere"}]),
]  # fmt: skip

CASES = {one.name: one for one in (*DATES, *ZONES, *SERIES, *LIVES, *TEXTS, *PLACES)}


def native_file(*, first: bool) -> dict[str, Any]:
    """As it was published at first, or as it is now."""
    return {
        "format": "timeline/1",
        "timeline": {"slug": "nasty", "title": TITLE, "zone": "Asia/Seoul"},
        "events": [one.first_document if first else one.document for one in CASES.values()],
    }
