from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.builders import at
from timeline.domain.event import EventDraft
from timeline.domain.when import When
from timeline.operations.record import record_event, withdraw_event
from timeline.web.linked_data import dates

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

DATES = {
    "2025-10-10": {"startDate": "2025-10-10", "endDate": "2025-10-10"},
    "2025-08": {"startDate": "2025-08", "endDate": "2025-08"},
    "2025-08~": {"startDate": "2025-08", "endDate": "2025-08"},
    "2025-21": {"startDate": "2025", "endDate": "2025"},
    "[2025-06-03,2025-06-04]": {"startDate": "2025-06", "endDate": "2025-06"},
    "2023-08/2025-03": {"startDate": "2023-08", "endDate": "2025-03"},
    "2023/..": {"startDate": "2023"},
    "../1985": {"endDate": "1985"},
    "199X": {},
    "-0043": {},
}


@pytest.mark.parametrize("edtf", DATES)
def test_no_day_is_invented_for_search_engines(edtf: str) -> None:
    assert dates(When(edtf=edtf)) == DATES[edtf]


def test_a_zoned_time_is_given_as_an_instant() -> None:
    when = When.model_validate({"start": at("2018-05-05T00:00:00"), "end": at("2018-05-05T01:00:00")})
    assert dates(when) == {"startDate": "2018-05-04T15:00:00+00:00", "endDate": "2018-05-04T16:00:00+00:00"}


def record(database: Database, clock: Clock, **fields: object) -> None:
    draft = EventDraft.parse({"uid": "u0", "slug": "parade", "title": "</script>Parade", "when": {"edtf": "2025-08~"},
                              **fields})  # fmt: skip
    record_event(database, "things", draft, actor="a", now=clock())


def test_an_event_page_carries_its_description_and_its_picture(
    client: FlaskClient, database: Database, clock: Clock
) -> None:
    record(database, clock, places=[{"name": "Pyongyang", "latitude": 39, "longitude": 125.7}])
    page = client.get("/timelines/things/events/parade").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found is not None
    described = json.loads(found[1])
    assert described["@type"] == "Event"
    assert described["name"] == "</script>Parade"
    assert described["dcterms:date"]["@value"] == "2025-08~"
    assert described["location"]["geo"]["latitude"] == 39
    picture = "https://timelines.example.org/timelines/things/events/parade/card.png"
    assert f'<meta property="og:image" content="{picture}">' in page


def test_the_picture_is_validated_like_the_page(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock)
    for path in ("/timelines/things/events/parade/card.png", "/timelines/things/card.png"):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_a_withdrawn_event_has_no_picture(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock)
    withdraw_event(database, "things", "u0", expected=2, actor="a", now=clock(), reason="wrong")
    assert client.get("/timelines/things/events/parade/card.png").status_code == 410


def test_relations_are_shown_from_both_ends(client: FlaskClient, database: Database, clock: Clock) -> None:
    record(database, clock)
    draft = EventDraft.parse({"uid": "u1", "slug": "speech", "title": "Speech", "when": {"edtf": "2025-08-13"},
                              "relations": [{"type": "parent", "uid": "u0"}]})  # fmt: skip
    record_event(database, "things", draft, actor="a", now=clock())
    parts = re.compile(r'<span class="quiet">(part of|includes)</span> <a href="([^"]+)"')
    assert parts.findall(client.get("/timelines/things/events/speech").text) == [
        ("part of", "/timelines/things/events/parade")
    ]
    assert parts.findall(client.get("/timelines/things/events/parade").text) == [
        ("includes", "/timelines/things/events/speech")
    ]
