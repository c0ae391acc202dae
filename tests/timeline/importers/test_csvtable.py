from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.timeline.importers.reading import a_source, drafts, problems
from timeline.domain.errors import InvalidImport

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """Headline;Date;End;Tags;Where;Lat;Lon;Source
One thing;2025-08~;;a, b;Paris, France;48.8;2.3;Le Monde https://lemonde.fr/x
'=Two;10.10.2025;12.10.2025;;;;;
"""


def test_columns_of_any_name_are_guessed(tmp_path: Path) -> None:
    one, two = drafts(a_source(tmp_path, "a.csv", TABLE))
    assert (one.title, str(one.when.edtf), one.tags) == ("One thing", "2025-08~", ("a", "b"))
    assert one.places[0].model_dump(include={"name", "latitude"}) == {"name": "Paris, France", "latitude": 48.8}
    assert one.citations[0].source.url == "https://lemonde.fr/x"
    assert (two.title, str(two.when.edtf)) == ("=Two", "2025-10-10/2025-10-12")


def test_the_guess_is_shown(tmp_path: Path) -> None:
    (shown,) = problems(a_source(tmp_path, "a.csv", "What,When,Colour\nx,2025,red\n"), lost=False)
    assert shown == "line 1: columns read as title=What, when=When; passed over: Colour"


def test_the_guess_can_be_corrected(tmp_path: Path) -> None:
    source = a_source(tmp_path, "a.csv", "Headline,Name,Date\nx,y,2025\n", columns={"title": "Name"})
    assert [one.title for one in drafts(source)] == ["y"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [({"title": "Nom"}, 'no column "Nom"'), ({"titel": "Name"}, 'no field "titel"')],
)
def test_a_wrong_map_is_refused(tmp_path: Path, columns: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidImport, match=message):
        drafts(a_source(tmp_path, "a.csv", "Name,Date\nx,2025\n", columns=columns))


@pytest.mark.parametrize(("name", "text"), [("a.tsv", "title\twhen\nx\t2025\n"), ("a.csv", "title|when\nx|2025\n")])
def test_the_delimiter_is_found(tmp_path: Path, name: str, text: str) -> None:
    assert [one.title for one in drafts(a_source(tmp_path, name, text))] == ["x"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    source = a_source(tmp_path, "a.csv", "title,when\nCafé “Ü”,2025\n".encode(encoding))
    assert [one.title for one in drafts(source)] == ["Café “Ü”"]


def test_cells_may_have_lines_and_problems_name_the_line_in_the_file(tmp_path: Path) -> None:
    source = a_source(tmp_path, "a.csv", 'title,when,text\nx,2025,"one\ntwo"\ny,2025-13,\nz,,\n')
    assert [one.description for one in drafts(source)] == ["one\ntwo"]
    assert [one.split(":")[0] for one in problems(source)] == ["line 4, when", "line 5, date"]


def test_a_bad_cell_costs_its_value_alone(tmp_path: Path) -> None:
    source = a_source(tmp_path, "a.csv", "title,when,status,importance\nx,2025,maybe,9\n")
    assert [(one.title, one.status, one.importance) for one in drafts(source)] == [("x", "confirmed", 3)]
    assert [one.split(":")[0] for one in problems(source)] == ["line 2, status", "line 2, importance"]


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ("2025/3/4", "2025-03-04"),
        ("4.3.2025", "2025-03-04"),
        ("13/03/2025", "2025-03-13"),
        ("03/13/2025", "2025-03-13"),
        ("-44", "-0044"),
        ("-13800000000", "Y-13800000000"),
        ("2024-37~", "2024-37~"),
    ],
)
def test_plain_dates_that_mean_one_thing_are_read(tmp_path: Path, date: str, edtf: str) -> None:
    (draft,) = drafts(a_source(tmp_path, "a.csv", f"title,when\nx,{date}\n"))
    assert str(draft.when.edtf) == edtf


def test_a_date_that_may_mean_two_things_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(a_source(tmp_path, "a.csv", "title,when\nx,03/04/2025\n"))
    assert "month or day first?" in problem


def test_times_of_day_stay_in_their_zone(tmp_path: Path) -> None:
    text = "title,when,end,zone\na,2025-01-02 09:00,2025-01-02 10:00,Asia/Tokyo\nb,2025-01-02T09:00:00+02:00,,\n"
    one, two = drafts(a_source(tmp_path, "a.csv", text))
    assert (one.when.start_time.zone, one.when.start_time.local.hour) == ("Asia/Tokyo", 9)
    assert (two.when.start_time.zone, two.when.start_time.local.hour) == ("UTC", 7)


def test_the_sheet_of_timelinejs_is_read(tmp_path: Path) -> None:
    text = (
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
        "Media Caption,Group\n-200,,,,,,,,long ago,Old,,,,,A\n2025,3,4,,2025,3,9,,,New,<p>Hi</p>,https://a.org/b.jpg,Me,Cap,\n"
    )
    old, new = drafts(a_source(tmp_path, "sheet.csv", text))
    assert (str(old.when.edtf), old.when.date_text, old.category) == ("-0200", "long ago", "A")
    assert (str(new.when.edtf), new.media[0].alt, new.media[0].credit) == ("2025-03-04/2025-03-09", "Cap", "Me")


def test_a_table_without_rows_has_no_events(tmp_path: Path) -> None:
    assert drafts(a_source(tmp_path, "a.csv", "title,when\n")) == []


@pytest.mark.parametrize(
    ("text", "message"), [("", "is empty"), ("\n\n", "is empty"), ("a,b\n1,2\n", "no column looks like a title")]
)
def test_a_file_that_is_no_table_of_events_says_why(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InvalidImport, match=message):
        drafts(a_source(tmp_path, "a.csv", text))
