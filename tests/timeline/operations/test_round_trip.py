"""Out of one database, through a file of each format, into an empty one, and out again: the same."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from timeline.cli.transfer import STYLES, exported
from timeline.domain.edtf import parse_edtf
from timeline.domain.native import NativeFile
from timeline.domain.query import EventQuery
from timeline.domain.timeline import Timeline
from timeline.importers import IMPORTERS, choose_importer
from timeline.importers.importer import Source
from timeline.operations.access import PUBLIC
from timeline.operations.browse import reading
from timeline.operations.ingest import Wishes, ingest, ingest_findings
from timeline.operations.maintain import Database, migrate
from timeline.operations.publish import publish_native

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = [style for style in STYLES if style in IMPORTERS]
TELLTALES = """BEGIN:VCALENDAR
{"format": "timeline-log/1", "format": "timeline/1", "type": "FeatureCollection", "start_date": 1}
"version": "https://jsonfeed.org/version/1.1"
- 2025: # ---"""
SUFFIXES = {"native": "json", "jsonfeed": "json", "ical": "ics", "timelinejs": "json"}
EXAMPLES = settings().max_examples * 2 // 5
"""Of each format: 40, and 4,000 where the profile is thorough."""
FIRST_ON_A_CALENDAR = (parse_edtf("1000-01-01").bounds.start_earliest, parse_edtf("9999-12-29").bounds.start_earliest)

