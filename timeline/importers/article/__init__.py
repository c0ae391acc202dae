"""Prose → proposed events, for a person to confirm: a sentence, its date, who says so, its figures.

Nothing here is published: each proposal is a draft. It has the sentence as a quotation with its source, and a title
that is the sentence's beginning, to be put in the editor's own words. A sentence with two dates gives two proposals;
one without a date gives none, unless `undated` asks for those that state figures or rest on a report: they are known by
the day of publication, `../2025-12-13`, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from timeline.domain.event import EventDraft
from timeline.domain.reported_dates import find_dates
from timeline.importers.article.attribution import find_attribution, rests_on_report
from timeline.importers.article.figures import find_figures
from timeline.importers.article.lasting import find_interval
from timeline.importers.article.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from timeline.domain.reported_dates import Reported

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Article:
    """What the proposals cite; `title` is the source's."""

    title: str
    published: date
    publisher: str | None = None
    url: str | None = None


def draft_article(text: str, article: Article, *, undated: bool = False) -> list[EventDraft]:
    """In the order of the text. The same text gives the same uids, so that importing it twice adds nothing."""
    return [draft for sentence in split_sentences(text) for draft in _drafts(sentence, article, undated=undated)]


def _drafts(sentence: str, article: Article, *, undated: bool) -> Iterator[EventDraft]:
    dates = {str(found.edtf): found for found in find_dates(sentence, article.published)}
    figures = find_figures(sentence, [(found.start, found.end) for found in dates.values()])
    for found in dates.values():
        yield _draft(sentence, _when(sentence, found, article), figures, article)
    if undated and not dates and (figures or rests_on_report(sentence)):
        when = {
            "edtf": f"../{article.published}",
            "date_note": "The text gives no date; it was known by the day of publication.",
        }
        yield _draft(sentence, when, figures, article)


def _when(sentence: str, found: Reported, article: Article) -> dict[str, Any]:
    interval = find_interval(sentence, found)
    when: dict[str, Any] = {"edtf": interval or str(found.edtf), "date_text": found.words}
    notes = ["Read from these words against the day of publication."] if found.relative else []
    notes += ["The end follows from how long it lasted."] if interval else []
    if found.relative:
        when["date_anchor"] = str(article.published)
    if notes:
        when["date_note"] = " ".join(notes)
    return when


def _draft(sentence: str, when: dict[str, Any], figures: list[dict[str, Any]], article: Article) -> EventDraft:
    said_by = find_attribution(sentence)
    source = {"title": article.title, "publisher": article.publisher, "url": article.url}
    citation = {
        "source": {**source, "published": str(article.published)},
        "quote": sentence,
        "attributed_to": said_by,
    }
    return EventDraft.model_validate(
        {
            "uid": str(uuid5(NAMESPACE_URL, f"{article.url or article.title}\n{sentence}\n{when['edtf']}")),
            "title": shorten(sentence, LONGEST_TITLE, placeholder="…"),
            "when": when,
            "publication": "draft",
            "verification": "reported" if said_by else "unverified",
            "figures": [{**figure, "attributed_to": said_by} for figure in figures],
            "citations": [citation],
        }
    )
