"""Dates in other languages: what is said is decided as in English, how it is said by CLDR's data and the catalogue."""

from __future__ import annotations

import pytest

from timeline.domain.clock import ZonedTime
from timeline.domain.edtf import parse_edtf
from timeline.domain.when import When
from timeline.web.language import LANGUAGES, language

TOLD = {
    "2025-08": ("2025년 8월", "серпень 2025 р.", "أغسطس 2025"),
    "2025-10-10": ("2025년 10월 10일", "10 жовтня 2025 р.", "10 أكتوبر 2025"),
    "2023-08/2025-03": ("2023년 8월 ~ 2025년 3월", "серпень 2023 – березень 2025 рр.", "أغسطس 2023 – مارس 2025"),
    "2025-10-10/2025-10-12": ("2025년 10월 10일~12일", "10–12 жовтня 2025 р.", "10–12 أكتوبر 2025"),
    "2024-37~": ("2024년 초경", "прибл. початок 2024", "نحو أوائل 2024"),
    "2025-10-10?": ("2025년 10월 10일(?)", "10 жовтня 2025 р.?", "10 أكتوبر 2025؟"),
    "2004-06-~11": (
        "2004년 6월 11일경 (일 대략적)", "прибл. 11 червня 2004 р. (приблизно: день)",
        "نحو 11 يونيو 2004 (اليوم على وجه التقريب)",
    ),
    "2023-08/..": ("2023년 8월부터 현재까지", "серпень 2023 р. – дотепер", "منذ أغسطس 2023"),
    "2023/": ("2023년부터, 끝은 알 수 없음", "початок: 2023, кінець невідомий", "من 2023، والنهاية غير معروفة"),
    "../1985-08": ("1985년 8월까지", "по серпень 1985 р.", "حتى أغسطس 1985"),
    "[2025-06-03,2025-06-04]": (
        "2025년 6월 3일 또는 2025년 6월 4일", "3 червня 2025 р. або 4 червня 2025 р.", "3 يونيو 2025 أو 4 يونيو 2025",
    ),
    "[..2025-12-31]": ("늦어도 2025년 12월 31일까지", "не пізніше 31 грудня 2025 р.", "في موعد أقصاه 31 ديسمبر 2025"),
    "{2025-05-03,2025-05-05}": (
        "2025년 5월 3일 및 2025년 5월 5일", "3 травня 2025 р. і 5 травня 2025 р.", "3 مايو 2025 و5 مايو 2025",
    ),
    "199X": ("1990년대", "1990-ті роки", "عقد 1990"),
    "2025-33": ("2025년 1분기", "1-й кв. 2025", "الربع الأول 2025"),
    "2023-24": ("2023년 ~ 2024년 겨울", "зима 2023–2024", "شتاء 2023–2024"),
    "1985-04-XX": ("1985년 4월의 어느 날", "квітень 1985 р., день невідомий", "يوم ما في أبريل 1985"),
    "XXXX-12-25": ("어느 해의 12월 25일", "25 грудня якогось року", "25 ديسمبر من سنة ما"),
    "-0043-03-15": ("BC 44년 3월 15일", "15 березня 44 р. до н. е.", "15 مارس 44 ق.م"),
    "0044": ("AD 44년", "44 н. е.", "44 م"),
    "Y-50000": ("BC 50,001년", "50 001 до н. е.", "50,001 ق.م"),
    "2025-12-12T10:00:00Z": (
        "2025년 12월 12일, 10:00 UTC", "12 грудня 2025 р., 10:00 UTC", "12 ديسمبر 2025, 10:00 UTC",
    ),
}  # fmt: skip


@pytest.mark.parametrize("edtf", TOLD)
def test_a_date_is_told_in_each_language(edtf: str) -> None:
    said = tuple(language(code).date(parse_edtf(edtf), full=True) for code in ("ko", "uk", "ar"))
    assert tuple(" ".join(text.split()) for text in said) == TOLD[edtf]


def test_english_dates_are_those_of_the_feeds() -> None:
    when = When.model_validate({"edtf": "2023-08/2025-03"})
    assert language("en").when(when, full=True) == "August 2023 – March 2025"


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_a_time_keeps_its_wall_clock_and_names_its_zone(code: str) -> None:
    start = ZonedTime.model_validate({"local": "2018-05-05T00:00:00", "zone": "Asia/Pyongyang"})
    told = language(code).when(When(start=start))
    assert "00:00 (Asia/Pyongyang, UTC+9)" in told
    assert "2018" in told
