from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from feeds.corrections.words import headline, tell_changes
from tests.builders import a_version, an_event
from tests.feeds.cases import FULL
from timeline.domain.correction import Correction

if TYPE_CHECKING:
    from timeline.domain.event import Event


def corrected(before: Event, **changes: Any) -> Correction:
    return Correction(a_version(before), a_version(before.revised(changes), revision=8, sequence=1))


def told(before: Event, **changes: Any) -> list[tuple[str, str, str]]:
    return [tuple(one) for one in tell_changes(corrected(before, **changes))]


def test_a_date_is_told_in_words() -> None:
    changed = told(an_event("2025-08~"), when={"edtf": "2025-08-14"})
    assert changed == [("Date", "c. August 2025", "14 August 2025")]


def test_of_a_list_is_told_what_came_and_what_went() -> None:
    assert told(an_event(tags=["a", "b"]), tags=["b", "c"]) == [("Tags", "a", "c")]
    assert told(an_event(), tags=["c"]) == [("Tags", "", "c")]


def test_figures_places_actors_and_sources_are_told_in_words() -> None:
    fields = {name: FULL[name] for name in ("figures", "places", "actors", "citations", "media", "links", "relations")}
    changed = {one[0]: one[2] for one in told(an_event(), **fields)}
    assert changed["Figures"].startswith("Containers: at least 15,809 containers (OSC)")
    assert changed["Places"].startswith("from Rason (42.24, 130.29); to Dunay")
    assert changed["Actors"] == "Kim Jong Un (speaker); KCNA"
    assert changed["Sources"].startswith('Report; "second" edition, OSC, c. December 2025 “')
    assert "contradicting: Denial" in changed["Sources"]
    assert changed["Relations"] == "parent whole-1; finishtostart before;1"


def test_of_a_long_text_the_words_that_differ_are_told() -> None:
    words = [f"w{number}" for number in range(200)]
    other = [*words[:100], "new", *words[101:]]
    ((name, before, after),) = told(an_event(description=" ".join(words)), description=" ".join(other))
    assert name == "Description"
    assert before == "… w94 w95 w96 w97 w98 w99 w100 w101 w102 w103 w104 w105 w106 …"
    assert after == "… w94 w95 w96 w97 w98 w99 new w101 w102 w103 w104 w105 w106 …"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"actors": [{"name": "A"}]}, {"actors": [{"name": "A", "kind": "person"}]}),
        ({"places": [{"name": "A"}]}, {"places": [{"name": "A", "approximate": True}]}),
        ({"description": "*a*"}, {"description": "**a**"}),
        ({"tags": ["a", "b"]}, {"tags": ["b", "a"]}),
    ],
)
def test_what_reads_the_same_in_words_is_told_as_data(before: dict[str, Any], after: dict[str, Any]) -> None:
    ((_, old, new),) = told(an_event(**before), **after)
    assert old != new


def test_the_headline_names_what_was_done() -> None:
    event = an_event()
    standing, gone = a_version(event), a_version(event, tombstone=True)
    assert headline(corrected(event, title="New")) == "Corrected: New"
    assert headline(Correction(standing, gone)) == "Withdrawn: Something happened"
    assert headline(Correction(gone, standing)) == "Restored: Something happened"
