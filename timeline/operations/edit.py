"""Changing a timeline for a caller with a token: steps in one transaction, all of them or none.

Each step sees what those before it wrote. Every problem of every step is found, not the first alone.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.domain.errors import InvalidBody, InvalidEvent, Problem, TimelineError
from timeline.domain.step import Put, Record, Restore, Revise, Withdraw
from timeline.operations import record
from timeline.operations.record import Outcome
from timeline.store import request_keys, versions
from timeline.store.writer import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from timeline.domain.step import Step
    from timeline.operations.access import Access
    from timeline.store.database import Database
    from timeline.store.writer import Writer


class Rehearsed(Exception):
    """Rolls back what was done to see whether it could be."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for a change, when and how. `key` and `digest` are an Idempotency-Key and what it stands for."""

    access: Access
    now: datetime
    key: str | None = None
    digest: str = ""
    dry_run: bool = False

    def rehearsing(self) -> AbstractContextManager[None]:
        """Around a transaction in which `check_rehearsal` may be the last word."""
        return suppress(Rehearsed)

    def check_rehearsal(self) -> None:
        if self.dry_run:
            raise Rehearsed


def edit(database: Database, timeline: str, step: Step, request: Request) -> Outcome:
    """One step. Raises NotFound, NotPermitted, and what the step raises."""
    outcomes: list[Outcome] = []
    with _editing(database, timeline, request) as log:
        outcomes += _once(log, request, lambda: [_do(log, step)])
    return outcomes[0]


def edit_all(database: Database, timeline: str, steps: Mapping[int, Step], request: Request,
             problems: Sequence[Problem] = ()) -> list[Outcome]:  # fmt: skip
    """Steps by their number; `problems` are those that were found before. Raises InvalidBody with every problem."""
    outcomes: list[Outcome] = []
    with _editing(database, timeline, request) as log:
        outcomes += _once(log, request, lambda: _do_all(log, steps, problems))
    return outcomes


@contextmanager
def _editing(database: Database, timeline: str, request: Request) -> Iterator[Writer]:
    request.access.require_token("write")
    with request.rehearsing(), writing(database, timeline, actor=request.access.name, now=request.now) as log:
        request.access.check("write", log.state)
        yield log
        request.check_rehearsal()


def _once(log: Writer, request: Request, do: Callable[[], list[Outcome]]) -> list[Outcome]:
    """What was done for this key before, or now."""
    token = request.access.token
    if request.key is None or token is None:
        return do()
    stored = request_keys.claim(log.tx, token, request.key, request.digest, log.now)
    if stored is not None:
        kept = versions.list_revisions(log.tx, log.state, [revision for revision, _ in stored])
        found = {one.revision: one for one in kept}
        return [Outcome(found[revision], created=created) for revision, created in stored]
    outcomes = do()
    request_keys.settle(log.tx, token, request.key, [[one.version.revision, one.created] for one in outcomes])
    return outcomes


def _do_all(log: Writer, steps: Mapping[int, Step], problems: Sequence[Problem]) -> list[Outcome]:
    found, outcomes = list(problems), []
    for number, step in steps.items():
        try:
            outcomes.append(_do(log, step))
        except InvalidEvent as error:
            at = {Record: "/event", Put: "/event", Revise: "/changes"}.get(type(step), "")
            found += [Problem(f"/operations/{number}{at}{one.where}", one.message) for one in error.problems]
        except TimelineError as error:
            found.append(Problem(f"/operations/{number}", str(error)))
    if found:
        raise InvalidBody(sorted(found, key=lambda one: int(one.where.split("/")[2])))
    return outcomes


def _do(log: Writer, step: Step) -> Outcome:
    log.reason = step.reason
    outcome = _apply(log, step)
    log.flush()
    return outcome


def _apply(log: Writer, step: Step) -> Outcome:
    match step:
        case Record():
            return record.record(log, step.event)
        case Put():
            return record.put(log, step.uid, step.event, step.revision)
        case Revise():
            return record.revise(log, step.uid, step.changes, step.revision)
        case Withdraw():
            return record.withdraw(log, step.uid, step.revision)
        case Restore():
            return record.restore(log, step.uid, step.revision)
