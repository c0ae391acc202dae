"""One timeline, made with care, and what every query finds in it: written by hand, for every route to agree with.

The timeline holds each kind of date at an edge of some window, several scripts, places on both sides of the meridian
of 180°, drafts, and events that were moved, withdrawn, published late and restored. Revision 1 is its description, 2
to 46 are EVENTS in their order, and 47 to 51 are STEPS, one a day.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

LOADED = datetime(2025, 12, 1, 12, tzinfo=UTC)
"""When EVENTS came; each of STEPS comes a day later than the one before."""
ALIASES = {"Korean Central News Agency": "KCNA"}


def an(uid: str, when: str | dict[str, Any], title: str | None = None, **fields: Any) -> dict[str, Any]:
    date = {"edtf": when} if isinstance(when, str) else when
    return {"uid": uid, "slug": uid, "title": title or f"Event {uid}", "when": date, **fields}


def at(name: str, latitude: float, longitude: float) -> list[dict[str, Any]]:
    return [{"name": name, "latitude": latitude, "longitude": longitude}]


def by(*names: str) -> list[dict[str, Any]]:
    return [{"name": name} for name in names]


def said(title: str, publisher: str) -> list[dict[str, Any]]:
    return [{"source": {"title": title, "publisher": publisher}}]


def zoned(start: str, zone: str, end: str | None = None) -> dict[str, Any]:
    ends = {} if end is None else {"end": {"local": end, "zone": zone}}
    return {"start": {"local": start, "zone": zone}, **ends}


EVENTS: tuple[dict[str, Any], ...] = (
    an("parade", "2025-10-10", "Military parade in Pyongyang", tags=["parade", "missiles"], category="military",
       places=at("Pyongyang", 39.03, 125.75), actors=by("KCNA"), citations=said("Parade report", "KCNA"),
       verification="verified", description="The honour guard marched past."),
    an("maybe", "2025-10-10?", "Reception after the parade", tags=["reception"], category="diplomacy",
       actors=by("Korean Central News Agency"), status="tentative", verification="unverified"),
    an("unveiled", "2025-10-10", "New weapon unveiled", category="military", publication="draft"),
    an("restored", "2025-10-11", category="diplomacy"),
    an("mistake", "2025-10-10", "A mistake", tags=["parade"]),
    an("secret", "2025-10-10", "Secret parade", tags=["parade"], category="military", publication="draft"),
    an("moved", "2024-01-15", "Talks in Moscow", category="diplomacy"),
    an("disputed", "2025-05-01?", verification="disputed"),
    an("june", "[2025-06-03,2025-06-04]", "Launch", tags=["missiles"], category="military", verification="disputed"),
    an("aug", "2025-08"),
    an("augish", "2025-08~"),
    an("aug1", "2025-08-01"),
    an("aug31", "2025-08-31"),
    an("sep1", "2025-09-01"),
    an("y2025", "2025"),
    an("q1", "2025-33"),
    an("weekly", "2025-11-03", recurrence={"rrule": "FREQ=WEEKLY;COUNT=4"}),
    an("seoul", zoned("2025-11-15T23:30:00", "Asia/Seoul", "2025-11-16T00:30:00"), places=at("Seoul", 37.57, 126.98)),
    an("byend", "[..2025-12-31]"),
    an("campaign", "2023-08/2025-03", category="military"),
    an("julyon", "[2023-07..]"),
    an("since2023", "2023/.."),
    an("endunknown", "2023/"),
    an("season", "2023-24"),
    an("early24", "2024-37~"),
    an("evening", zoned("2015-08-14T23:45:00", "America/New_York"), places=at("New York", 40.71, -74.01)),
    an("suva", "2019-02-01", places=at("Suva", -18.14, 178.44)),
    an("apia", "2019-03-01", places=at("Apia", -13.83, -171.77)),
    an("korean", "2020-05-05", "평양에서 열병식이 열렸다", places=by("평양"), category="culture",
       citations=said("노동신문", "Rodong Sinmun")),
    an("russian", "2020-06-06", "Войска отправлены в Курск", places=at("Kursk", 51.73, 36.19),
       actors=by("Ким Чен Ын"), category="military"),
    an("arabic", "2020-07-07", "أرسلت كوريا الشمالية جنودًا إلى روسيا"),
    an("cafe", "2020-08-08", "Café opening in Kyiv", places=at("Kyiv", 50.45, 30.52), category="culture",
       status="cancelled", description="A parade of waiters was planned."),
    an("nineties", "199X"),
    an("somemonth", "2004-XX"),
    an("april", "1985-04-XX"),
    an("instant", "1985-04-12T23:20:30Z"),
    an("until1985", "../1985"),
    an("founding", "1945-10-10", "Founding day", tags=["Parade"], places=at("Pyongyang", 39.03, 125.75),
       category="culture", recurrence={"rrule": "FREQ=YEARLY"}),
    an("century", "18XX"),
    an("oneof", "[1667,1760-12]"),
    an("allof", "{1667,1760-12}"),
    an("mask", "156X-12-25"),
    an("ides", "-0043-03-15"),
    an("longago", "Y-17E7"),
    an("always", "../.."),
)  # fmt: skip

STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("revise", "moved", {"title": "Talks in Beijing", "when": {"edtf": "2025-01-15"}}),
    ("withdraw", "mistake", {}),
    ("revise", "unveiled", {"publication": "published"}),
    ("withdraw", "restored", {}),
    ("restore", "restored", {}),
)

WITHDRAWN = {"mistake", "restored"}
"""At some revision: calendars are told that these are cancelled, whatever else tells of them no more."""

UNPLACEABLE = {"longago", "ides", "always"}
"""Outside the years 1000 to 9999, or at no time at all: calendars cannot hold them."""


class Query(NamedTuple):
    """`finds` are uids in their order. `ics` is what a calendar of it holds, where its own parameters say otherwise."""

    asks: str
    finds: str = ""
    ics: str | None = None


EVERYTHING = (
    "longago ides mask allof oneof century founding april instant until1985 nineties somemonth evening suva apia "
    "korean russian arabic cafe endunknown since2023 julyon campaign season early24 y2025 q1 moved disputed june aug "
    "augish aug1 aug31 sep1 maybe parade unveiled restored weekly seoul byend always"
)
NEWEST_DATE_FIRST = (
    "julyon byend y2025 seoul weekly restored unveiled parade maybe sep1 augish aug aug31 aug1 june disputed q1 moved "
    "early24 season since2023 endunknown campaign cafe arabic russian korean apia suva evening somemonth nineties "
    "until1985 april instant founding century oneof allof mask ides longago always"
)
OLDEST_CHANGE_FIRST = (
    "parade maybe disputed june aug augish aug1 aug31 sep1 y2025 q1 weekly seoul byend campaign julyon since2023 "
    "endunknown season early24 evening suva apia korean russian arabic cafe nineties somemonth april instant until1985 "
    "founding century oneof allof mask ides longago always moved unveiled restored"
)
OLDEST_NEWS_FIRST = (
    "parade maybe restored moved disputed june aug augish aug1 aug31 sep1 y2025 q1 weekly seoul byend campaign julyon "
    "since2023 endunknown season early24 evening suva apia korean russian arabic cafe nineties somemonth april instant "
    "until1985 founding century oneof allof mask ides longago always unveiled"
)
IN_2025 = (
    "founding campaign y2025 q1 moved disputed june aug augish aug1 aug31 sep1 maybe parade unveiled restored weekly "
    "seoul"
)


def backwards(uids: str) -> str:
    return " ".join(reversed(uids.split()))


WINDOWS = (
    Query("", EVERYTHING),
    Query("match=certain", EVERYTHING),
    Query("from=2025-10-10&to=2025-10-10",
          "founding endunknown since2023 julyon y2025 maybe parade unveiled byend always"),
    Query("from=2025-10-10&to=2025-10-10&match=certain", "founding maybe parade unveiled"),
    Query("from=2025-10-11&to=2025-10-11", "endunknown since2023 julyon y2025 restored byend always"),
    Query("from=2025-10-12&to=2025-10-31", "endunknown since2023 julyon y2025 byend always"),
    Query("from=2025&to=2025&match=certain", IN_2025),
    Query("from=2025&to=2025&match=possible",
          "founding endunknown since2023 julyon campaign y2025 q1 moved disputed june aug augish aug1 aug31 sep1 maybe "
          "parade unveiled restored weekly seoul byend always"),
    Query("from=2025-07-31&to=2025-07-31", "endunknown since2023 julyon y2025 byend always"),
    Query("from=2025-08-01&to=2025-08-01", "endunknown since2023 julyon y2025 aug augish aug1 byend always"),
    Query("from=2025-08-31&to=2025-08-31", "endunknown since2023 julyon y2025 aug augish aug31 byend always"),
    Query("from=2025-09-01&to=2025-09-01", "endunknown since2023 julyon y2025 sep1 byend always"),
    Query("from=2025-08&to=2025-08&match=certain", "aug augish aug1 aug31"),
    Query("from=2025-08-01&to=2025-08-30&match=certain", "aug1"),
    Query("from=2025-08~&to=2025-08?", "endunknown since2023 julyon y2025 aug augish aug1 aug31 byend always"),
    Query("from=2025-06-02&to=2025-06-02", "endunknown since2023 julyon y2025 byend always"),
    Query("from=2025-06-03&to=2025-06-03", "endunknown since2023 julyon y2025 june byend always"),
    Query("from=2025-06-03&to=2025-06-03&match=certain"),
    Query("from=2025-06-03&to=2025-06-04&match=certain", "june"),
    Query("from=2025-06-05&to=2025-06-05", "endunknown since2023 julyon y2025 byend always"),
    Query("from=2025-03-31&to=2025-03-31", "endunknown since2023 julyon campaign y2025 q1 byend always"),
    Query("from=2025-04-01&to=2025-04-01", "endunknown since2023 julyon y2025 byend always"),
    Query("from=2025-33&to=2025-33", "endunknown since2023 julyon campaign y2025 q1 moved byend always"),
    Query("from=2025-10/2025-12&to=2025-10/2025-12",
          "founding endunknown since2023 julyon y2025 maybe parade unveiled restored weekly seoul byend always"),
    Query("from=2023-11-30&to=2023-11-30", "endunknown since2023 julyon campaign byend always"),
    Query("from=2023-12-01&to=2023-12-01", "endunknown since2023 julyon campaign season byend always"),
    Query("from=2024-02-29&to=2024-02-29", "endunknown since2023 julyon campaign season early24 byend always"),
    Query("from=2024-03-01&to=2024-03-01", "endunknown since2023 julyon campaign early24 byend always"),
    Query("from=2024-04-30&to=2024-05-01&match=certain", "campaign"),
    Query("from=2024&to=2024&match=certain", "founding campaign early24"),
    Query("from=2022-12-31&to=2022-12-31", "byend always"),
    Query("from=2023&to=2023&match=certain", "founding endunknown since2023 campaign"),
    Query("to=-0001", "longago ides until1985 byend always"),
    Query("from=-0043-03-15&to=-0043-03-15&match=certain", "ides"),
    Query("from=-0043-03-16&to=-0043-03-16", "until1985 byend always"),
    Query("from=Y-17E7&to=Y-17E7", "longago until1985 byend always"),
    Query("from=1563-12-25&to=1563-12-25", "mask until1985 byend always"),
    Query("from=1563-12-26&to=1564-12-24", "until1985 byend always"),
    Query("from=156X&to=156X&match=certain", "mask"),
    Query("from=1700&to=1700", "until1985 byend always"),
    Query("from=1760-12-31&to=1760-12-31", "allof oneof until1985 byend always"),
    Query("from=1761&to=1761", "until1985 byend always"),
    Query("from=1667&to=1667&match=certain", "allof"),
    Query("from=1667&to=1760&match=certain", "allof oneof"),
    Query("from=1850-06&to=1850-06", "century until1985 byend always"),
    Query("from=18XX&to=18XX&match=certain", "century"),
    Query("from=1985-04-30&to=1985-04-30", "april until1985 byend always"),
    Query("from=1985-04&to=1985-04&match=certain", "april instant"),
    Query("from=1985-12-31&to=1985-12-31", "until1985 byend always"),
    Query("from=1986-01-01&to=1986-01-01", "byend always"),
    Query("from=1985&to=1985&match=certain", "founding april instant until1985"),
    Query("from=1999-12-31&to=2000-01-01", "nineties byend always"),
    Query("from=2000-01-01&to=2000-01-01", "byend always"),
    Query("from=2004-06&to=2004-06", "somemonth byend always"),
    Query("from=2015-08-14&to=2015-08-14", "evening byend always"),
    Query("from=2015-08-15&to=2015-08-15", "byend always"),
    Query("from=2025-11-16&to=2025-11-16&match=certain", "seoul"),
    Query("from=2025-11-17&to=2025-11-17", "endunknown since2023 julyon y2025 weekly byend always"),
    Query("from=2025-11-18&to=2025-11-23&match=certain"),
    Query("from=2025-11-24&to=2025-11-24&match=certain", "weekly"),
    Query("from=2025-12-01&to=2025-12-01&match=certain"),
    Query("from=2500-10-10&to=2500-10-10", "founding endunknown since2023 julyon always"),
    Query("from=2500-10-11&to=2501-10-09&match=certain"),
    Query("to=1800", "longago ides mask allof oneof century until1985 byend always"),
    Query("to=1800&match=certain", "longago ides mask allof oneof"),
    Query("from=2026", "founding endunknown since2023 julyon always"),
    Query("from=2026&match=certain", "founding"),
)  # fmt: skip

FILTERS = (
    Query("tag=parade", "founding parade"),
    Query("tag=PARADE", "founding parade"),
    Query("tag=parade&tag=missiles", "founding june parade"),
    Query("tag=parade&category=military", "parade"),
    Query("tag=parade&category=military&category=culture", "founding parade"),
    Query("tag=nothing"),
    Query("actor=KCNA", "maybe parade"),
    Query("actor=korean central news agency", "maybe parade"),
    Query("actor=Ким Чен Ын", "russian"),
    Query("place=pyongyang", "founding parade"),
    Query("place=평양", "korean"),
    Query("place=Kursk&place=Suva", "suva russian"),
    Query("source=KCNA", "parade"),
    Query("source=parade report&source=노동신문", "korean parade"),
    Query("category=military", "russian campaign june parade unveiled"),
    Query("category=diplomacy&from=2025&to=2025&match=certain", "moved maybe restored"),
    Query("status=cancelled", "cafe"),
    Query("status=tentative&status=cancelled", "cafe maybe"),
    Query("verification=disputed", "disputed june"),
    Query("verification=verified&verification=unverified", "maybe parade"),
    Query("category=military&verification=disputed&from=2025-06&to=2025-06", "june"),
    Query("bbox=124,37.6,131,43.1", "founding parade"),
    Query("bbox=124,37,131,43.1", "founding parade seoul"),
    Query("bbox=170,-20,-170,-10", "suva apia"),
    Query("bbox=-170,-20,170,-10"),
    Query("bbox=170,-20,-170,-10&bbox=30,50,31,51", "suva apia cafe"),
    Query("bbox=124,37,131,43.1&from=2025-11&to=2025-11&match=certain", "seoul"),
    Query("near=51.73,36.19,10", "russian"),
    Query("near=51.73,36.19,500", "russian cafe"),
    Query("near=51.73,36.19,500&category=culture", "cafe"),
    Query("near=-16,-179.9,1000", "suva apia"),
    Query("near=39.03,125.75,1&near=51.73,36.19,1", "founding russian parade"),
    Query("near=39.03,125.75,300&bbox=126,37,127,38", "seoul"),
    Query("updated_since=2025-12-02", "moved unveiled restored"),
    Query("updated_since=2025-12-04T12:00:00Z", "unveiled restored"),
    Query("updated_since=2025-12-04T21:00:00%2B09:00", "unveiled restored"),
    Query("updated_since=2025-12-04T12:00:01Z", "restored"),
    Query("updated_since=2025-12-06&updated_since=2025-12-04", "unveiled restored"),
    Query("updated_since=2026-01-01"),
    Query("updated_since=2025-12-02&category=military", "unveiled"),
)

SEARCHES = (
    Query("q=parade", "founding cafe maybe parade"),
    Query('q="military parade"', "parade"),
    Query('q="parade military"'),
    Query("q=parade -reception", "founding cafe parade"),
    Query("q=recep*", "maybe"),
    Query("q=parade&q=reception&tag=reception", "maybe"),
    Query("q=열병", "korean"),
    Query("q=평양", "korean"),
    Query("q=병식", "korean"),
    Query("q=курск ВОЙСКА", "russian"),
    Query("q=كوريا", "arabic"),
    Query("q=جنودا", "arabic"),
    Query("q=cafe", "cafe"),
    Query("q=CAFÉ&status=confirmed"),
    Query("q=курск&q=cafe&q=열병식", "korean russian cafe"),
    Query("q=parade&sort=relevance", "parade maybe founding cafe"),
    Query("q=parade&sort=-date", "parade maybe cafe founding"),
    Query("q=parade&from=2025-10&to=2025-10&match=certain", "founding maybe parade"),
    Query("q=parade&near=39.03,125.75,5", "founding parade"),
    Query("q=secret"),
    Query("q=mistake"),
    Query("q=moscow"),
    Query("q=moscow&as_of=46", "moved"),
    Query("q=beijing", "moved"),
)

PAST = (
    Query("as_of=46&tag=parade", "founding mistake parade"),
    Query("as_of=47&tag=parade", "founding mistake parade"),
    Query("as_of=48&tag=parade", "founding parade"),
    Query("as_of=2025-12-02&tag=parade", "founding mistake parade"),
    Query("as_of=2025-12-03&tag=parade", "founding parade"),
    Query("as_of=2025-12-03T11:59:59Z&tag=parade", "founding mistake parade"),
    Query("as_of=2025-12-03T21:00:00%2B09:00&tag=parade", "founding parade"),
    Query("from=2024-01-15&to=2024-01-15&match=certain", "campaign"),
    Query("from=2024-01-15&to=2024-01-15&match=certain&as_of=46", "campaign moved"),
    Query("from=2025-01-15&to=2025-01-15&match=certain", "campaign moved"),
    Query("from=2025-01-15&to=2025-01-15&match=certain&as_of=46", "campaign"),
    Query("as_of=48&category=military", "russian campaign june parade"),
    Query("as_of=49&category=military", "russian campaign june parade unveiled"),
    Query("as_of=50&category=diplomacy", "moved maybe"),
    Query("as_of=51&category=diplomacy", "moved maybe restored"),
    Query("as_of=1"),
    Query("as_of=2025-11-30"),
    Query("as_of=2&sort=updated", "parade"),
    Query("as_of=2025-12-04&updated_since=2025-12-02", "moved unveiled"),
    Query("as_of=46&bbox=124,37.6,131,43.1&sort=-date", "parade founding"),
)

ORDERS = (
    Query("sort=date", EVERYTHING),
    Query("sort=-date", NEWEST_DATE_FIRST),
    Query("sort=updated", OLDEST_CHANGE_FIRST),
    Query("sort=-updated", backwards(OLDEST_CHANGE_FIRST)),
    Query("sort=published", OLDEST_NEWS_FIRST),
    Query("sort=-published", backwards(OLDEST_NEWS_FIRST)),
    Query("sort=-updated&category=diplomacy", "restored moved maybe"),
    Query("limit=7", EVERYTHING),
    Query("limit=43", EVERYTHING),
    Query("sort=-date&limit=10", NEWEST_DATE_FIRST),
    Query("sort=-updated&limit=4", backwards(OLDEST_CHANGE_FIRST)),
    Query("sort=published&limit=11", OLDEST_NEWS_FIRST),
    Query("limit=5&from=2025&to=2025&match=certain", IN_2025),
    Query("limit=1&q=parade&sort=relevance", "parade maybe founding cafe"),
    Query("limit=2&as_of=46&tag=parade", "founding mistake parade"),
    Query("limit=1&near=-16,-179.9,1000&sort=-published", "apia suva"),
)

CALENDARS = (
    Query("from=2025-08-01&to=2025-08-30&match=certain&expand=1", "aug1"),
    Query("status=cancelled&cancelled=omit", "cafe", ics=""),
    Query("status=cancelled&cancelled=keep", "cafe"),
    Query("from=2025-08&to=2025-08&match=certain&dates=omit", "aug augish aug1 aug31", ics="aug1 aug31"),
    Query("from=2025-08&to=2025-08&match=certain&dates=marker", "aug augish aug1 aug31"),
)

QUERIES = (*WINDOWS, *FILTERS, *SEARCHES, *PAST, *ORDERS, *CALENDARS)

REFUSED: dict[str, str] = {
    "form=2025": 'unknown parameter "form"; did you mean "from"?',
    "from=2025-13": "no month 13",
    "from=2026&to=2025": "from=2026 is after to=2025",
    "match=maybe": "none of possible, certain",
    "tag=%20": "is empty",
    "q=!?": "no word to look for",
    "status=gone": "none of confirmed, tentative, cancelled",
    "bbox=1,2,3": "west,south,east,north",
    "near=0,0": "latitude,longitude,kilometres",
    "updated_since=yesterday": "RFC 3339",
    "as_of=yesterday": "RFC 3339",
    "sort=size": "none of date, -date",
    "sort=relevance": "give q",
    "limit=0": "between 1 and 1000",
    "limit=1&limit=2": "given twice",
    "cursor=abc": "follow `next` links",
}
"""Queries that cannot be asked, and words of why."""
