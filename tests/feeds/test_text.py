from __future__ import annotations

import pytest

from feeds.text import clean, one_line, plain_text, render_html


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\u2028b\u2029c\x85d\x0be\x0cf\r\ng\rh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00b\x1bc\x7fd\x9fe\ud800f", "abcdef"),
        ("tab\tand\nnewline stay, as does 조선 👩‍🚀", "tab\tand\nnewline stay, as does 조선 👩‍🚀"),
    ],
)
def test_clean(given: str, expected: str) -> None:
    assert clean(given) == expected


def test_one_line() -> None:
    assert one_line(" a\u2028 b\n\tc ") == "a b c"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**Bold** and *slanted* and `code`", "Bold and slanted and code"),
        ("# Heading\n\ntext", "Heading\n\ntext"),
        ("see [the report](https://e.org/r)", "see the report (https://e.org/r)"),
        ("see <https://e.org/r>", "see https://e.org/r"),
        ("- a\n- b\n  - c\n\nend", "- a\n- b\n  - c\n\nend"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("one\ntwo  \nthree", "one\ntwo\nthree"),
        ("> said", "said"),
        ("```\nx < y\n```", "x < y"),
        ("|a|b|\n|-|-|\n|1|2|", "a\tb\t\n1\t2"),
        ("![a map](https://e.org/m.png)", "a map"),
        ("<b>not</b> &amp; markup", "<b>not</b> & markup"),
        ("a&#x2028;b", "a\nb"),
        ("", ""),
    ],
)
def test_plain_text(markdown: str, expected: str) -> None:
    assert plain_text(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://e.org/track.png)",
        "[a](data:text/html,x)",
    ],
)
def test_html_is_harmless(markdown: str) -> None:
    html = render_html(markdown)
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_html_keeps_the_markup() -> None:
    html = render_html("*a* [b](https://e.org/)\n\n- c")
    assert "<em>a</em>" in html
    assert 'href="https://e.org/"' in html
    assert "<li>c</li>" in html
