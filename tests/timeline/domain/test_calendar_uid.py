from __future__ import annotations

from itertools import product

import pytest

from timeline.domain.calendar_uid import part_uid, read_uid

UIDS = ["a", "a-begin", "a-end", "a-begin-event", "a-event", "a-begin-begin", "-end", "a-end-event-event", "b-begins"]
EVERY = list(product(UIDS, ["", "begin", "end"]))


def test_most_uids_are_written_as_they_are() -> None:
    assert (part_uid("a"), part_uid("a", "begin"), part_uid("a-event")) == ("a", "a-begin", "a-event")


def test_no_event_ever_has_the_uid_of_another_s_marker() -> None:
    written = [part_uid(*each) for each in EVERY]
    assert len(written) == len(set(written))


@pytest.mark.parametrize(("uid", "part"), EVERY)
def test_a_uid_is_read_back(uid: str, part: str) -> None:
    assert read_uid(part_uid(uid, part)) == (uid, part)
