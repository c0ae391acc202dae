"""Changing events through the API, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.timeline.web.api.conftest import bearer

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from timeline.operations.maintain import Database

    Ask = Callable[..., Any]

EVENTS = "/api/v1/timelines/things/events"
PARADE = {"uid": "u0", "title": "Parade", "when": {"edtf": "2025-10-10"}}


def uids(client: FlaskClient) -> list[str]:
    return [one["uid"] for one in client.get(EVENTS).get_json()["items"]]


def test_a_recorded_event_is_told_with_its_address_and_revision(client: FlaskClient, write: Ask) -> None:
    made = write("POST", EVENTS, {"title": "Parade", "when": {"edtf": "2025-08~"}})
    assert made.status_code == 201
    item = made.get_json()
    assert made.headers["ETag"] == f'"{item["revision"]}"' == '"2"'
    assert made.headers["Location"] == f"https://timelines.example.org{EVENTS}/{item['uid']}"
    assert made.headers["Cache-Control"] == "private, no-store"
    assert client.get(f"{EVENTS}/{item['uid']}").get_json() == item
    assert client.get(f"{EVENTS}/{item['uid']}/versions").get_json()["items"][0]["recorded_by"] == "write editor"


def test_an_event_is_put_changed_withdrawn_and_restored_each_on_the_revision_before(
    client: FlaskClient, write: Ask
) -> None:
    path = f"{EVENTS}/u0"
    made = write("PUT", path, PARADE)
    assert (made.status_code, made.headers["ETag"]) == (201, '"2"')
    changed = write("PATCH", path, {"tags": ["big"], "when": {"date_text": "on Friday"}}, If_Match='"2"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"3"')
    assert changed.get_json()["when"]["edtf"] == "2025-10-10"
    replaced = write("PUT", f"{path}?reason=shorter", PARADE, If_Match='"3:gzip"')
    assert (replaced.get_json()["tags"], replaced.headers["ETag"]) == ([], '"4"')
    gone = write("DELETE", f"{path}?reason=It never took place", If_Match='W/"4"')
    assert (gone.status_code, gone.get_json()["tombstone"]) == (200, True)
    told = client.get(path)
    assert (told.status_code, told.headers["ETag"]) == (410, '"5"')
    assert "It never took place" in told.get_json()["detail"]
    back = write("POST", f"{path}/restore", {"reason": "it did"}, If_Match='"5"')
    assert (back.status_code, back.headers["ETag"]) == (200, '"6"')
    reasons = [one["reason"] for one in client.get(f"{path}/versions").get_json()["items"]]
    assert reasons == ["it did", "It never took place", "shorter", None, None]


def test_putting_the_same_twice_writes_once(client: FlaskClient, write: Ask) -> None:
    first = write("PUT", f"{EVENTS}/u0", PARADE)
    again = write("PUT", f"{EVENTS}/u0", PARADE)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "u0", {**PARADE, "title": "Other"}), ("PATCH", "u0", {"title": "Other"}),
        ("DELETE", "u0?reason=wrong", None), ("POST", "u0/restore", None),
    ],
)  # fmt: skip
def test_a_change_names_the_revision_that_it_is_made_on(
    client: FlaskClient, write: Ask, method: str, path: str, body: Any
) -> None:
    write("PUT", f"{EVENTS}/u0", PARADE)
    if "restore" in path:
        write("DELETE", f"{EVENTS}/u0?reason=x", If_Match='"2"')
    now = "3" if "restore" in path else "2"
    assert write(method, f"{EVENTS}/{path}", body).status_code == 428
    stale = write(method, f"{EVENTS}/{path}", body, If_Match='"1"')
    assert (stale.status_code, f"at revision {now}" in stale.get_json()["detail"]) == (412, True)
    assert write(method, f"{EVENTS}/{path}", body, If_Match="yesterday").status_code == 400
    assert write(method, f"{EVENTS}/{path}", body, If_Match="*").status_code == 200


def test_every_problem_is_told_with_its_pointer_and_the_name_that_was_meant(client: FlaskClient, write: Ask) -> None:
    body = {
        "titel": "x",
        "when": {"edtf": "2025-13", "data_text": "x"},
        "importance": "3",
        "citations": [{"source": {"title": "T", "ulr": "x"}}],
        "category": "half \ud800",
    }
    refused = write("POST", EVENTS, {**body, "category": "fine"})
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    told = {one["pointer"]: one["detail"] for one in refused.get_json()["errors"]}
    assert {*told} == {
        "/title", "/titel", "/when/edtf", "/when/data_text", "/importance", "/citations/0/source/ulr",
    }  # fmt: skip
    assert 'did you mean "title"?' in told["/titel"]
    assert 'did you mean "date_text"?' in told["/when/data_text"]
    assert 'did you mean "url"?' in told["/citations/0/source/ulr"]
    half = write("POST", EVENTS, body)
    assert half.get_json()["errors"][0]["pointer"] == "/category"
    assert uids(client) == []


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 422), (b"\xff", "application/json", 422), (b"[]", "application/json", 422),
        (b'{"importance": NaN}', "application/json", 422), (b"[" * 100_000, "application/json", 422),
        (b'{"a":' * 400 + b"1" + b"}" * 400, "application/json", 422), (b"1" * 5_000, "application/json", 422),
        (b'{"\\ud800": 1}', "application/json", 422), (b"{}", "text/plain", 415), (b"{}", "", 415),
        (b"title=x", "application/x-www-form-urlencoded", 415), (b" " * 2_000_001, "application/json", 413),
        (b'{"uid": "a/versions", "title": "x", "when": {"edtf": "2025"}}', "application/json", 422),
        (b'{"uid": "batch", "title": "x", "when": {"edtf": "2025"}}', "application/json", 422),
        (b'{"uid": "a\\u0000", "title": "x", "when": {"edtf": "2025"}}', "application/json", 422),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_refused(
    client: FlaskClient, database: Database, content: bytes, kind: str, status: int
) -> None:
    client.application.config["TIMELINE_BODY_LIMIT"] = 2_000_000
    headers = {**bearer(database, "write", "things"), "Content-Type": kind}
    refused = client.post(EVENTS, data=content, headers=headers)
    assert (refused.status_code, refused.mimetype) == (status, "application/problem+json")


@pytest.mark.parametrize("uid", ["a%0Ab", "%20a", "a" * 256, "a%00b"])
def test_a_uid_that_no_event_can_have_is_not_found(client: FlaskClient, write: Ask, uid: str) -> None:
    body = {"title": "x", "when": {"edtf": "2025"}}
    assert write("PUT", f"{EVENTS}/{uid}", body).status_code == 404
    assert write("PATCH", f"{EVENTS}/{uid}", {}, If_Match="*").status_code == 404


def test_a_uid_with_slashes_is_written_as_it_is_read(client: FlaskClient, write: Ask) -> None:
    path = f"{EVENTS}/tag%3Aa%2F%2Fb"
    assert write("PUT", path, {**PARADE, "uid": "tag:a//b"}).status_code == 201
    assert write("DELETE", f"{path}?reason=x", If_Match='"2"').status_code == 200
    assert write("POST", f"{path}/restore", If_Match='"3"').status_code == 200
    assert uids(client) == ["tag:a//b"]


def test_a_rehearsal_tells_what_would_be_and_changes_nothing(client: FlaskClient, write: Ask) -> None:
    before = client.get(EVENTS).headers["ETag"]
    would = write("POST", f"{EVENTS}?dry_run=1", PARADE, Idempotency_Key="k")
    assert (would.status_code, would.get_json()["slug"], "ETag" in would.headers) == (200, "parade", False)
    assert write("POST", f"{EVENTS}?dry_run=1", {**PARADE, "title": ""}).status_code == 422
    assert client.get(EVENTS).headers["ETag"] == before
    assert write("POST", EVENTS, PARADE, Idempotency_Key="k").headers["ETag"] == '"2"'


def test_a_request_sent_again_with_its_key_has_the_same_answer_and_another_request_is_refused(
    client: FlaskClient, write: Ask
) -> None:
    body = {"title": "Parade", "when": {"edtf": "2025"}}
    first = write("POST", EVENTS, body, Idempotency_Key="k1")
    uid = first.get_json()["uid"]
    write("PATCH", f"{EVENTS}/{uid}", {"title": "Renamed"}, If_Match='"2"')
    again = write("POST", EVENTS, body, Idempotency_Key="k1")
    assert (again.status_code, again.data, again.headers["Location"]) == (201, first.data, first.headers["Location"])
    assert again.headers["ETag"] == first.headers["ETag"]
    other = write("POST", EVENTS, {**body, "title": "Other"}, Idempotency_Key="k1")
    assert (other.status_code, len(uids(client))) == (422, 1)
    assert write("POST", EVENTS, body, Idempotency_Key="with space").status_code == 400
    assert write("POST", EVENTS, body, Idempotency_Key="k2").status_code == 201


def test_a_key_of_a_refused_request_is_still_free(client: FlaskClient, write: Ask) -> None:
    assert write("POST", EVENTS, {"title": "x"}, Idempotency_Key="k").status_code == 422
    assert write("POST", EVENTS, PARADE, Idempotency_Key="k").status_code == 201


class TestABatch:
    OPERATIONS = (
        {"op": "record", "event": PARADE},
        {"op": "revise", "uid": "u0", "revision": 2, "changes": {"title": "Big parade"}},
        {"op": "put", "uid": "u1", "event": {"title": "Other", "when": {"edtf": "2025"}, "slug": "other"}},
        {"op": "withdraw", "uid": "u1", "revision": 4, "reason": "wrong"},
        {"op": "restore", "uid": "u1", "revision": 5, "reason": "right"},
        {"op": "put", "uid": "u1", "event": {"title": "Other", "when": {"edtf": "2025"}}},
    )

    def test_does_its_operations_in_order_each_on_those_before(self, client: FlaskClient, write: Ask) -> None:
        done = write("POST", f"{EVENTS}/batch", {"operations": self.OPERATIONS})
        assert done.status_code == 200
        told = [(one["uid"], one["revision"], one["created"], one["changed"]) for one in done.get_json()["items"]]
        assert told == [
            ("u0", 2, True, True), ("u0", 3, False, True), ("u1", 4, True, True), ("u1", 5, False, True),
            ("u1", 6, False, True), ("u1", 6, False, False),
        ]  # fmt: skip
        assert {one["title"] for one in client.get(EVENTS).get_json()["items"]} == {"Big parade", "Other"}

    def test_is_all_or_nothing_and_tells_every_problem(self, client: FlaskClient, write: Ask) -> None:
        operations = [
            *self.OPERATIONS,
            {"op": "record", "event": {"title": "x", "when": {"edtf": "2025-13"}, "tagz": []}},
            {"op": "revise", "uid": "u0", "revision": 2, "changes": {"title": "y"}},
            {"op": "revise", "uid": "u0", "revision": 3, "changes": {"when": {"edtf": "x"}}},
            {"op": "withdraw", "uid": "u0", "revision": 3},
            {"op": "erase"},
            {"op": "revise", "uid": "none", "revision": 3, "changes": {}},
        ]
        refused = write("POST", f"{EVENTS}/batch", {"operations": operations}, Idempotency_Key="k")
        assert refused.status_code == 422
        assert [one["pointer"] for one in refused.get_json()["errors"]] == [
            "/operations/6/event/when/edtf", "/operations/6/event/tagz", "/operations/7",
            "/operations/8/changes/when/edtf", "/operations/9/reason", "/operations/10/op", "/operations/11",
        ]  # fmt: skip
        assert (uids(client), client.get(EVENTS).get_json()["revision"]) == ([], 1)

    @pytest.mark.parametrize(
        "body",
        [
            [],
            {},
            {"operations": []},
            {"operations": [{}] * 1_001},
            {"operations": [1]},
            {"operation": [], "operations": []},
        ],
    )
    def test_of_another_shape_is_refused(self, write: Ask, body: Any) -> None:
        assert write("POST", f"{EVENTS}/batch", body).status_code == 422

    def test_of_a_thousand_is_one_transaction_and_repeats_by_its_key(self, client: FlaskClient, write: Ask) -> None:
        events = [{"uid": f"u{number}", "title": "Same", "when": {"edtf": "2025"}} for number in range(1_000)]
        body = {"operations": [{"op": "record", "event": event} for event in events]}
        first = write("POST", f"{EVENTS}/batch", body, Idempotency_Key="k")
        assert first.status_code == 200
        assert write("POST", f"{EVENTS}/batch", body, Idempotency_Key="k").data == first.data
        assert len(client.get(f"{EVENTS}?limit=1000&fields=uid").get_json()["items"]) == 1_000
