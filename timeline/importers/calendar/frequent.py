"""Rules by the minute or second, which no timeline recurs by: the few starts of one that ends soon, one by one."""

from __future__ import annotations

from datetime import datetime, timedelta

STEPS = {"MINUTELY": timedelta(minutes=1), "SECONDLY": timedelta(seconds=1)}
MOST_STEPS = 50_000
MOST_STARTS = 500
TIMES = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
KNOWN = {"FREQ", "INTERVAL", "COUNT", "BYSETPOS", *TIMES}


def expand_frequent(text: str, start: datetime) -> list[datetime] | None:
    """None for every other rule; raises ValueError where it cannot be told in a few starts."""
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    step = STEPS.get(parts.get("FREQ", ""))
    if step is None or not parts.get("COUNT", "").isdigit() or parts.keys() - KNOWN:
        return None
    step *= max(1, int(parts.get("INTERVAL", "1")[:4]))
    count = int(parts["COUNT"][:6])
    if count > MOST_STARTS:
        return None
    allowed = {TIMES[name]: sorted({int(one) for one in parts[name].split(",")}) for name in TIMES if name in parts}
    seconds = allowed.pop("second", []) if parts["FREQ"] == "MINUTELY" else []
    places = [int(one) for one in parts["BYSETPOS"].split(",")] if "BYSETPOS" in parts else []
    made: list[datetime] = []
    moment = start
    for _ in range(MOST_STEPS):
        if all(getattr(moment, name) in values for name, values in allowed.items()):
            within = [moment.replace(second=second) for second in seconds if second < 60] if seconds else [moment]  # noqa: PLR2004
            chosen = (
                [within[place - (place > 0)] for place in places if 0 < abs(place) <= len(within)] if places else within
            )
            made += sorted(one for one in chosen if one >= start)
        if len(made) >= count:
            return made[:count]
        moment += step
    raise ValueError(f"{text[:60]}: too seldom for a rule by the minute")
