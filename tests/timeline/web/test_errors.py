from http import HTTPStatus

import pytest

from timeline.domain import errors
from timeline.web.errors import status_of


def every_error(kind: type[errors.TimelineError]) -> list[type[errors.TimelineError]]:
    return [found for child in kind.__subclasses__() for found in (child, *every_error(child))]


@pytest.mark.parametrize("kind", every_error(errors.TimelineError))
def test_every_error_has_a_status(kind: type[errors.TimelineError]) -> None:
    assert status_of(kind) >= HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.UnknownFilter, 400), (errors.NotFound, 404), (errors.AlreadyRecorded, 409), (errors.Withdrawn, 410),
        (errors.StaleRevision, 412), (errors.InvalidDate, 422), (errors.RevisionRequired, 428),
        (errors.StoreUnavailable, 503),
    ],
)  # fmt: skip
def test_the_statuses_that_clients_act_on(kind: type[errors.TimelineError], status: int) -> None:
    assert status_of(kind) == status
