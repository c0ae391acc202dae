from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.timeline.importers.reading import a_source, about, drafts, problems

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.importers.importer import Source

V3: dict[str, Any] = {
    "title": {"text": {"headline": "Ages", "text": "<p>All of them</p>"}},
    "events": [
        {
            "start_date": {"year": "2011", "month": "2"},
            "display_date": "one February",
            "text": {"headline": "A <b>b</b>", "text": '<p>See <a href="https://x.org/1">this</a></p>'},
            "media": {"url": "https://x.org/a.jpg", "credit": "c", "caption": "cap"},
            "group": "G",
            "unique_id": "u1",
        },
        {"start_date": {"year": -13800000000}, "text": {"headline": "Big bang"}},
        {"start_date": {"year": 2020, "month": 3, "day": 4, "hour": 5, "minute": 6}, "text": {"headline": "Timed"}},
    ],
    "eras": [{"start_date": {"year": "1900"}, "end_date": {"year": "1950"}, "text": {"headline": "Era"}}],
}
V1: dict[str, Any] = {
    "timeline": {
        "headline": "Old",
        "text": "intro",
        "date": [
            {
                "startDate": "2011,12,10",
                "endDate": "2011,12,11",
                "headline": "H",
                "asset": {"media": "https://x.org/1.jpg"},
            },
            {"startDate": "2012", "headline": "Y", "tag": "x"},
        ],
        "era": [{"startDate": "2000", "endDate": "2010", "headline": "E"}],
    }
}


def source(folder: Path, document: object) -> Source:
    return a_source(folder, "a.json", json.dumps(document))


def test_version_3_with_eras_groups_media_and_deep_time(tmp_path: Path) -> None:
    slide, bang, timed, era = drafts(source(tmp_path, V3))
    assert about(source(tmp_path, V3)) == {"title": "Ages", "description": "All of them"}
    assert (slide.uid, slide.title, str(slide.when.edtf), slide.when.date_text) == (
        "u1",
        "A b",
        "2011-02",
        "one February",
    )
    assert (slide.description, slide.category) == ("See [this](https://x.org/1)", "G")
    assert (slide.media[0].alt, slide.media[0].credit) == ("cap", "c")
    assert str(bang.when.edtf) == "Y-13800000000"
    assert timed.when.start_time.local.isoformat() == "2020-03-04T05:06:00"
    assert (str(era.when.edtf), era.tags) == ("1900/1950", ("era",))


def test_versions_1_and_2(tmp_path: Path) -> None:
    first, second, era = drafts(source(tmp_path, V1))
    assert about(source(tmp_path, V1)) == {"title": "Old", "description": "intro"}
    assert (str(first.when.edtf), first.media[0].url) == ("2011-12-10/2011-12-11", "https://x.org/1.jpg")
    assert (str(second.when.edtf), second.tags) == ("2012", ("x",))
    assert str(era.when.edtf) == "2000/2010"


@pytest.mark.parametrize(
    "date", [{}, {"year": ""}, {"year": "soon"}, {"year": 2011, "month": 13}, None, [], {"year": "1e400"}]
)
def test_a_slide_without_a_date_is_left_out_and_named(tmp_path: Path, date: object) -> None:
    document = {"events": [{"start_date": date, "text": {"headline": "x"}}, V3["events"][0]]}
    assert [one.uid for one in drafts(source(tmp_path, document))] == ["u1"]
    assert problems(source(tmp_path, document))[0].startswith("/events/0/start_date")
