"""Dates parsed with their bounds: how many a second, and the slowest of hostile inputs.

python bench/edtf.py
"""

from __future__ import annotations

import random
import time
from contextlib import suppress

from timeline.domain.edtf import parse_edtf
from timeline.domain.errors import InvalidDate

COUNT = 100_000
LIMIT = 255
SHARES = {"day": 50, "month": 15, "year": 10, "qualified": 10, "interval": 10, "set": 2, "mask": 2, "datetime": 1}
"""Per cent of each kind, about as in a news chronology."""


def a_date(rng: random.Random, kind: str) -> str:
    year, month, day = rng.randint(1700, 2030), rng.randint(1, 12), rng.randint(1, 28)
    plain = f"{year}-{month:02d}-{day:02d}"
    match kind:
        case "month":
            return plain[:7]
        case "year":
            return plain[:4]
        case "qualified":
            return plain[: rng.choice((4, 7, 10))] + rng.choice("?~%")
        case "interval":
            return rng.choice((f"{plain[:7]}/{year + 1}-03", f"{plain}/..", f"../{plain}"))
        case "set":
            return f"[{plain},{year + 1}-01-01]"
        case "mask":
            return rng.choice((f"{str(year)[:3]}X", f"{year}-XX", f"{str(year)[:3]}X-12-{day:02d}"))
        case "datetime":
            return f"{plain}T12:30:00Z"
    return plain


def hostile() -> list[str]:
    """As long as is allowed, and as much work as can be packed in."""
    filled = [
        "[" + ",".join(f"XXX{number % 10}-{number % 12 + 1:02d}-2{number % 9}" for number in range(22)) + "]",
        "{" + ",".join(f"X{number % 10}XX-02-29" for number in range(22)) + "}",
        "[" + ",".join(f"XX{number:02d}-02-29" for number in range(0, 88, 4)) + "]",
        "[" + "1..2," * 50 + "1]",
        "Y" + "9" * 254,
        "1" * 255,
        "X" * 255,
        "2024-" * 51,
        "[" * 255,
        "2024-01-01T" * 23,
        "../" * 85,
        "2024?~%" * 36,
    ]
    return [text[:LIMIT] for text in filled]


def slowest() -> tuple[float, str]:
    times = []
    for text in hostile():
        start = time.perf_counter()
        with suppress(InvalidDate):
            _ = parse_edtf(text).bounds
        times.append(((time.perf_counter() - start) * 1000, text))
    return max(times)


def main() -> None:
    rng = random.Random(1582)
    kinds = rng.choices(list(SHARES), list(SHARES.values()), k=COUNT)
    texts = [a_date(rng, kind) for kind in kinds]
    start = time.perf_counter()
    for text in texts:
        _ = parse_edtf(text).bounds
    seconds = time.perf_counter() - start
    print(f"{COUNT:,} dates with bounds ({len(set(texts)):,} distinct): {seconds:.2f} s")
    milliseconds, text = slowest()
    print(f"slowest of {len(hostile())} hostile inputs of {LIMIT} characters: {milliseconds:.2f} ms, {text[:40]}…")


if __name__ == "__main__":
    main()
