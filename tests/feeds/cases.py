"""The golden cases: every kind of date and everything that once broke a reader, each with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.builders import a_version, an_event, at

if TYPE_CHECKING:
    from timeline.domain.version import EventVersion

DATES = {
    "day": "2025-10-10",
    "day uncertain": "2025-10-10?",
    "day approximate": "2025-10-10~",
    "day both": "2025-10-10%",
    "part approximate": "2004-06-~11",
    "month": "2025-08",
    "month approximate": "2025-08~",
    "month uncertain": "2025-08?",
    "year": "2025",
    "year approximate": "1950~",
    "season": "2025-22",
    "quarter": "2025-33",
    "half": "2024-40",
    "early year": "2024-37~",
    "decade": "199X",
    "century": "18XX",
    "some month": "2004-XX",
    "some day": "1985-04-XX",
    "gapped mask": "156X-12-25",
    "long year": "Y170000002",
    "significant digits": "1950S2",
    "first year kept": "1000-01-01",
    "last year kept": "9998-12-31",
    "918 CE": "0918-06-25",
    "BCE": "-0043",
    "short interval": "2025-10-10/2025-10-12",
    "31 days": "2025-10-01/2025-10-31",
    "32 days": "2025-10-01/2025-11-01",
    "long interval": "2023-08/2025-03",
    "long interval of days": "2023-08-14/2025-03-02",
    "long interval of years": "2020/2023",
    "long interval approximate": "2023-08~/2025-03?",
    "nested interval": "2024-06/2024",
    "interval from 918": "0918/1392",
    "interval before 1000": "0918/0935",
    "end open": "2023-08/..",
    "end unknown": "2023/",
    "open start": "../1985",
    "unknown start": "/1985-04-12",
    "one of days": "[2025-06-03,2025-06-04]",
    "one of months": "[2024-01..2024-04]",
    "one of before": "[..2025-12-31]",
    "one of after": "[2023-07..]",
    "all of days": "{2025-05-03,2025-05-05}",
    "datetime": "2018-05-05T00:00:00Z",
    "datetime with offset": "2015-08-15T00:30:00+08:30",
    "datetime without zone": "2015-08-15T00:30:00",
    "interval of datetimes": "2018-05-05T00:00:00Z/2018-05-05T01:30:00Z",
}

FULL: dict[str, Any] = {
    "description": "**Parade** in the capital; see [the report](https://example.net/r?a=1,2).\n\n- one\n- two",
    "language": "en",
    "status": "tentative",
    "verification": "disputed",
    "verification_note": "No independent confirmation.",
    "category": "Military",
    "tags": ["parade", "missiles, large", "C:\\New"],
    "figures": [
        {"name": "Containers", "low": 15809, "unit": "containers", "qualifier": "at least", "attributed_to": "OSC"},
        {"name": "Share", "low": 50, "high": 50, "unit": "%", "qualifier": "about"},
    ],
    "places": [
        {"name": "Rason", "latitude": 42.24, "longitude": 130.29, "role": "from", "approximate": True},
        {"name": "Dunay", "role": "to"},
        {"name": "Null Island", "latitude": 1e-9, "longitude": -1e-9},
    ],
    "actors": [{"name": "Kim Jong Un", "kind": "person", "role": "speaker"}, {"name": "KCNA", "kind": "organization"}],
    "citations": [
        {
            "source": {
                "title": 'Report; "second" edition',
                "publisher": "OSC",
                "url": "https://example.net/r?a=1,2;b=3",
                "published": "2025-12~",
                "archived_url": "https://archive.example/r",
            },
            "quote": "Some “words”,\nover lines.",
            "locator": "p. 3",
            "attributed_to": "Ukrainian intelligence",
        },
        {"source": {"title": "Denial"}, "stance": "contradicts", "attributed_to": "Ministry"},
    ],
    "media": [
        {"url": "https://example.net/film.mp4", "alt": "A film"},
        {"url": "https://example.net/p.jpg", "alt": "A picture", "credit": "AFP", "restrictions": "Editorial use only"},
    ],
    "links": [{"url": "https://example.net/more", "title": "More"}, {"url": "https://example.net/bare"}],
    "relations": [{"type": "parent", "uid": "whole-1"}, {"type": "finishtostart", "uid": "before;1"}],
}

ZONED = {"start": at("2015-08-15T00:30:00"), "end": at("2015-08-15T02:00:00")}


def _cases() -> dict[str, tuple[EventVersion, ...]]:
    cases = {name: (_version(name, when),) for name, when in DATES.items()}
    return {
        **cases,
        "date in words": (
            _version("date in words", {"edtf": "2025-08~", "date_text": "last summer", "date_note": "From the year."}),
        ),
        "everything": (_version("everything", "2023-08/2025-03", **FULL),),
        "everything at once": (_version("at once", "2025-10-10", **FULL), _version("other", "2025-08")),
        "Pyongyang 2015": (_version("p15", ZONED),),
        "Pyongyang 2018": (_version("p18", {"start": at("2018-05-05T00:00:00")}),),
        "local mean time": (_version("lmt", {"start": at("1900-01-01T12:00:00")}),),
        "UTC": (_version("utc", {"start": at("2018-05-05T00:00:00", "UTC")}),),
        "918 CE at noon": (_version("918", {"start": at("0918-06-25T12:00:00")}),),
        "yearly": (_version("yearly", "1945-10-10", recurrence={"rrule": "FREQ=YEARLY"}),),
        "29 February": (_version("leap", "2024-02-29", recurrence={"rrule": "FREQ=YEARLY;UNTIL=20400229"}),),
        "last of the month": (_version("last", "2025-01-31", recurrence={"rrule": "FREQ=MONTHLY;COUNT=5"}),),
        "yearly in Pyongyang": (
            _version(
                "parade",
                {"start": at("2014-05-05T10:00:00"), "end": at("2014-05-05T11:00:00", "Asia/Seoul")},
                recurrence={
                    "rrule": "FREQ=YEARLY;UNTIL=20240101T000000",
                    "rdate": ["2019-01-01T10:00:00"],
                    "exdate": ["2016-05-05T10:00:00"],
                    "overrides": [
                        {"recurrence_id": "2017-05-05T10:00:00", "start": "2017-05-06T09:00:00", "title": "Moved"},
                        {"recurrence_id": "2018-05-05T10:00:00", "status": "cancelled", "description": "Rain"},
                        {"recurrence_id": "2018-07-01T10:00:00", "title": "Replaces nothing"},
                    ],
                },
            ),
        ),
        "weekly in Berlin": (
            _version(
                "berlin", {"start": at("2025-06-02T18:00:00", "Europe/Berlin")}, recurrence={"rrule": "FREQ=WEEKLY"}
            ),
        ),
        "weekly in UTC": (
            _version(
                "weekly",
                {"start": at("2025-06-02T18:00:00", "UTC")},
                recurrence={"rrule": "FREQ=WEEKLY;COUNT=9", "exdate": ["2025-06-09T18:00:00"]},
            ),
        ),
        "dates alone": (_version("rdates", "2025-01-01", recurrence={"rdate": ["2025-03-01", "2025-04-01"]}),),
        "cancelled": (_version("off", "2025-08", status="cancelled"),),
        "cancelled series": (
            _version("off-series", "2025-01-07", status="cancelled", recurrence={"rrule": "FREQ=WEEKLY;BYDAY=TU,TH"}),
        ),
        "withdrawn": (a_version(an_event("2025-10-10", uid="gone"), tombstone=True, reason="Retracted; see note"),),
        "withdrawn series": (
            a_version(
                an_event({"start": at("2016-05-05T10:00:00")}, uid="gone2", recurrence={"rrule": "FREQ=YEARLY"}),
                tombstone=True,
                sequence=3,
            ),
        ),
        "never public": (a_version(an_event("2025-10-10"), published_at=None),),
        "Korean": (
            _version(
                "ko",
                "2025-10-10",
                title="조선로동당 창건 80돐 경축 열병식" * 4,
                language="ko",
                description="열병식, 평양",
            ),
        ),
        "right to left": (
            _version("ar", "2025-08~", title="العرض العسكري في بيونغ يانغ", description="نص *عربي* ١٢٣"),
        ),
        "emoji at every fold": tuple(
            _version(f"fold-{pad}", "2025-10-10", title="a" * pad + "👩‍🚀🇰🇵" * 9, description="é" * pad + "🚀;,\\" * 40)
            for pad in range(8)
        ),
        "line breaks of all kinds": (
            _version(
                "breaks",
                "2025-10-10",
                description="one\u2028two\u2029three\x85four\nfive\ttab",
                verification_note="a\xa0b",
            ),
        ),
        "escapes": (
            _version(
                "esc;1,2", "2025-10-10", title='C:\\New, "quoted"; a\\nb \\N ^n ^^', description="\\N \\n \\, \\;"
            ),
        ),
        "10 kB": (_version("long", "2025-10-10", description="Nobody counted the words; nobody would.\n" * 250),),
        "markup": (
            _version(
                "markup",
                "2025-10-10",
                title="<b>Bold</b> & co",
                description="<script>alert(1)</script>\n\n[x](javascript:a)\n\nBEGIN:VEVENT\nEND:VCALENDAR",
            ),
        ),
        "nothing": (),
    }


def _version(uid: str, when: Any, **fields: Any) -> EventVersion:
    return a_version(an_event(when, uid=uid.replace(" ", "-"), **fields))


CASES = _cases()
