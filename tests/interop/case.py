"""A case of the nasty timeline: an event, and what must be understood of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tests.builders import a_when
from tests.interop.understood import Understood


@dataclass(frozen=True, slots=True)
class Case:
    """`calendar` is all that a calendar shows of it in the window, nothing where none can hold its date.

    `says` must be in its description, to the letter; `words` tell its date in a feed reader, where the title has it;
    `geometry` is where it lies on a map. An event with `before` was published as that first.
    """

    name: str
    event: dict[str, Any]
    calendar: tuple[Understood, ...]
    says: str = ""
    words: str = ""
    geometry: str = ""
    before: dict[str, Any] | None = None
    withdrawn: bool = False
    restored: bool = False

    @property
    def uid(self) -> str:
        return self.name.replace(" ", "-").replace("'", "").lower()

    @property
    def is_a_moment(self) -> bool:
        return any(one.start == one.end for one in self.calendar)

    @property
    def headline(self) -> str:
        """Its title in a feed reader."""
        off = "Cancelled: " if self.event.get("status") == "cancelled" else ""
        return off + self.document["title"]

    @property
    def dated_headline(self) -> str:
        off, words = "Cancelled: " if self.event.get("status") == "cancelled" else "", f"[{self.words}] "
        return off + words + self.document["title"]

    @property
    def document(self) -> dict[str, Any]:
        return {"uid": self.uid, "slug": self.uid, "title": self.name, **self.event}

    @property
    def first_document(self) -> dict[str, Any]:
        return {**self.document, **(self.before or {})}


class Mark:
    """`Mark("2025-08-01", "2025-09-01", "[Aug 2025] ")`: as a calendar shows it."""

    def __init__(
        self,
        start: str,
        end: str | None = None,
        before: str = "",
        after: str = "",
        *,
        title: str | None = None,
        status: str = "CONFIRMED",
    ) -> None:
        self.start, self.end = start, end
        self.before, self.after = before, after
        self.title, self.status = title, status

    def of(self, uid: str, title: str) -> Understood:
        part = f"-{self.after[1:-1]}" if self.after else ""
        words = f"{self.before}{self.title or title}{self.after}"
        return Understood(uid + part, words, self.start, self.end or _following(self.start), self.status)


def _following(start: str) -> str:
    """The end of a single day; a moment ends when it begins."""
    if "T" in start:
        return start
    year, month, day = map(int, start.split("-"))
    last = {4: 30, 6: 30, 9: 30, 11: 30, 2: 29 if year % 4 == 0 else 28}.get(month, 31)
    if day < last:
        return f"{year:04d}-{month:02d}-{day + 1:02d}"
    return f"{year + 1:04d}-01-01" if month == 12 else f"{year:04d}-{month + 1:02d}-01"


def case(name: str, when: Any, *marks: Mark, words: str = "", **fields: Any) -> Case:
    """The words of a vague date stand before its title in calendars too."""
    others = {key: fields.pop(key) for key in ("says", "geometry", "before", "withdrawn", "restored") if key in fields}
    made = Case(name, {"when": a_when(when), **fields}, ())
    calendar = tuple(mark.of(made.uid, made.document["title"]) for mark in marks)
    bracketed = marks[0].before.removeprefix("Cancelled: ").strip("[] ") if marks else ""
    return replace(made, calendar=calendar, words=words or bracketed or "10 Oct 2025", **others)
