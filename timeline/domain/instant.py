"""Instants as text: RFC 3339, section 5.6, always UTC on the way out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

SHAPE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,6})?)([Zz]|[+-]\d\d:\d\d))?", re.ASCII)


def parse_instant(text: str, *, last: bool = False) -> datetime:
    """A day alone is its first microsecond in UTC, or with `last` its last one; raises ValueError."""
    found = SHAPE.fullmatch(text)
    if not found:
        raise ValueError("is not an RFC 3339 instant such as 2025-12-13T08:00:00Z, nor a day such as 2025-12-13")
    day, time, offset = found.groups()
    try:
        if time is None:
            start = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
            return start + timedelta(days=1, microseconds=-1) if last else start
        return datetime.fromisoformat(f"{day}T{time}{offset.upper()}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"is not an instant: {error}") from error


def write_instant(instant: datetime) -> str:
    """Whole seconds without a fraction, others with microseconds."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