words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"),
    min_size=1,
    max_size=30,
)
lines = words.map(lambda text: " ".join(text.split())).filter(bool)
texts = st.lists(words, max_size=4).map("\n".join).map(str.strip)
urls = st.integers(1, 999).map(lambda number: f"https://example.org/{number}?a=b&c={number}")
edtf = st.sampled_from([
    "2025-10-10", "2025-08~", "2025-08", "1999?", "2024-37~", "199X", "2023-08/2025-03", "2025-10-10/2025-10-12",
    "2023/..", "../1985", "/1985", "2023/", "[2025-06-03,2025-06-04]", "{2025-05-03,2025-05-05}", "[..2025-12-31]",
    "-0043", "0918-06-25",
    "Y-13800000000", "2004-06-~11", "2025-10-10T09:00:00Z", "2025-10-10T09:00:00", "1985-04-XX", "2001-21",
])  # fmt: skip
zones = st.sampled_from(["UTC", "Asia/Pyongyang", "Europe/Berlin", "America/New_York"])
clocks = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001  the zone is drawn beside it
    lambda moment: moment.replace(microsecond=0).isoformat()
)
rules = st.sampled_from(
    ["FREQ=YEARLY", "FREQ=WEEKLY;COUNT=5;BYDAY=MO,WE", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=DAILY;INTERVAL=3;COUNT=4"]
)


@st.composite
def whens(draw: st.DrawFn) -> dict[str, Any]:
    extra = draw(
        st.fixed_dictionaries(
            {}, optional={"date_text": lines, "date_note": lines, "date_anchor": st.just("2025-12-13")}
        )
    )
    if draw(st.booleans()):
        return {"edtf": draw(edtf), **extra}
    return {"start": {"local": draw(clocks), "zone": draw(zones)}, **extra}


citations = st.fixed_dictionaries(
    {"source": st.fixed_dictionaries({"title": lines}, optional={"publisher": lines, "url": urls, "published": edtf})},
    optional={"quote": texts.filter(bool), "attributed_to": lines, "stance": st.just("contradicts")},
)
named_places = st.fixed_dictionaries(
    {"name": lines}, optional={"role": st.sampled_from(["from", "to"]), "approximate": st.just(True)}
)
degrees = st.floats(-90, 90, allow_nan=False)
placed = st.fixed_dictionaries({"name": lines, "latitude": degrees, "longitude": degrees})
places = named_places | placed
figures = st.builds(
    lambda name, low, unit: {"name": name, "low": low, "high": low, "unit": unit}, lines, st.integers(-9, 10**9), lines
)
rests = st.fixed_dictionaries(
    {},
    optional={
        "description": texts,
        "language": st.sampled_from(["ko", "en-GB"]),
        "status": st.sampled_from(["tentative", "cancelled"]),
        "verification": st.sampled_from(["verified", "disputed"]),
        "verification_note": lines,
        "citations": st.lists(citations, max_size=2),
        "figures": st.lists(figures, max_size=2),
        "places": st.lists(places, max_size=2),
        "actors": st.lists(
            st.fixed_dictionaries({"name": lines}, optional={"kind": st.just("state"), "role": lines}), max_size=2
        ),
        "tags": st.lists(lines, max_size=3),
        "category": lines,
        "importance": st.integers(1, 5),
        "media": st.lists(st.fixed_dictionaries({"alt": lines}, optional={"url": urls, "credit": lines}), max_size=2),
        "links": st.lists(st.fixed_dictionaries({"url": urls}, optional={"title": lines}), max_size=2),
        "relations": st.lists(st.fixed_dictionaries({"type": st.just("parent"), "uid": st.just("u0")}), max_size=1),
    },
)


@st.composite
def stores(draw: st.DrawFn) -> NativeFile:
    """A timeline with events of all kinds, some of which recur."""
    events = []
    for number in range(draw(st.integers(0, 5))):
        uid = draw(st.sampled_from([f"u{number}", f"u{number}-begin", f"u{number}-end-event", f"a,b;{number}"]))
        document = {"uid": uid, "slug": f"e-{number}", "title": draw(lines), "when": draw(whens()), **draw(rests)}
        when = document["when"]
        if draw(st.booleans()) and ("start" in when or when["edtf"] == "2025-10-10"):
            document["recurrence"] = {"rrule": draw(rules)}
        events.append(document)
    about = draw(
        st.fixed_dictionaries(
            {"title": lines}, optional={"description": texts, "zone": zones, "colour": st.just("teal")}
        )
    )
    return NativeFile.model_validate({"format": "timeline/1", "timeline": {"slug": "kept", **about}, "events": events})


@pytest.fixture(scope="module")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    made = Database(f"sqlite:///{path}")
    migrate(made)
    made.dispose()
    return path


class Stores:
    """Empty databases in one folder."""

    def __init__(self, folder: str, empty_file: Path) -> None:
        self.folder = Path(folder)
        self.empty_file = empty_file
        self.made: list[Database] = []

    def new(self) -> Database:
        path = self.folder / f"{len(self.made)}.db"
        shutil.copy(self.empty_file, path)
        self.made.append(Database(f"sqlite:///{path}"))
        return self.made[-1]

    def through(self, content: bytes, style: str) -> Database:
        path = self.folder / f"kept.{SUFFIXES.get(style, style)}"
        path.write_bytes(content)
        source = Source(path, path.name)
        importer = choose_importer(source)
        assert importer.name == style
        database = self.new()
        done = ingest_findings(
            database, importer.read(source), Wishes(timeline="kept", name="kept"), actor="a", now=NOW
        )
        assert done.problems == []
        return database


@pytest.fixture
def made(empty_file: Path) -> Iterator[Stores]:
    with tempfile.TemporaryDirectory() as folder:
        yield Stores(folder, empty_file)


def export(database: Database, style: str) -> bytes:
    with reading(database, "kept", PUBLIC) as found:
        return exported(found, style, "")


def native(database: Database) -> NativeFile:
    with reading(database, "kept") as found:
        return NativeFile.model_validate_json(publish_native(found, EventQuery()))


def expected(original: NativeFile, style: str) -> NativeFile:
    """Less what the format is documented to lose."""
    kept = original
    if style == "csv":
        kept = kept.model_copy(update={"timeline": Timeline(slug="kept", title="kept")})
    if style == "ical":
        first, last = FIRST_ON_A_CALENDAR
        standing = tuple(one for one in kept.events if _fits(one, first, last))
        kept = kept.model_copy(update={"events": standing})
    return kept


def _fits(event: Any, first: int, last: int) -> bool:
    """Years that a calendar holds: see `feeds.calendar.layout`."""
    bounds = event.when.bounds
    days = [day for day in (bounds.start_earliest, bounds.end_latest) if abs(day) < 2**53 - 1]
    return all(first <= day <= last for day in days)


@pytest.mark.parametrize("style", FILES)
def test_text_that_speaks_of_other_formats_does_not_make_a_file_one_of_them(style: str, made: Stores) -> None:
    about = {"slug": "kept", "title": TELLTALES.splitlines()[1], "description": TELLTALES}
    event = {"uid": "u", "slug": "e", "title": TELLTALES.splitlines()[1], "description": TELLTALES}
    store = {"format": "timeline/1", "timeline": about, "events": [event | {"when": {"edtf": "2025"}}]}
    first = made.new()
    ingest(first, NativeFile.model_validate(store), actor="a", now=NOW)
    assert native(made.through(export(first, style), style)) == expected(native(first), style)


@pytest.mark.parametrize("style", FILES)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(store=stores())
def test_what_goes_out_comes_back(style: str, store: NativeFile, empty_file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Stores(folder, empty_file)
        first = made.new()
        ingest(first, store, actor="a", now=NOW)
        content = export(first, style)
        second = made.through(content, style)
        assert native(second) == expected(native(first), style)
        again = export(second, style)
        third = made.through(again, style)
        assert export(third, style) == again
        for database in made.made:
            database.dispose()
