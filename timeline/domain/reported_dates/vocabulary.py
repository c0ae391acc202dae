"""English words of dates, and the pieces of pattern made from them."""

from __future__ import annotations

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "hundred": 100, "a couple of": 2,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "late",
}  # fmt: skip

HOLIDAYS = {
    "New Year's Day": (1, 1), "May Day": (5, 1), "Christmas Eve": (12, 24), "Christmas Day": (12, 25),
    "Boxing Day": (12, 26), "New Year's Eve": (12, 31),
}  # fmt: skip
"""Those that fall on the same day each year, everywhere."""

SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
NAMES = {*MONTH_NAMES, *WEEKDAY_NAMES, *SHORT_MONTHS, "Christmas", "Boxing", "Eve", "Day", "New", "Year"}
"""Words that are written with a capital."""

FULL_MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
MONTH = rf"(?:{'|'.join(MONTH_NAMES)}|(?:{'|'.join(SHORT_MONTHS)})\b\.?)"
WEEKDAY = f"(?:{'|'.join(WEEKDAY_NAMES)})"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DAY_LIST = rf"{DAY}(?:(?:\s?[-–—]\s?|\s(?:to|and|or|until|through)\s|,\s){DAY})*"
YEAR = r"(?:1\d|20)\d\d"
PART = r"(?i:early|mid|late)"
EDGE = r"(?i:(?:the\s)?(?:very\s)?(?:(?:beginning|start|middle|end)\sof(?:\sthe)?|end[-\s](?=\d)))"
WHICH = r"(?i:last|this|next|the\spast|the\sprevious|the\scoming)"
HOLIDAY = f"(?:{'|'.join(HOLIDAYS)})".replace("'", "['’]")
SEASON = rf"(?i:{'|'.join(SEASONS)})"
NUMBER = rf"(?i:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
ORDINAL = rf"(?i:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
ERA = r"(?:BCE?|CE|AD|B\.C\.(?:E\.)?|A\.D\.)"


def read_month(word: str) -> int:
    return next(number for number, name in enumerate(MONTH_NAMES, 1) if name.startswith(word.rstrip(".")[:3]))


def read_number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def read_ordinal(word: str) -> int:
    digits = "".join(each for each in word if each.isdigit())
    return int(digits) if digits else ORDINALS[word.lower()]


def read_part(words: str | None) -> str | None:
    """Early, mid or late, of whatever words name an edge; None of none."""
    if words is None:
        return None
    return next(part for word, part in PARTS.items() if word in words.lower())


def read_which(words: str | None) -> str | None:
    """Last, this or next."""
    if words is None:
        return None
    plain = words.lower().split()[-1]
    return {"past": "last", "previous": "last", "coming": "next"}.get(plain, plain)
