"""Who says so, with what source, how sure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from timeline.domain.text import Language, Line, Text, Url
from timeline.domain.value import Value
from timeline.domain.when import EdtfText

Verification = Literal["unverified", "reported", "corroborated", "verified", "disputed"]
Stance = Literal["supports", "contradicts"]


class Source(Value):
    """Where it was published. `published` and `accessed` are EDTF: a report's date may be vague too."""

    title: Line
    publisher: Line | None = None
    author: Line | None = None
    url: Url | None = None
    published: EdtfText | None = None
    accessed: EdtfText | None = None
    archived_url: Url | None = None
    language: Language | None = None


class Citation(Value):
    """One source's word on an event.

    `supports` names the claims that it bears on, as field names or `figures/<name>`; empty means the whole
    event. `attributed_to` is who says so in the source, which is rarely the source itself.
    """

    source: Source
    quote: Text | None = None
    locator: Line | None = None
    attributed_to: Line | None = None
    supports: tuple[Line, ...] = Field(default=(), max_length=50)
    stance: Stance = "supports"


Citations = Annotated[tuple[Citation, ...], Field(max_length=200)]
