"""What a search finds, alike on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from tests.loading import load
from timeline.domain.errors import InvalidQuery
from timeline.domain.query import parse_query
from timeline.domain.search import MOST_WORDS, Term, parse_search
from timeline.operations.browse import reading
from timeline.operations.maintain import rebuild
from timeline.operations.record import revise_event, withdraw_event

if TYPE_CHECKING:
    from tests.conftest import Clock
    from timeline.operations.maintain import Database

DOCUMENTS = (
    {"title": "Military parade shows the Hwasong-20 missile", "tags": ["parade", "ICBM"],
     "description": "The honour guard marched past **Kim Il Sung Square**; 15,809 people watched.",
     "citations": [{"source": {"title": "Parade report", "publisher": "KCNA"}, "attributed_to": "State media",
                    "quote": "the strongest weapon"}]},
    {"title": "북한군 병사들이 쿠르스크에 배치되었다", "places": [{"name": "평양"}], "category": "군사",
     "description": "국가정보원은 러시아 파병을 확인했다."},
    {"title": "Северная Корея отправила войска в Курск", "actors": [{"name": "Ким Чен Ын"}],
     "description": "Ёлка и йод: подъём флага над Москвой."},
    {"title": "أرسلت كوريا الشمالية جنودًا إلى روسيا", "description": "قال المتحدث إنّ الصواريخ وصلت إلى كورسك."},
    {"title": "Café opening in Pyongyang", "description": "Naïve façade, STRASSE and straße; a parade was cancelled.",
     "actors": [{"name": "KCNA"}], "category": "Culture"},
    {"title": "北京大学の会議", "description": "ミサイル発射 ﾌﾛｰﾄ 東京", "tags": ["weapons"]},
    {"title": "Nothing much", "publication": "draft", "description": "secret parade"},
    {"title": "कोरिया की सेना และขีปนาวุธ", "description": "O'Brien's e-mail; honour without a guard"},
)  # fmt: skip

SEARCHES: dict[str, list[int]] = {
    "parade": [0, 4],
    "PARADE": [0, 4],
    "military parade": [0],
    "parade military": [0],
    '"military parade"': [0],
    '"parade military"': [],
    '"honour guard"': [0],
    "honour guard": [0, 7],
    "honour -marched": [7],
    "parade -cafe": [0],
    "-parade": [1, 2, 3, 5, 7],
    "weap*": [0, 5],
    "weapon": [0],
    "hwasong-20": [0],
    "hwasong": [0],
    "15,809": [0],
    "15,908": [],
    "kcna": [0, 4],
    '"state media"': [0],
    '"strongest weapon"': [0],
    "k": [0, 4],
    "cafe": [4],
    "CAFÉ": [4],
    "cafe\u0301": [4],
    "naive facade": [4],
    "strasse": [4],
    "culture": [4],
    "o'brien": [7],
    "e-mail": [7],
    "secret": [],
    "평양": [1],
    "북한": [1],
    "북한군": [1],
    "한군": [1],
    "병사": [1],
    "쿠르스크": [1],
    "군": [1],
    "파병 러시아": [1],
    '"러시아 파병"': [1],
    '"파병 러시아"': [],
    "국가정보원": [1],
    "정보원은 확인": [1],
    "한국": [],
    "курск": [2],
    "КОРЕЯ войска": [2],
    "елка": [2],
    "иод подъем": [2],
    '"Ким Чен Ын"': [2],
    "москв*": [2],
    "москва": [],
    "كوريا": [3],
    "جنودا": [3],
    "جنودًا": [3],
    "الشمالية كوريا": [3],
    '"كوريا الشمالية"': [3],
    "الصواريخ": [3],
    "إن": [3],
    "صوار*": [],
    "大学": [5],
    "京": [5],
    "ミサイル": [5],
    "フロート": [5],
    "サイ": [5],
    "東京 会議": [5],
    "सेना": [7],
    "ขีปนาวุธ": [7],
    '"parade icbm"': [],
    '"cafe opening" missile': [],
}


def search(database: Database, *texts: str, sort: str = "date") -> list[int]:
    pairs = [("q", text) for text in texts]
    with reading(database, "found") as found:
        versions = found.events(parse_query([*pairs, ("sort", sort)])).versions
        assert found.count(parse_query(pairs)) == len(versions)
        return [int(one.uid[1:]) for one in versions]


@pytest.fixture
def stored(database: Database, clock: Clock) -> Database:
    load(database, clock, *({"when": {"edtf": f"20{number:02d}"}, **one} for number, one in enumerate(DOCUMENTS)))
    return database


def test_every_search_finds_its_events(stored: Database) -> None:
    assert {text: search(stored, text) for text in SEARCHES} == SEARCHES


def test_repeated_searches_are_alternatives(stored: Database) -> None:
    assert search(stored, "평양", "курск -корея", "cafe") == [1, 4]


def test_relevance_puts_the_title_before_names_and_names_before_the_rest(database: Database, clock: Clock) -> None:
    load(
        database, clock,
        {"when": {"edtf": "2001"}, "title": "A", "description": "drone"},
        {"when": {"edtf": "2002"}, "title": "B", "tags": ["drone"]},
        {"when": {"edtf": "2003"}, "title": "Drone"},
        {"when": {"edtf": "2004"}, "title": "Drone strike", "description": "a drone", "tags": ["drone"]},
        {"when": {"edtf": "2000"}, "title": "C", "description": "drone"},
    )  # fmt: skip
    assert search(database, "drone", sort="relevance") == [3, 2, 1, 4, 0]


def test_pages_by_relevance_joined_are_the_whole(database: Database, clock: Clock) -> None:
    texts = ({"title": "drone"}, {"title": "x", "description": "drone"}, {"title": "y", "tags": ["drone"]})
    load(database, clock, *({"when": {"edtf": f"19{number:02d}"}, **texts[number % 3]} for number in range(20)))
    pages: list[int] = []
    pairs = [("q", "drone"), ("sort", "relevance"), ("limit", "3")]
    query = parse_query(pairs)
    while True:
        with reading(database, "found") as found:
            page = found.events(query)
        pages += [int(one.uid[1:]) for one in page.versions]
        if page.next is None:
            break
        query = parse_query([*pairs, ("cursor", str(page.next))])
    assert pages == search(database, "drone", sort="relevance")
    assert len(pages) == 20


def test_a_search_follows_the_log(stored: Database, clock: Clock) -> None:
    with reading(stored, "found") as found:
        revision = found.event("s4").revision
    revised = revise_event(
        stored, "found", "u004", {"title": "Restaurant", "description": "quiet"},
        expected=revision, actor="a", now=clock(),
    )  # fmt: skip
    assert search(stored, "cafe") == []
    assert search(stored, "restaurant") == [4]
    with reading(stored, "found") as found:
        before = found.events(parse_query([("q", "cafe"), ("as_of", str(revision + 10_000))])).versions
        then = found.events(parse_query([("q", "cafe"), ("as_of", str(revised.revision - 1))])).versions
    assert (before, [one.uid for one in then]) == ([], ["u004"])
    withdraw_event(stored, "found", "u004", expected=revised.revision, actor="a", now=clock(), reason="wrong")
    assert search(stored, "restaurant") == []


def test_reindexing_makes_the_index_anew_and_tells_what_was_missing(stored: Database) -> None:
    with stored.transaction() as tx:
        emptied = "INSERT INTO version_search (version_search) VALUES ('delete-all')"
        tx.execute(sa.text(emptied if stored.is_sqlite else "DELETE FROM version_search"))
    assert search(stored, "parade") == []
    assert rebuild(stored).changed == len(DOCUMENTS)
    assert search(stored, "parade") == [0, 4]
    assert rebuild(stored).changed == 0


def test_a_text_longer_than_the_index_can_count_is_found_by_its_beginning(database: Database, clock: Clock) -> None:
    long = "alpha " + "same " * 1_000 + " ".join(f"{number:x}" for number in range(MOST_WORDS))
    load(database, clock, {"when": {"edtf": "2001"}, "description": long})
    assert search(database, "alpha 3e8 same") == search(database, '"same same"') == [0]
    assert search(database, f"{MOST_WORDS - 1:x}") == []


@pytest.mark.parametrize("text", ["", "   ", "!?", '""', "-", "*", "x" * 501, "a\x00b", " ".join(["w"] * 17)])
def test_a_search_for_nothing_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuery, match="q="):
        parse_query([("q", text)])


@pytest.mark.parametrize(
    "text", ['"', "a OR b", "a AND (b", "title : x", "'a' & !b", "a:*", "{x}^", "NEAR(a b)", "\ue000"]
)
def test_no_text_is_a_command_of_the_database(stored: Database, text: str) -> None:
    assert set(search(stored, f"parade {text}")) <= {0, 4}


def test_a_search_is_read_into_terms() -> None:
    found = parse_search('two "a phrase" begin* -without 북한군 군')
    assert found.wanted == (
        Term(("two",)), Term(("a", "phrase")), Term(("begin",), prefix=True), Term(("북한", "한군")),
        Term(("군",), prefix=True),
    )  # fmt: skip
    assert found.unwanted == (Term(("without",)),)


def test_relevance_needs_a_search() -> None:
    with pytest.raises(InvalidQuery, match="give q"):
        parse_query([("sort", "relevance")])
