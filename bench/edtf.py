"""Dates parsed with their bounds: seconds of processor time for 100,000, and the slowest of hostile inputs.

python -m bench.edtf

The dates are drawn with a seed, in the shares of a news chronology; two thirds of them are distinct. The aim is
under 1 s for all, and under 5 ms for any text at all.
"""

from __future__ import annotations

import random
import time
from contextlib import suppress
from itertools import count, cycle
from typing import TYPE_CHECKING

from timeline.domain.edtf import parse_edtf
from timeline.domain.errors import InvalidDate

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def full(brackets: str, members: Iterable[str]) -> str:
    """A set of as many members as the limit lets in."""
    text = brackets[0]
    for member in members:
        if len(text) + len(member) + 1 > LIMIT:
            break
        text += member + ","
    return text[:-1] + brackets[1]


def hostile() -> list[str]:
    """As long as is allowed, and as much work as can be packed in."""
    filled = [
        full("[]", (f"XXX{n % 10}-{n % 12 + 1:02d}-2{n % 9}" for n in count())),
        full("[]", (f"XX{n % 100:02d}-02-29" for n in count(0, 4))),
        full("{}", (f"-XX{n % 100:02d}-02-29" for n in count(0, 4))),
        full("{}", (f"X{n % 10}XX-02-29" for n in count())),
        full("{}", cycle(("-XX00-02-29", "XX00-02-29", "X2X0-02-29", "-X000-02-29"))),
        full("[]", (f"?X{n % 10}XX-~XX-%3X" for n in count())),
        full("{}", (f"{n % 10}XXX-XX-31..{n % 10}XXX-XX-30" for n in count())),
        full("[]", (f"Y{n}E9S{n % 3 + 1}~" for n in count(1000))),
        full("[]", (str(1900 + n) for n in count())),
        full("{}", (f"{9 - n % 9}" for n in count())),
        "[" + "1..2," * 50 + "1]",
        "[2024" + ", " * 125,
        "Y" + "9" * 254,
        "Y1E" + "9" * 252,
        "1" * 255,
        "X" * 255,
        "?" * 255,
        "." * 255,
        " " * 255,
        "-" * 255,
        "2024-" * 51,
        "[" * 255,
        "2024-01-01T" * 24,
        "../" * 85,
        "2024?~%" * 37,
        "9" * 1_000_000,
    ]
    return [text if len(text) > 300 else text[:LIMIT] for text in filled]


def seconds_of(texts: list[str]) -> float:
    """Of this process alone, so that what else runs on the machine does not count."""
    start = time.process_time()
    for text in texts:
        with suppress(InvalidDate):
            _ = parse_edtf(text).bounds
    return time.process_time() - start


def main() -> None:
    hostile_times = sorted(((seconds_of([text]) * 1000, text) for text in hostile()), reverse=True)
    rng = random.Random(1582)
    kinds = rng.choices(list(SHARES), list(SHARES.values()), k=COUNT)
    texts = [a_date(rng, kind) for kind in kinds]
    print(f"{COUNT:,} dates with bounds ({len(set(texts)):,} distinct): {seconds_of(texts):.2f} s")
    for kind in SHARES:
        some = [a_date(rng, kind) for _ in range(COUNT // 20)]
        print(f"  {kind:<10} {seconds_of(some) / len(some) * 1_000_000:5.1f} µs")
    print(f"slowest of {len(hostile_times)} hostile inputs, each asked once:")
    for milliseconds, text in hostile_times[:5]:
        print(f"  {milliseconds:5.2f} ms  {text[:60]}…")


if __name__ == "__main__":
    main()
