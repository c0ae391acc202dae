"""The life of a timeline: what is done to it, and how a calendar shows it from then on, written here by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.builders import a_when, at
from tests.interop.case import Mark
from timeline.domain.event import EventDraft
from timeline.domain.timeline import FeedPolicy
from timeline.operations.browse import reading
from timeline.operations.record import record_event, restore_event, revise_event, withdraw_event
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.operations.maintain import Database

EVENTS: list[dict[str, Any]] = [
    {"uid": "parade", "title": "Parade", "when": a_when("2025-10-10"), "tags": ["army"]},
    {"uid": "visit", "title": "Visit", "when": a_when("2025-08"), "tags": ["army", "trade"]},
    {"uid": "talk", "title": "Talk", "when": {"start": at("2025-09-03T09:00:00"), "end": at("2025-09-03T10:00:00")}},
    {"uid": "talks", "title": "Talks", "when": a_when("2023-08/2025-03")},
    {"uid": "day", "title": "Day", "when": a_when("2023-09-09"), "recurrence": {"rrule": "FREQ=YEARLY;COUNT=3"}},
]
YEARS = (Mark("2023-09-09"), Mark("2024-09-09"), Mark("2025-09-09"))
AUGUST = ("2025-08-01", "2025-09-01", "[Aug 2025] ")
OFF = "Cancelled: "
BEGIN: dict[str, tuple[Mark, ...]] = {
    "parade": (Mark("2025-10-10", title="Parade"),),
    "visit": (Mark(*AUGUST, title="Visit"),),
    "talk": (Mark("2025-09-03T00:00:00Z", "2025-09-03T01:00:00Z", title="Talk"),),
    "talks": (
        Mark("2023-08-01", "2023-09-01", "[Aug 2023] ", " begins", title="Talks"),
        Mark("2025-03-01", "2025-04-01", "[Mar 2025] ", " ends", title="Talks"),
    ),
    "day": tuple(Mark(mark.start, title="Day") for mark in YEARS),
}


class Editor:
    """Writes as the command line and the API do, in another process than the one that serves."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def _how(self, uid: str) -> dict[str, Any]:
        with reading(self.database, "life") as found:
            return {"expected": found.event(uid).revision, "actor": "editor", "now": datetime.now(UTC)}

    def record(self, **fields: Any) -> None:
        record_event(self.database, "life", EventDraft.parse(fields), actor="editor", now=datetime.now(UTC))

    def revise(self, uid: str, **changes: Any) -> None:
        revise_event(self.database, "life", uid, changes, **self._how(uid))

    def withdraw(self, uid: str) -> None:
        withdraw_event(self.database, "life", uid, reason="An error.", **self._how(uid))

    def restore(self, uid: str) -> None:
        restore_event(self.database, "life", uid, **self._how(uid))

    def tell_no_more(self) -> None:
        """Of what was withdrawn."""
        with writing(self.database, "life", actor="editor", now=datetime.now(UTC)) as log:
            log.describe(log.state.timeline.model_copy(update={"feed": FeedPolicy(withdrawn_days=0)}))


@dataclass(frozen=True, slots=True)
class Step:
    """`shows` is how the events that change are shown from then on: in no way, once they are gone."""

    name: str
    act: Callable[[Editor], None]
    shows: dict[str, tuple[Mark, ...]]


def rename(editor: Editor) -> None:
    editor.revise("parade", tags=["forces"])
    editor.revise("visit", tags=["forces", "trade"])


EDITED = Mark("2025-10-10", title="Night parade")
MOVED = Mark("2025-10-12", title="Night parade")
CALLED_OFF = Mark("2025-09-03T00:00:00Z", "2025-09-03T01:00:00Z", OFF, title="Talk", status="CANCELLED")
WITHDRAWN = Mark("2025-08-01", "2025-09-01", f"{OFF}[Aug 2025] ", title="Visit", status="CANCELLED")
ENDED = Mark("2023-09-09", None, OFF, title="Day", status="CANCELLED")
STEPS = (
    Step(
        "edit", lambda editor: editor.revise("parade", title="Night parade", description="By torchlight."),
        {"parade": (EDITED,)},
    ),
    Step("move", lambda editor: editor.revise("parade", when={"edtf": "2025-10-12"}), {"parade": (MOVED,)}),
    Step("rename a tag", rename, {"parade": (MOVED,), "visit": BEGIN["visit"]}),
    Step("cancel", lambda editor: editor.revise("talk", status="cancelled"), {"talk": (CALLED_OFF,)}),
    Step("withdraw", lambda editor: editor.withdraw("visit"), {"visit": (WITHDRAWN,)}),
    Step("restore", lambda editor: editor.restore("visit"), {"visit": BEGIN["visit"]}),
    Step("withdraw a series", lambda editor: editor.withdraw("day"), {"day": (ENDED,)}),
    Step("restore a series", lambda editor: editor.restore("day"), {"day": BEGIN["day"]}),
    Step(
        "record", lambda editor: editor.record(uid="new", title="New", when=a_when("2025-11-01")),
        {"new": (Mark("2025-11-01", title="New"),)},
    ),
    Step("withdraw again", lambda editor: editor.withdraw("visit"), {"visit": (WITHDRAWN,)}),
    Step("tell of withdrawals no more", Editor.tell_no_more, {"visit": ()}),
    Step("restore what was gone", lambda editor: editor.restore("visit"), {"visit": BEGIN["visit"]}),
)  # fmt: skip
