"""Every catalogue against what the sources say: whole, without dead entries, the same blanks to fill in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from timeline.web.language import LANGUAGES, language
from timeline.web.language.catalogue import FOLDER, read_catalogue
from timeline.web.language.extract import PACKAGES, ROOT, messages, updated
from timeline.web.widget import scripts
from timeline.web.widget.wording import marked

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

SAID = messages()
OTHERS = [code for code in LANGUAGES if code != "en"]
BLANK = re.compile(r"%\(\w+\)s|\{\w+\}")
ALONE = {"ar": {0, 1, 2}}
"""Plural forms that are for one number only, which the words may say themselves."""


def keys(catalogue: Catalog) -> set[str]:
    return {_first(message) for message in catalogue if message.id}


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def _forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]  # Babel's untyped tuples


def test_the_interface_speaks_four_languages_one_of_them_from_right_to_left() -> None:
    assert set(LANGUAGES) >= {"en", "ko", "uk", "ar"}
    assert [code for code in LANGUAGES if language(code).direction == "rtl"] == ["ar"]


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_what_is_said_and_nothing_else(code: str) -> None:
    catalogue = read_catalogue(code)
    assert keys(SAID) - keys(catalogue) == set(), "python -m timeline.web.language.extract, and translate"
    assert keys(catalogue) - keys(SAID) == set()
    assert not catalogue.obsolete


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_is_written_as_the_tool_writes_it(code: str) -> None:
    assert (FOLDER / f"{code}.po").read_bytes() == updated(code), "python -m timeline.web.language.extract"


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_translated_in_every_plural_form(code: str) -> None:
    catalogue = read_catalogue(code)
    for message in catalogue:
        forms = _forms(message.string)
        assert all(forms), message.id
        assert not message.fuzzy
        assert len(forms) == (catalogue.num_plurals if message.pluralizable else 1), message.id


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_fills_in_the_same_blanks(code: str) -> None:
    for message in read_catalogue(code):
        if not message.id:
            continue
        wanted = sorted(BLANK.findall(_forms(message.id)[-1]))
        counting = {"%(num)s", "{n}"} if message.pluralizable else set()
        for number, form in enumerate(_forms(message.string)):
            spared = counting if number in ALONE.get(code, ()) else set()
            found = sorted(BLANK.findall(form))
            assert found in (wanted, sorted(set(wanted) - spared)), (message.id, form)


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_in_english(code: str) -> None:
    """But what has no words in it."""
    left = [
        message.id
        for message in read_catalogue(code)
        if re.search("[A-Za-z]", BLANK.sub("", _first(message))) and _first(message) in _forms(message.string)
    ]
    assert left == []


@pytest.mark.parametrize(
    ("code", "number", "told"),
    [
        ("ko", 5, "사건 5건"),
        ("uk", 1, "1 подія"), ("uk", 3, "3 події"), ("uk", 11, "11 подій"), ("uk", 21, "21 подія"),
        ("ar", 0, "لا أحداث"), ("ar", 1, "حدث واحد"), ("ar", 2, "حدثان"), ("ar", 3, "3 أحداث"), ("ar", 11, "11 حدثًا"),
        ("ar", 100, "100 حدث"), ("ar", 103, "103 أحداث"),
    ],
)  # fmt: skip
def test_numbers_take_their_plural_form(code: str, number: int, told: str) -> None:
    assert language(code).ngettext("%(num)s event", "%(num)s events", number) % {"num": number} == told


def test_no_mark_is_hidden_from_the_extraction() -> None:
    """Babel looks over a call within the call of another of its keywords."""
    text = "".join(
        path.read_text(encoding="utf-8") for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))
    )
    marks = re.findall(r'\bphrase\(\s*"((?:[^"\\]|\\.)*)"', text)
    assert set(marks) - keys(messages("python")) == set()


def test_the_element_fetches_what_its_modules_say() -> None:
    assert {one for one, _ in marked(scripts.FOLDER)} == keys(messages("javascript"))
