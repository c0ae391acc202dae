"""The kinds of text that a value may hold: bounded, and free of characters that no output can carry.

Newlines and tabs are text; other control characters are not, nor lone surrogates: PostgreSQL refuses NUL,
XML refuses the rest of C0, and UTF-8 refuses surrogates.
"""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile("[\n\r\t\v\f\x85\u2028\u2029]")


def check_text(text: str) -> str:
    found = FORBIDDEN.search(text)
    if found:
        raise ValueError(f"character U+{ord(found.group()):04X} at position {found.start() + 1} is not text; remove it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_line(text: str) -> str:
    found = LINE_BREAK.search(text)
    if found:
        raise ValueError(f"has a line break at position {found.start() + 1}; give it on one line")
    return check_text(text)


def check_url(text: str) -> str:
    """Http and https alone: no other scheme can be shown as a link without harm (no `javascript:`)."""
    check_line(text)
    if re.search(r"[\s<>\"\\^`{|}]", text):
        raise ValueError("has a space or another character that a URL cannot hold; percent-encode it")
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError as error:
        raise ValueError(f"is not a URL ({error}); give one such as https://example.org/report") from error
    if not known:
        raise ValueError("is not an http or https URL; give one such as https://example.org/report")
    return text


Line = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(check_line)]
Text = Annotated[str, StringConstraints(max_length=100_000), AfterValidator(check_text)]
Url = Annotated[
    str,
    StringConstraints(max_length=2_000),
    AfterValidator(check_url),
    Field(json_schema_extra={"format": "uri"}),
]
Uid = Annotated[
    str,
    StringConstraints(min_length=1, max_length=255),
    AfterValidator(check_line),
    Field(description="Stable for ever and opaque; RFC 5545, section 3.8.4.7."),
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=35)]
Colour = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{3,30}$"),
    Field(description="A CSS3 colour name, for RFC 7986 COLOR."),
]
