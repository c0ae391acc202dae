"""Other people's text made into ours: one line where we keep one, no character that no output can carry."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BREAK = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
LINK = re.compile(r'<a\b[^<>]*?href="([^"<>]+)"[^<>]*>([^<>]*)</a>', re.IGNORECASE)
BLOCKS = {"p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "blockquote"}
LONGEST_LINE, LONGEST_TEXT, LONGEST_UID = 500, 100_000, 255


def text(given: object) -> str:
    """Every kind of line break as a newline; what cannot be kept is left out, and what is too long is cut."""
    plain = FORBIDDEN.sub("", BREAK.sub("\n", str(given))).strip()
    return plain if len(plain) <= LONGEST_TEXT else plain[: LONGEST_TEXT - 1] + "…"


def line(given: object) -> str:
    plain = " ".join(text(given).split())
    return plain if len(plain) <= LONGEST_LINE else plain[: LONGEST_LINE - 1].rstrip() + "…"


def uid(given: object) -> str | None:
    """As it is where it can be one; otherwise a digest of it, the same each time."""
    if not isinstance(given, str | int) or not str(given).strip():
        return None
    plain = str(given).strip()
    if len(plain) <= LONGEST_UID and line(plain) == plain:
        return plain
    return sha256(plain.encode("utf-8", "replace")).hexdigest()


def from_html(given: object) -> str:
    """Simple HTML as Markdown: links and paragraphs kept, other marks left out."""
    linked = LINK.sub(lambda found: f"[{found[2]}]({found[1]})", text(given))
    plain = TAG.sub(lambda found: "\n\n" if found[2].lower() in BLOCKS else "", linked)
    return re.sub(r"\n{3,}", "\n\n", text(unescape(plain)))


def words(given: object, separators: str = ";|\n") -> list[str]:
    """A cell's list, each once: split at the first of these separators that is in it, else at commas."""
    plain = text(given)
    separator = next((one for one in separators if one in plain), ",")
    return list(dict.fromkeys(word for word in map(line, plain.split(separator)) if word))


def compact(document: dict[str, object]) -> dict[str, object]:
    """Without what says nothing."""
    return {name: value for name, value in document.items() if value not in (None, "", [], {}, ())}
