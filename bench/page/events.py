"""Seeded events of every precision, in the native format: the same for our page and for what it is compared with."""

from __future__ import annotations

import random
from typing import Any

FEW = [
    ("Ferry runs aground off the north mole", "2025-03-02", "accidents"),
    ("Salvage takes longer than was thought", "2025-03/2025-06~", "work"),
    ("Nine dockers are laid off", "2025-04", "people"),
    ("Inquiry opens", "2025-05-12", "law"),
    ("Dredging of the outer harbour", "2025-08/2025-12~", "work"),
    ("A second ship touches ground", "2025-10-10", "accidents"),
    ("Pilots call for a lower speed limit", "2025-10-11", "people"),
    ("Inquiry reports", "2025-12-12", "law"),
]
KINDS = ("accidents", "law", "people", "traffic", "weather", "work")
THINGS = ("Ferry", "Freighter", "Pilot boat", "Crane", "Lock", "Tug", "Lighthouse", "Quay", "Trawler", "Customs post")
DEEDS = ("is repaired", "runs aground", "changes hands", "is inspected", "opens again", "is closed", "is lengthened")


def make_events(count: int) -> list[dict[str, Any]]:
    """Over thirty years; eight are written by hand, so that they can be looked at."""
    if count <= len(FEW):
        return [_event(number, *few) for number, few in enumerate(FEW[:count])]
    chance = random.Random(5)
    return [
        _event(
            number, f"{chance.choice(THINGS)} {number % 97 + 1} {chance.choice(DEEDS)}", _date(chance),
            chance.choice(KINDS),
        )
        for number in range(count)
    ]  # fmt: skip


def _date(chance: random.Random) -> str:
    year, month, day = chance.randint(1996, 2025), chance.randint(1, 12), chance.randint(1, 28)
    whole = f"{year}-{month:02d}-{day:02d}"
    kind = chance.random()
    if kind < 0.7:
        return whole
    if kind < 0.85:
        return f"{year}-{month:02d}"
    return f"{whole}/{year + 1}-{month:02d}" if kind < 0.95 else f"{year}-{month:02d}~"


def _event(number: int, title: str, edtf: str, category: str) -> dict[str, Any]:
    source = {"title": f"Harbour log, page {number % 300 + 1}", "publisher": "Harbour office"}
    return {
        "uid": f"e{number}", "slug": f"e{number}", "title": title, "when": {"edtf": edtf}, "category": category,
        "tags": [f"berth {number % 7 + 1}"], "citations": [{"source": source}],
        "description": f"{title}. The log has it on page {number % 300 + 1}.",
    }  # fmt: skip
