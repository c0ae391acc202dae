"""The feed of corrections over a real log, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import feedparser
import pytest

from timeline.domain.event import EventDraft
from timeline.domain.version import RENDERER, WRITTEN_ANEW
from timeline.operations.record import record_event, restore_event, revise_event, withdraw_event
from timeline.store import versions
from timeline.store.writer import writing

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

FEED = "/timelines/things/changes.json"


class Story:
    """Writes to one event, one after the other."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock

    def record(self, uid: str, **fields: Any) -> None:
        draft = EventDraft.parse({"uid": uid, "title": f"Event {uid}", "when": {"edtf": "2025-08"}, **fields})
        self.revision = record_event(self.database, "things", draft, actor="ann", now=self.clock()).revision

    def revise(self, uid: str, reason: str = "", **changes: Any) -> None:
        done = revise_event(self.database, "things", uid, changes, expected=self.revision, actor="ann",
                            now=self.clock(), reason=reason or None)  # fmt: skip
        self.revision = done.revision

    def withdraw(self, uid: str) -> None:
        done = withdraw_event(self.database, "things", uid, expected=self.revision, actor="bob", now=self.clock(),
                              reason="It never took place")  # fmt: skip
        self.revision = done.revision

    def restore(self, uid: str) -> None:
        done = restore_event(
            self.database, "things", uid, expected=self.revision, actor="ann", now=self.clock(), reason="It did"
        )
        self.revision = done.revision

    def write_anew(self, uid: str) -> None:
        with writing(self.database, "things", actor=RENDERER, now=self.clock(), reason=WRITTEN_ANEW) as log:
            before = versions.find_current(log.tx, log.state, uid)
            assert before is not None
            self.revision = log.append(before.event, replaces=before).revision


@pytest.fixture
def story(database: Database, clock: Clock) -> Story:
    return Story(database, clock)


def items(client: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(FEED + query).get_json()["items"]
    return found


def test_what_was_put_right_is_told_newest_first_and_a_first_publication_is_not(
    client: FlaskClient, story: Story
) -> None:
    story.record("u1")
    story.revise("u1", reason="Dated", when={"edtf": "2025-08-14"})
    story.withdraw("u1")
    story.restore("u1")
    assert [one["title"] for one in items(client)] == [
        "Restored: Event u1", "Withdrawn: Event u1", "Corrected: Event u1",
    ]  # fmt: skip
    assert items(client)[2]["content_text"] == "Date: August 2025 → 14 August 2025\nReason: Dated\nCorrected by ann"
    parsed = feedparser.parse(client.get("/timelines/things/changes.atom").data)
    assert [entry.title for entry in parsed.entries] == [one["title"] for one in items(client)]


def test_versions_that_changed_nothing_in_the_event_are_left_out(client: FlaskClient, story: Story) -> None:
    story.record("u1")
    story.write_anew("u1")
    story.revise("u1", title="New")
    story.write_anew("u1")
    assert [one["_timeline"]["changes"] for one in items(client)] == [
        [{"field": "title", "before": "Event u1", "after": "New"}]
    ]


def test_drafts_are_seen_by_nobody(client: FlaskClient, story: Story) -> None:
    story.record("u1", publication="draft")
    story.revise("u1", title="Secret")
    story.revise("u1", publication="published")
    assert items(client) == []
    story.revise("u1", publication="draft", description="Hidden")
    story.revise("u1", publication="published", description="Shown", title="Told")
    (only,) = items(client)
    assert {change["field"] for change in only["_timeline"]["changes"]} == {"description", "title"}
    assert "Hidden" not in str(only)
    assert "Secret" in str(only)  # as it was first published


def test_pages_follow_next_url_to_the_end(client: FlaskClient, story: Story) -> None:
    story.record("u1")
    for number in range(5):
        story.revise("u1", title=f"Title {number}")
    url, seen = f"{FEED}?limit=2", []
    for _ in range(5):
        page = client.get(url).get_json()
        seen += [one["_timeline"]["changes"][0]["after"] for one in page["items"]]
        if "next_url" not in page:
            break
        url = page["next_url"]
    assert seen == [f"Title {number}" for number in (4, 3, 2, 1, 0)]


def test_since_a_moment(client: FlaskClient, story: Story) -> None:
    story.record("u1")
    story.revise("u1", title="Old")
    moment = story.clock()
    story.revise("u1", title="New")
    found = items(client, f"?updated_since={moment:%Y-%m-%dT%H:%M:%SZ}")
    assert [one["_timeline"]["changes"][0]["after"] for one in found] == ["New"]


def test_asking_again_costs_one_statement(client: FlaskClient, story: Story, statements: list[str]) -> None:
    story.record("u1")
    first = client.get(FEED)
    statements.clear()
    again = client.get(FEED, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, len(statements)) == (304, 1)


@pytest.mark.parametrize("count", [1, 20])
def test_many_corrections_cost_as_many_statements_as_one(
    client: FlaskClient, story: Story, statements: list[str], count: int
) -> None:
    story.record("u1")
    for number in range(count):
        story.revise("u1", title=f"Title {number}")
    statements.clear()
    assert len(items(client)) == count
    assert len(statements) == 3


@pytest.mark.parametrize("query", ["?tag=a", "?sort=date", "?limit=0", "?cursor=x", "?updated_since=yesterday"])
def test_what_corrections_cannot_be_asked_is_refused_by_name(client: FlaskClient, query: str) -> None:
    answer = client.get(FEED + query)
    assert answer.status_code == 400
    assert query[1:].partition("=")[0] in answer.get_json()["detail"]
