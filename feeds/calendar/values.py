r"""Property values that `icalendar` would write wrongly, and the one way in which properties are added.

Its own TEXT turns a literal `\N` ("C:\News") into a line break, leaves NAME and X- properties unescaped, and
writes GEO with an exponent near zero; its ADD guesses types. Everything of ours goes through `put`.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from icalendar.parser import Parameters
from icalendar.prop import vText, vUri

from feeds.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from icalendar import Component


class Text(vText):
    """RFC 5545, section 3.3.11."""

    def to_ical(self) -> bytes:
        return escape(str(self)).encode()


class TextList:
    """Several TEXT values in one property, as CATEGORIES wants (RFC 5545, section 3.8.1.2)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        self.params = Parameters()

    def to_ical(self) -> bytes:
        return ",".join(escape(clean(text)) for text in self.texts).encode()


class Verbatim:
    """A value whose type allows no escape: digits and ASCII words that we made ourselves."""

    def __init__(self, text: str) -> None:
        if not text.isascii() or not text.isprintable():
            raise ValueError(f"not a plain value: {text!r}")
        self.text = text
        self.params = Parameters()

    def to_ical(self) -> bytes:
        return self.text.encode("ascii")


def escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def put(component: Component, name: str, value: Any, **parameters: str) -> None:
    """Strings become TEXT. A parameter's `_` stands for `-`, and None of its text breaks a line."""
    made = Text(clean(value)) if type(value) is str else value
    cleaned = {key.replace("_", "-"): clean(text).replace("\n", " ") for key, text in parameters.items()}
    component.add(name, made, parameters=cleaned)


def put_instant(component: Component, name: str, moment: datetime) -> None:
    """In UTC; a moment without a zone would be read as whatever zone this machine is in."""
    if moment.tzinfo is None:
        raise ValueError(f"{name} has no time zone: {moment}")
    put(component, name, moment.astimezone(UTC).replace(microsecond=0))


def put_uri(component: Component, name: str, url: str, **parameters: str) -> None:
    """Raises ValueError for a URL with a line break; `VALUE=URI` only where the property has another
    default.
    """
    put(component, name, vUri(url), **parameters)


def put_position(component: Component, latitude: float, longitude: float) -> None:
    """Six decimals, an exactness of a decimetre (RFC 5545, section 3.8.1.6); a semicolon between them."""
    component.add("GEO", Verbatim(f"{degrees(latitude)};{degrees(longitude)}"), encode=False)


def put_verbatim(component: Component, name: str, value: str) -> None:
    component.add(name, Verbatim(value), encode=False)


def degrees(number: float) -> str:
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
