"""What a pattern matched → the points that it names: the reader of each form in `forms`."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.domain.reported_dates import vocabulary as v
from timeline.domain.reported_dates.point import Point, Unit

Match = re.Match[str]
UNITS: dict[str, Unit] = {
    "day": "day", "week": "week", "fortnight": "fortnight", "weekend": "weekend", "month": "month", "year": "year",
    "decade": "decade", "century": "century", "centuries": "century",
}  # fmt: skip


def read_days(found: Match) -> list[Point]:
    whole = Point(
        year=_year(found),
        month=v.read_month(found["month"]),
        which=v.read_which(found.groupdict().get("which")),
    )
    numbers = [v.read_ordinal(f"{each}th") for each in re.findall(r"\d+", found["days"])]
    return [replace(whole, day=number) for number in numbers]


def _year(found: Match) -> int | None:
    text = found.groupdict().get("year")
    return int(text) if text else None


def read_iso(found: Match) -> list[Point]:
    return [Point(text=found[0])]


def read_numeric(found: Match) -> list[Point]:
    """With strokes in either order, where both are days: nobody can tell. With points the day comes first."""
    one, other, year = int(found["one"]), int(found["other"]), found["year"]
    orders = {(other, one)} if found["mark"] == "." else {(one, other), (other, one)}
    days = sorted(f"{year}-{month:02d}-{day:02d}" for month, day in orders if month <= 12)  # noqa: PLR2004
    return [Point(text=days[0] if len(days) == 1 else f"[{','.join(days)}]")] if days else []


def read_month(found: Match) -> list[Point]:
    edge = found.groupdict().get("edge")
    return [
        Point(
            year=_year(found),
            month=v.read_month(found["month"]),
            part=v.read_part(edge or found.groupdict().get("part")),
            which=v.read_which(found.groupdict().get("which")),
            edge=bool(edge and "end" in edge.lower()),
        )
    ]


def read_month_of_relative_year(found: Match) -> list[Point]:
    part = v.read_part(found["part"])
    back = {"last": 1, "this": 0, "next": -1}[v.read_which(found["which"]) or "this"]
    return [Point(month=v.read_month(found["month"]), part=part, back=back, unit="year")]


def read_weekday(found: Match) -> list[Point]:
    number = v.WEEKDAY_NAMES.index(found["weekday"])
    return [Point(weekday=number, which=v.read_which(found["which"]))]


def read_week_of_month(found: Match) -> list[Point]:
    number = -1 if found["number"].lower() == "last" else v.read_ordinal(found["number"])
    return [Point(year=_year(found), month=v.read_month(found["month"]), week=number)]


def read_week_of_day(found: Match) -> list[Point]:
    return [Point(year=_year(found), month=v.read_month(found["month"]), day=int(found["day"]), unit="week")]


def read_holiday(found: Match) -> list[Point]:
    month, day = v.HOLIDAYS[found["holiday"].replace("’", "'")]
    return [Point(year=_year(found), month=month, day=day)]


def read_today(found: Match) -> list[Point]:
    back = {"yesterday": 1, "tomorrow": -1}.get(found["word"].lower(), 0)
    return [Point(back=back * (2 if found["day"] else 1), unit="day")]


def read_ago(found: Match) -> list[Point]:
    unit = _unit(found)
    return [Point(back=v.read_number(found["number"]), unit=unit, approximate=unit != "day")]


def read_lasting(found: Match) -> list[Point]:
    return [replace(point, lasting=True) for point in read_ago(found)]


def _unit(found: Match) -> Unit:
    word = found["unit"].lower()
    return UNITS.get(word) or UNITS[word.removesuffix("s")]


def read_relative_unit(found: Match) -> list[Point]:
    back = {"last": 1, "this": 0, "next": -1}[v.read_which(found["which"]) or "this"]
    return [Point(back=back, unit=UNITS[found["unit"].lower()], part=v.read_part(found["part"]))]


def read_season(found: Match) -> list[Point]:
    season = v.SEASONS[found["season"].lower()]
    which = v.read_which(found.groupdict().get("which"))
    return [Point(year=_year(found), season=season, which=which, approximate=found.groupdict().get("part") is not None)]


def read_quarter(found: Match) -> list[Point]:
    return [Point(year=_year(found), season=32 + v.read_ordinal(found["number"]))]


def read_half(found: Match) -> list[Point]:
    return [Point(year=_year(found), season=39 + v.read_ordinal(found["number"]))]


def read_decade(found: Match) -> list[Point]:
    first = int(found["decade"]) if len(found["decade"]) > 2 else 1900 + int(found["decade"])  # noqa: PLR2004
    part = v.read_part(found["part"])
    if part is None:
        return [Point(text=f"{first // 10}X")]
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
    return [Point(text=f"[{first + low}..{first + high}]")]


def read_century(found: Match) -> list[Point]:
    """The 19th is 18XX, as people say it; before our era there is no such mask, so its years stand there."""
    number, part = v.read_ordinal(found["number"]), v.read_part(found["part"])
    thirds = {None: (0, 99), "early": (0, 33), "mid": (34, 66), "late": (67, 99)}
    low, high = thirds[part]
    if found["era"] and found["era"].startswith("B"):
        first = 1 - 100 * number
        return [Point(text=f"[{_written(first + low)}..{_written(first + high)}]")]
    first = 100 * (number - 1)
    return [Point(text=f"{number - 1:02d}XX" if part is None else f"[{first + low:04d}..{first + high:04d}]")]


def read_era(found: Match) -> list[Point]:
    number = int(found["after"] or found["before"])
    era = found["era"] or found["prefix"]
    return [Point(text=_written(1 - number if era.startswith("B") else number))] if number else []


def _written(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def read_part_of_year(found: Match) -> list[Point]:
    edge = found.groupdict().get("edge")
    part = v.read_part(edge or found["part"])
    return [Point(year=int(found["year"]), part=part, edge=bool(edge and "end" in edge.lower()))]


def read_years(found: Match) -> list[Point]:
    """1914–1918, 1914–18."""
    first, second = found["first"], found["second"]
    last = first[: -len(second)] + second if len(second) < len(first) else second
    return [Point(year=int(first)), Point(year=int(last))] if int(first) < int(last) else []


def read_bare_year(found: Match) -> list[Point]:
    return [Point(year=int(found["year"]))]
