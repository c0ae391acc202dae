"""What each format writes for each case, kept beside: a change of bytes is seen, read and accepted by a person."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feeds import FORMATS
from tests.builders import a_feed
from tests.feeds.cases import CASES, DATES

if TYPE_CHECKING:
    from timeline.domain.version import EventVersion

GOLDEN = Path(__file__).parent / "golden"
ACCEPT = "TIMELINE_ACCEPT_GOLDEN"
FEEDS = {"dates": tuple(version for name in DATES for version in CASES[name])} | {
    name: versions for name, versions in CASES.items() if name not in DATES
}
EACH_APART = {"ics", "json"}
"""Of these two every case is a file of its own; of the others all cases are one feed, so that a diff stays readable."""
LONG = {"10 kB", "emoji at every fold"}
TOGETHER = {
    "nothing": (),
    "all": tuple(version for name, versions in CASES.items() if name not in LONG for version in versions),
}


def feeds_of(suffix: str) -> dict[str, tuple[EventVersion, ...]]:
    return FEEDS if suffix in EACH_APART else TOGETHER


EVERY = [(suffix, name) for suffix in FORMATS for name in feeds_of(suffix)]


@pytest.mark.parametrize(("suffix", "name"), EVERY)
def test_bytes_are_those_that_were_accepted(suffix: str, name: str) -> None:
    rendered = FORMATS[suffix].render(a_feed(*feeds_of(suffix)[name]))
    kept = GOLDEN / suffix / f"{name.replace(' ', '-')}.{suffix}"
    changed = kept.with_name(f"{kept.stem}-changed.{suffix}")
    if os.environ.get(ACCEPT):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(rendered)
        changed.unlink(missing_ok=True)
    expected = kept.read_bytes() if kept.exists() else b""
    if rendered != expected:
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_bytes(rendered)
        pytest.fail(f"differs: diff {kept} {changed}\nIf the change is meant: {ACCEPT}=1 pytest {__file__}")
    changed.unlink(missing_ok=True)


@pytest.mark.parametrize(("suffix", "name"), EVERY)
def test_rendering_again_gives_the_same_bytes(suffix: str, name: str) -> None:
    assert FORMATS[suffix].render(a_feed(*feeds_of(suffix)[name])) == FORMATS[suffix].render(
        a_feed(*feeds_of(suffix)[name])
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_golden_file_is_left_over(suffix: str) -> None:
    kept = {path.stem for path in (GOLDEN / suffix).iterdir()}
    assert kept == {name.replace(" ", "-") for name in feeds_of(suffix)}
