"""Every program × every case of the nasty timeline: what it understood is what was stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import missing
from tests.interop.nasty import CASES
from tests.interop.programs import find_programs
from tests.interop.understood import WINDOW, Difference, Program, Understood

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interop.case import Case
    from tests.interop.understood import Source

PAIRS = [(program, suffix) for program in find_programs() for suffix in program.suffixes]
NONE = Difference("")
CALENDARS = {"ics", "jcal"}
Reads = dict[tuple[str, str], dict[str, list[Understood]]]


@pytest.fixture(scope="session")
def reads() -> Reads:
    """Each program reads a feed once, whatever the number of cases."""
    return {}


def understood(reads: Reads, program: Program, source: Source) -> dict[str, list[Understood]]:
    """By the uid of the case."""
    if (program.name, source.suffix) not in reads:
        found: dict[str, list[Understood]] = {}
        for one in program.read(source, WINDOW):
            found.setdefault(one.uid.removesuffix("-begin").removesuffix("-end"), []).append(one)
        reads[program.name, source.suffix] = found
    return reads[program.name, source.suffix]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    ("program", "suffix"),
    [
        pytest.param(program, suffix, id=f"{program.name} {suffix}", marks=[pytest.mark.slow] if program.slow else [])
        for program, suffix in PAIRS
    ],
)
def test_a_program_reads_it_as_stated(
    program: Program,
    suffix: str,
    name: str,
    feed: Callable[[str], Source],
    reads: Reads,
    record_property: Callable[[str, object], None],
) -> None:
    lacking = program.missing()
    if lacking:
        missing(lacking)
    case = CASES[name]
    found, difference = understood(reads, program, feed(suffix)).get(case.uid, []), program.differs.get(name, NONE)
    stated = stated_in(suffix, case)
    record_property("interop", [program.name, suffix, name, len(stated), difference.because])
    assert program.shows(found) == program.shows(difference.becomes(stated))
    for one in found:
        assert one.description is None or difference.text(case.says) in one.description


def stated_in(suffix: str, case: Case) -> tuple[Understood, ...]:
    """Calendars show dates, and readers of Atom titles alone; of a withdrawn event calendars alone tell."""
    if suffix in CALENDARS:
        return case.calendar
    if case.withdrawn and not case.restored:
        return ()
    headline = case.dated_headline if suffix == "atom" else case.headline
    return (Understood(case.uid, headline, geometry=case.geometry),)
