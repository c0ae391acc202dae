from __future__ import annotations

from typing import Any

import pytest

from feeds.dates import abbreviate, bracket, date_line, date_notes, is_exact
from tests.builders import an_event, at


@pytest.mark.parametrize(
    ("when", "line"),
    [
        ("2025-10-10", None),
        ("2025-10-10/2025-10-12", None),
        ("2025-08", "Exact day unknown: some time in August 2025."),
        ("2025-08~", "Exact day unknown: about August 2025."),
        ("2025-08?", "Exact day unknown: possibly August 2025."),
        ("2025-10-10%", "Day in doubt: possibly about 10 October 2025."),
        ("199X", "Exact day unknown: some time in the 1990s."),
        ("2024-40", "Exact day unknown: some time in the first half of 2024."),
        ("2004-XX", "Exact day unknown: some month in 2004."),
        ("156X-12-25", "Exact day unknown: 25 December in some year of the 1560s."),
        ("[2025-06-03,2025-06-04]", "Exact day unknown: 3 or 4 June 2025."),
        ("2023-08/2025-03", "Exact days unknown: August 2023 – March 2025."),
        ("2023-08/2025-03?", "Exact days unknown: August 2023 – March 2025?"),
        ("2023-08/..", "Dates known in part: since August 2023."),
        ("{2025-05-03,2025-05-05}", "Dates: 3 and 5 May 2025."),
        ("2018-05-05T00:00:00Z", "Time: 5 May 2018, 00:00 UTC"),
        ({"start": at("2018-05-05T00:00:00")}, "Local time: 5 May 2018, 00:00 (Asia/Pyongyang, UTC+9)"),
    ],
)
def test_date_line(when: Any, line: str | None) -> None:
    assert date_line(an_event(when).when) == line


@pytest.mark.parametrize(
    ("when", "exact"),
    [
        ("2025-10-10", True),
        ("2025-10-01/2026-10-01", True),
        ("[2025-10-10]", True),
        ("2025-10-10~", False),
        ("2025-10", False),
        ("2025-10/2025-11-01", False),
        ("2025-10-10/..", False),
        ("[2025-10-10,2025-10-11]", False),
        ("{2025-10-10,2025-10-12}", False),
    ],
)
def test_is_exact(when: str, exact: bool) -> None:
    assert is_exact(an_event(when).when) is exact


def test_brackets_are_short() -> None:
    assert bracket(an_event("2025-08~").when) == "[c. Aug 2025]"
    assert abbreviate("September or Decembrist May") == "Sep or Decembrist May"


def test_words_as_reported_and_their_reading_are_told() -> None:
    event = an_event({"edtf": "2025-08", "date_text": "in August", "date_note": "The year follows."})
    assert date_notes(event)[1:] == ["As reported: “in August”", "On the date: The year follows."]


def test_a_series_says_when_it_began() -> None:
    event = an_event("1945-10-10", recurrence={"rrule": "FREQ=YEARLY"})
    assert date_notes(event) == ["Recurring, first on 10 October 1945"]
