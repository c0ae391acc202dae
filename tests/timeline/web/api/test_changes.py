"""A mirror that is kept by `changes` is equal to its source, whatever happened: the public's, and an editor's."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.builders import a_timeline
from tests.conftest import NOW
from tests.timeline.web.api.conftest import bearer
from timeline.domain.errors import TimelineError
from timeline.domain.event import EventDraft
from timeline.operations import record
from timeline.store.writer import create_timeline, writing

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.conftest import Clock
    from timeline.operations.maintain import Database

CHANGES = "/api/v1/timelines/things/changes"
UIDS = st.sampled_from(["a", "b", "c", "d"])
PUBLICATIONS = st.sampled_from(["draft", "published"])
numbers = itertools.count()


class Mirror:
    """What a client does: apply items in order, go on at `next`."""

    def __init__(self, client: FlaskClient, slug: str, headers: dict[str, str]) -> None:
        self.client, self.path, self.headers = client, f"/api/v1/timelines/{slug}", headers
        self.revision = 0
        self.events: dict[str, Any] = {}
        self.seen: list[Any] = []

    def step(self, limit: int) -> bool:
        address = f"{self.path}/changes?since={self.revision}&limit={limit}"
        body = self.client.get(address, headers=self.headers).get_json()
        for item in body["items"]:
            self.seen.append(item)
            if item["tombstone"]:
                self.events.pop(item["uid"], None)
            else:
                self.events[item["uid"]] = item
        assert body["next"] > self.revision or not body["more"]
        self.revision = body["next"]
        return bool(body["more"])

    def source(self) -> dict[str, Any]:
        body = self.client.get(f"{self.path}/events?limit=1000", headers=self.headers).get_json()
        assert body["revision"] == self.revision
        return {item["uid"]: item for item in body["items"]}


class Histories(RuleBasedStateMachine):
    """Any history of four events; the uid of a draft says so, and it must stay unseen."""

    client: FlaskClient
    database: Database
    token: dict[str, str]

    def __init__(self) -> None:
        super().__init__()
        self.slug = f"history-{next(numbers)}"
        self.now = NOW
        with self.database.transaction() as tx:
            create_timeline(tx, a_timeline(slug=self.slug), actor="a", now=NOW)
        self.mirrors = [Mirror(self.client, self.slug, {}), Mirror(self.client, self.slug, self.token)]

    def write(self, change: Any) -> None:
        self.now += timedelta(seconds=1)
        try:
            with writing(self.database, self.slug, actor="a", now=self.now) as log:
                change(log)
        except TimelineError:
            return

    @rule(uid=UIDS, publication=PUBLICATIONS)
    def record(self, uid: str, publication: str) -> None:
        title = "Secret" if publication == "draft" else "Open"
        fields = {"uid": uid, "title": title, "when": {"edtf": "2025"}, "publication": publication}
        self.write(lambda log: record.record(log, EventDraft.parse(fields)))

    @rule(uid=UIDS, publication=PUBLICATIONS)
    def publish_or_take_back(self, uid: str, publication: str) -> None:
        title = f"{'Secret' if publication == 'draft' else 'Open'} {next(numbers)}"
        self.write(lambda log: record.revise(log, uid, {"title": title, "publication": publication}, "*"))

    @rule(uid=UIDS)
    def withdraw(self, uid: str) -> None:
        self.write(lambda log: record.withdraw(log, uid, "*"))

    @rule(uid=UIDS)
    def restore(self, uid: str) -> None:
        self.write(lambda log: record.restore(log, uid, "*"))

    @rule(title=st.sampled_from(["One", "Two"]))
    def describe(self, title: str) -> None:
        self.write(lambda log: log.describe(log.state.timeline.model_copy(update={"title": title})))

    @rule(limit=st.integers(1, 3))
    def follow_a_little(self, limit: int) -> None:
        for mirror in self.mirrors:
            mirror.step(limit)

    @rule(limit=st.sampled_from([1, 2, 1000]))
    def follow_to_the_end(self, limit: int) -> None:
        for mirror in self.mirrors:
            while mirror.step(limit):
                pass
            assert mirror.events == mirror.source()

    @invariant()
    def the_public_sees_no_draft(self) -> None:
        assert "Secret" not in str(self.mirrors[0].seen)

    def teardown(self) -> None:
        self.follow_to_the_end(2)
        self.the_public_sees_no_draft()


def test_a_mirror_is_equal_to_its_source_after_any_history(client: FlaskClient, database: Database) -> None:
    Histories.client, Histories.database, Histories.token = client, database, bearer(database, "read-drafts")
    examples, steps = (60, 40) if database.is_sqlite else (10, 30)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Histories,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


@pytest.fixture
def draft(database: Database, clock: Clock) -> str:
    fields = {"uid": "u0", "title": "Secret", "when": {"edtf": "2025"}, "publication": "draft"}
    record.record_event(database, "things", EventDraft.parse(fields), actor="a", now=clock())
    return "u0"


def test_the_next_revision_of_the_public_is_a_public_one(
    client: FlaskClient, database: Database, clock: Clock, draft: str
) -> None:
    body = client.get(CHANGES).get_json()
    assert (body["items"], body["next"], body["more"], body["timeline"]["revision"]) == ([], 1, False, 1)
    record.revise_event(
        database, "things", draft, {"publication": "published", "title": "Open"}, expected=2, actor="a", now=clock()
    )
    opened = client.get(f"{CHANGES}?since=1").get_json()
    assert [one["title"] for one in opened["items"]] == ["Open"]
    record.revise_event(
        database, "things", draft, {"publication": "draft", "title": "Secret"}, expected=3, actor="a", now=clock()
    )
    taken_back = client.get(f"{CHANGES}?since=3").get_json()
    assert [set(one) for one in taken_back["items"]] == [{"uid", "revision", "recorded_at", "tombstone"}]
    record.revise_event(database, "things", draft, {"title": "Secret 2"}, expected=4, actor="a", now=clock())
    after = client.get(f"{CHANGES}?since=4").get_json()
    assert (after["items"], after["next"]) == ([], 4)


def test_a_revision_that_never_was_is_refused(client: FlaskClient, draft: str) -> None:
    refused = client.get(f"{CHANGES}?since=2")
    assert (refused.status_code, "begin again" in refused.get_json()["detail"]) == (400, True)
    assert client.get(f"{CHANGES}?since=-1").status_code == 400


def test_pages_are_linked_and_asking_again_costs_one_statement(
    client: FlaskClient, database: Database, clock: Clock, statements: list[str]
) -> None:
    for number in range(3):
        fields = {"uid": f"u{number}", "title": "x", "when": {"edtf": "2025"}}
        record.record_event(database, "things", EventDraft.parse(fields), actor="a", now=clock())
    first = client.get(f"{CHANGES}?limit=2")
    following = f'<https://timelines.example.org{CHANGES}?since=3&limit=2>; rel="next"'
    assert following in first.headers.getlist("Link")
    last = client.get(f"{CHANGES}?since=3&limit=2")
    assert not any("next" in one for one in last.headers.getlist("Link"))
    statements.clear()
    again = client.get(f"{CHANGES}?limit=2", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, len(statements)) == (304, 1)
