from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from timeline.domain.edtf import join_days
from timeline.domain.figure import Figure
from timeline.domain.place import Place
from timeline.domain.tile import Extent
from timeline.domain.when import When
from timeline.web.drawing import fonts
from timeline.web.drawing.card import SIZE, Card, draw_card
from timeline.web.drawing.clip import Box, clip
from timeline.web.drawing.map import draw_map
from timeline.web.drawing.plot import draw_plots
from timeline.web.drawing.printed import MOST_ROWS, draw_printed
from timeline.web.drawing.strip import draw_strip

EXTENT = Extent(join_days(2020, 1, 1), join_days(2029, 12, 31), 9)
SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def test_a_polygon_is_cut_at_the_box() -> None:
    assert set(clip(SQUARE, Box(5, 5, 20, 20))) == {(5, 5), (10, 5), (10, 10), (5, 10)}
    assert clip(SQUARE, Box(11, 0, 20, 10)) == []


def test_a_map_shows_every_place_within_its_edges_and_the_way_between_them() -> None:
    places = [
        Place(name="Rason", latitude=42.2, longitude=130.3, role="from"),
        Place(name="Kursk", latitude=51.7, longitude=36.2, role="to"),
        Place(name="somewhere"),
    ]
    found = draw_map(places)
    assert found is not None
    assert {dot.name for dot in found.dots} == {"Rason", "Kursk"}
    assert all(0 < dot.x < 100 and 0 < dot.y < 100 for dot in found.dots)
    assert [(start.name, end.name) for start, end in found.ways] == [("Rason", "Kursk")]
    assert found.land.count("M") > 1


def test_a_map_across_the_date_line_takes_the_short_way() -> None:
    fiji, samoa = Place(name="Fiji", latitude=-18, longitude=178), Place(name="Samoa", latitude=-14, longitude=-172)
    found = draw_map([fiji, samoa])
    assert found is not None
    east = {dot.name: dot.x for dot in found.dots}
    assert 30 < east["Fiji"] < east["Samoa"] < 70


def test_places_without_coordinates_make_no_map() -> None:
    assert draw_map([Place(name="somewhere")]) is None


def test_labels_of_close_places_keep_apart() -> None:
    found = draw_map([Place(name=name, latitude=50, longitude=30) for name in "abcd"])
    assert found is not None
    heights = sorted(dot.label_y for dot in found.dots)
    assert all(lower - higher >= 7 for higher, lower in pairwise(heights))


@pytest.mark.parametrize(
    ("edtf", "core"),
    [("2025-10-10", True), ("2025-08", False), ("2023-08/2025-03", True), ("[2024-01-01,2025-01-01]", False)],
)
def test_a_strip_is_solid_only_where_the_date_is_certain(edtf: str, core: bool) -> None:
    assert (draw_strip(When(edtf=edtf), EXTENT).core is not None) is core


def test_an_open_date_reaches_the_edge_of_its_strip() -> None:
    until, since = draw_strip(When(edtf="../2025"), EXTENT), draw_strip(When(edtf="2025/.."), EXTENT)
    assert (until.whole.start, until.open_start) == (0, True)
    assert (since.whole.start + since.whole.width, since.open_end) == (100, True)


@pytest.mark.parametrize("edtf", ["Y-13800000000", "-0043", "../.."])
def test_a_strip_of_any_age_has_few_ticks(edtf: str) -> None:
    assert len(draw_strip(When(edtf=edtf), EXTENT).ticks) <= 8


def test_figures_are_plotted_only_beside_others_of_their_unit() -> None:
    alone = Figure(name="share", low=50, high=50, unit="%")
    range_, least = Figure(name="a", low=4, high=6, unit="t"), Figure(name="b", low=10, unit="t", qualifier="at least")
    plots = draw_plots([alone, range_, least])
    assert [plot.unit for plot in plots] == ["t"]
    first, second = plots[0].rows
    assert 0 < first.low < first.high < second.low
    assert (second.open_high, second.high) == (True, 100)


def test_the_axis_of_a_plot_begins_at_zero() -> None:
    plot = draw_plots([Figure(name=name, low=number, high=number) for name, number in (("a", 100), ("b", 104))])[0]
    assert plot.ticks[0] == (0, 0)


@pytest.mark.parametrize("title", ["Parade", "열병식 " * 20, "عرض عسكري", "\U00012000\U00013000", "x" * 500])
def test_a_card_is_a_picture_whatever_the_script(title: str) -> None:
    image = Image.open(BytesIO(draw_card(Card(title, "10 October 2025", "Reported", "Things"))))
    assert (image.format, image.size) == ("PNG", SIZE)


def test_letters_that_no_font_has_are_left_out_not_boxed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "WANTED", ())
    fonts._fonts.cache_clear()
    try:
        assert fonts.find_font("Parade, 10 October", 20) is not None
        assert fonts.find_font("열병식", 20) is None
    finally:
        fonts._fonts.cache_clear()


def test_on_paper_lines_share_a_row_where_they_have_room_and_none_is_left_out() -> None:
    apart = draw_printed(When(edtf=edtf) for edtf in ("1950", "1980", "2010"))
    assert (apart.rows, apart.whole.count("M")) == (1, 3)
    together = draw_printed([When(edtf="2025-10-10")] * 40)
    assert (together.rows, together.whole.count("M")) == (MOST_ROWS, 40)


def test_on_paper_a_vague_date_has_no_solid_line() -> None:
    assert draw_printed([When(edtf="2025-08")]).core == ""
    assert draw_printed([When(edtf="2025-08-01")]).core != ""
    assert draw_printed([]).whole == ""
