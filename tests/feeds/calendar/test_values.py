from __future__ import annotations

import pytest
from icalendar import Event
from icalendar.parser import Contentline

from feeds.calendar.values import TextList, Verbatim, put, put_position, put_uri


def line(name: str, value: object, **parameters: str) -> str:
    component = Event()
    put(component, name, value, **parameters)
    return component.to_ical().decode().split("\r\n")[1]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a,b;c", r"a\,b\;c"),
        ("one\ntwo", r"one\ntwo"),
        ("one\u2028two\x0b", r"one\ntwo\n"),
        (r"C:\New", r"C:\\New"),
        (r"C:\news", r"C:\\news"),
    ],
)
@pytest.mark.parametrize("name", ["SUMMARY", "NAME", "X-EDTF"])
def test_text_is_escaped_in_every_property(name: str, text: str, written: str) -> None:
    assert line(name, text) == f"{name}:{written}"
    if "\\N" not in text:
        assert Contentline(line(name, text)).parts()[2] == text.replace("\u2028", "\n").replace("\x0b", "\n")


def test_a_parameter_cannot_end_its_line() -> None:
    assert line("X-A", "b", LABEL='"q"\r\nX-B:c') == "X-A;LABEL=\"^'q^' X-B:c\":b"


def test_list_members_are_escaped_one_by_one() -> None:
    assert TextList(["a,b", "c"]).to_ical() == rb"a\,b,c"


@pytest.mark.parametrize(
    ("position", "written"),
    [
        ((39.03, 125.75), "39.03;125.75"),
        ((-1e-9, 1e-9), "0;0"),
        ((90, -180), "90;-180"),
        ((0.1234567, 1), "0.123457;1"),
    ],
)
def test_a_position_has_a_semicolon_and_no_exponent(position: tuple[float, float], written: str) -> None:
    component = Event()
    put_position(component, *position)
    assert f"GEO:{written}\r\n".encode() in component.to_ical()


@pytest.mark.parametrize("text", ["a\r\nb", "é"])
def test_a_verbatim_value_is_plain(text: str) -> None:
    with pytest.raises(ValueError, match="plain"):
        Verbatim(text)


def test_a_url_with_a_line_break_is_refused() -> None:
    with pytest.raises(ValueError, match="CR or LF"):
        put_uri(Event(), "URL", "https://example.org/\r\nX-A:b")
