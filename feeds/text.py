"""Text as the formats carry it: Markdown as plain text and as safe HTML, and no character that breaks a
reader.

U+2028, U+2029 and U+0085 cut a summary short in some calendar programs, U+000B and U+000C make one refuse a
whole feed; none of them means anything to a reader that a plain line break does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
HARMFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
BLANK_LINES = re.compile(r"\n{3,}")

RECENT = 64
"""Texts kept: one event is written in many formats, and 100,000 characters of brackets take a second each time."""

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "li", "ol", "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "time", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "time": {"datetime"}}
CLEANER = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, url_relative="deny"
)  # fmt: skip
"""Made once: making its tables took nine tenths of the time of `nh3.clean`."""


def clean(text: str) -> str:
    """Every kind of line break as a newline; other control characters and lone surrogates left out. Nothing that is
    printable throughout has any of them, and that is known twenty times as fast.
    """
    if text.isprintable():
        return text
    return HARMFUL.sub("", LINE_BREAK.sub("\n", text))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


@lru_cache(maxsize=RECENT)
def _parse(markdown: str) -> list[Token]:
    """Once for HTML and plain text."""
    return MARKDOWN.parse(clean(markdown))


@lru_cache(maxsize=RECENT)
def render_html(markdown: str) -> str:
    return clean_html(MARKDOWN.renderer.render(_parse(markdown), MARKDOWN.options, {}))


def clean_html(html: str) -> str:
    """Pictures in a description are not shown: hot-linking them from every reader is not the author's to
    decide.
    """
    return CLEANER.clean(clean(html)).strip()


@lru_cache(maxsize=RECENT)
def plain_text(markdown: str) -> str:
    """What a person would type: list markers kept, a link's address after its words, no emphasis marks."""
    text = "".join(_written(_parse(markdown)))
    return BLANK_LINES.sub("\n\n", clean(text)).strip()


def _written(tokens: Sequence[Token]) -> Iterator[str]:
    lists: list[int | None] = []
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
            yield "" if lists else "\n"
        elif token.type == "list_item_open":
            yield _marker(lists)
        else:
            yield _block(token)


def _marker(lists: list[int | None]) -> str:
    indent, number = "  " * (len(lists) - 1), lists[-1]
    if number is None:
        return f"{indent}- "
    lists[-1] = number + 1
    return f"{indent}{number}. "


def _block(token: Token) -> str:
    if token.type == "inline":
        return "".join(_inline(token.children or ()))
    if token.type in {"fence", "code_block"}:
        return f"{token.content}\n"
    if token.type == "hr":
        return "* * *\n\n"
    if token.type in {"td_close", "th_close"}:
        return "\t"
    if token.type in {"paragraph_close", "heading_close", "tr_close"}:
        return "\n" if token.hidden or token.type == "tr_close" else "\n\n"
    return "\n" if token.type == "table_close" else ""


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    addresses: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.type == "link_open":
            addresses.append((str(token.attrs.get("href", "")), index))
        elif token.type == "link_close":
            address, opened = addresses.pop()
            words = "".join(each.content for each in tokens[opened:index])
            yield "" if words == address else f" ({address})"
        else:
            yield "\n" if token.type in {"softbreak", "hardbreak"} else token.content
