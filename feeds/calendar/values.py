r"""Property values that `icalendar` would write wrongly, and the one way in which properties are added.

Its own TEXT turns a literal `\N` ("C:\News") into a line break, leaves NAME and X- properties unescaped, and
writes GEO with an exponent near zero; its ADD guesses types. Everything of ours goes through `put`.

A value here is what is written and its parameters, if it has any, and no more: with those of `icalendar`, of which
each makes and checks parameters of its own, an event took twice as long.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from icalendar.parser import Parameters

from feeds.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Component

NONE = Parameters()
"""Never written to."""
WHOLE_DAY = Parameters(VALUE="DATE")
PUNCTUATION = str.maketrans("", "", "-:")


class Text:
    """RFC 5545, section 3.3.11."""

    __slots__ = ("params", "text")

    def __init__(self, text: str, params: Parameters = NONE) -> None:
        self.text = clean(text)
        self.params = params

    def to_ical(self) -> bytes:
        return escape(self.text).encode()


class TextList:
    """Several TEXT values in one property, as CATEGORIES wants (RFC 5545, section 3.8.1.2)."""

    params = NONE

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)

    def to_ical(self) -> bytes:
        return ",".join(escape(clean(text)) for text in self.texts).encode()


class Verbatim:
    """A value whose type allows no escape: digits and ASCII words that we made ourselves."""

    __slots__ = ("params", "text")

    def __init__(self, text: str, params: Parameters = NONE) -> None:
        if not text.isascii() or not text.isprintable():
            raise ValueError(f"not a plain value: {text!r}")
        self.text = text
        self.params = params

    def to_ical(self) -> bytes:
        return self.text.encode("ascii")


class Uri:
    """RFC 5545, section 3.3.13: whatever it holds, it stays on its line."""

    __slots__ = ("params", "text")

    def __init__(self, text: str, params: Parameters = NONE) -> None:
        if "\r" in text or "\n" in text:
            raise ValueError(f"a URL may not contain CR or LF: {text!r}")
        self.text = text
        self.params = params

    def to_ical(self) -> bytes:
        return self.text.encode()


def escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def put(component: Component, name: str, value: Any, **parameters: str) -> None:
    """Strings become TEXT. A parameter's `_` stands for `-`, and None of its text breaks a line."""
    if type(value) is str:
        _attach(component, name, Text(value, _parameters(parameters)))
    else:
        component.add(name, value, parameters=_parameters(parameters) if parameters else {})


def _parameters(given: dict[str, str]) -> Parameters:
    if not given:
        return NONE
    return Parameters({name.replace("_", "-"): clean(text).replace("\n", " ") for name, text in given.items()})


def _attach(component: Component, name: str, value: Text | Verbatim | Uri) -> None:
    """What `Component.add` does, for a value that needs no guess."""
    before = component.get(name)
    if before is None:
        component[name] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        component[name] = [before, value]


def put_moment(component: Component, name: str, moment: date) -> None:
    """A whole day, or an instant in UTC; a moment without a zone would be read as whatever zone this machine is in."""
    if not isinstance(moment, datetime):
        _attach(component, name, Verbatim(moment.isoformat().translate(PUNCTUATION), WHOLE_DAY))
    elif moment.tzinfo is None:
        raise ValueError(f"{name} has no time zone: {moment}")
    else:
        text = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
        _attach(component, name, Verbatim(f"{text.translate(PUNCTUATION)}Z"))


def put_uri(component: Component, name: str, url: str, **parameters: str) -> None:
    """Raises ValueError for a URL with a line break; `VALUE=URI` only where the property has another
    default.
    """
    _attach(component, name, Uri(url, _parameters(parameters)))


def put_position(component: Component, latitude: float, longitude: float) -> None:
    """Six decimals, an exactness of a decimetre (RFC 5545, section 3.8.1.6); a semicolon between them."""
    put_verbatim(component, "GEO", f"{degrees(latitude)};{degrees(longitude)}")


def put_verbatim(component: Component, name: str, value: str) -> None:
    _attach(component, name, Verbatim(value))


def degrees(number: float) -> str:
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
