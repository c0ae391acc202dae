"""What a version says, in English and in order: for calendar descriptions, feed readers and whoever has no
page.

A reader on a phone sees the first lines only, so these say how sure the date is; the address of the page is
last.
"""

from __future__ import annotations

from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from feeds.dates import bracket, date_notes
from feeds.text import clean_html, one_line, plain_text, render_html
from timeline.domain.edtf import describe
from timeline.domain.figure import describe_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feeds.format import Entry
    from timeline.domain.event import Event, Media
    from timeline.domain.figure import Figure
    from timeline.domain.provenance import Citation, Source
    from timeline.domain.version import EventVersion


LONGEST_SUMMARY = 300


class Line(NamedTuple):
    text: str
    url: str | None = None


class Section(NamedTuple):
    """`heading` is None for a plain paragraph of each line."""

    heading: str | None
    lines: tuple[Line, ...]


def is_off(version: EventVersion) -> bool:
    """Whether it is to be told as cancelled: called off, or withdrawn by who published it."""
    return version.tombstone or version.event.status == "cancelled"


def headline(version: EventVersion) -> str:
    """Google drops STATUS:CANCELLED and others strike it through, so the word is in the title too."""
    title = one_line(version.event.title)
    return f"Cancelled: {title}" if is_off(version) else title


def plain_body(entry: Entry) -> str:
    """Plain text that ends with the address of the event's page."""
    version = entry.version
    parts = [*_plain(before(version)), plain_text(version.event.description), *_plain(after(version.event))]
    return "\n\n".join([part for part in parts if part] + [one_line(entry.url)])


def html_body(entry: Entry) -> str:
    """The same in HTML, sanitised as a whole."""
    version = entry.version
    parts = [*_html(before(version)), render_html(version.event.description), *_html(after(version.event))]
    return "\n".join(part for part in parts if part) or f"<p>{escape(headline(version))}</p>"


def summarise(version: EventVersion) -> str:
    """The date, then the first line of the text."""
    first = plain_text(version.event.description).partition("\n")[0]
    date = version.event.when.describe()
    text = " ".join(f"{date}: {first}".split()) if first else date
    return text if len(text) <= LONGEST_SUMMARY else shorten(text, LONGEST_SUMMARY, placeholder="…")


def dated_title(version: EventVersion) -> str:
    """With the event's own date: a reader shows the day of the feed's entry, which is ours."""
    event = version.event
    date = f"{bracket(event.when)[:-1]}, recurring]" if event.recurrence else bracket(event.when)
    return f"{'Cancelled: ' if is_off(version) else ''}{date} {one_line(event.title)}"


def before(version: EventVersion) -> list[Section]:
    notes = [*_withdrawal(version), *date_notes(version.event)]
    return [Section(None, tuple(Line(note) for note in notes))] if notes else []


def after(event: Event) -> list[Section]:
    sections = [
        Section("Figures", tuple(_figure(figure) for figure in event.figures)),
        Section(None, tuple(_standing(event))),
        Section("Sources", tuple(line for citation in event.citations for line in _citation(citation))),
        Section("Pictures and recordings", tuple(_media(media) for media in event.media)),
        Section("See also", tuple(Line(one_line(link.title or link.url), link.url) for link in event.links)),
    ]
    return [section for section in sections if section.lines]


def _withdrawal(version: EventVersion) -> Iterator[str]:
    if version.tombstone:
        yield f"Withdrawn: {one_line(version.reason)}" if version.reason else "Withdrawn by its publisher."
    elif version.event.status == "cancelled":
        yield "This was cancelled."


def _figure(figure: Figure) -> Line:
    said_by = f" ({one_line(figure.attributed_to)})" if figure.attributed_to else ""
    return Line(f"{one_line(figure.name)}: {one_line(describe_figure(figure))}{said_by}")


def _standing(event: Event) -> Iterator[Line]:
    names = dict.fromkeys(
        one_line(each.attributed_to) for each in event.citations if each.attributed_to and each.stance == "supports"
    )
    if names:
        yield Line(f"According to: {'; '.join(names)}")
    note = f": {one_line(event.verification_note)}" if event.verification_note else ""
    yield Line(f"Verification: {event.verification}{note}")


def _citation(citation: Citation) -> Iterator[Line]:
    objection = "contradicts: " if citation.stance == "contradicts" else ""
    locator = f", {one_line(citation.locator)}" if citation.locator else ""
    yield Line(f"{objection}{describe_source(citation.source)}{locator}", citation.source.url)
    if citation.quote:
        yield Line(f"“{one_line(citation.quote)}”")
    if citation.source.archived_url:
        yield Line("archived copy", citation.source.archived_url)


def describe_source(source: Source) -> str:
    """Title, author, publisher and date, as far as they are known."""
    published = describe(source.published) if source.published is not None else None
    known = [source.title, source.author, source.publisher, published]
    return ", ".join(one_line(part) for part in known if part)


def _media(media: Media) -> Line:
    rights = "; ".join(one_line(each) for each in (media.credit, media.licence, media.restrictions) if each)
    return Line(f"{one_line(media.alt)}{f' ({rights})' if rights else ''}", media.url)


def _plain(sections: list[Section]) -> Iterator[str]:
    for heading, lines in sections:
        texts = [f"{line.text}: {line.url}" if line.url not in {None, line.text} else line.text for line in lines]
        yield "\n".join(texts if heading is None else [f"{heading}:", *(f"- {text}" for text in texts)])


def _html(sections: list[Section]) -> Iterator[str]:
    for heading, lines in sections:
        texts = [_html_line(line) for line in lines]
        if heading is None:
            yield clean_html("".join(f"<p>{text}</p>" for text in texts))
        else:
            yield clean_html(f"<p><b>{heading}</b></p><ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>")


def _html_line(line: Line) -> str:
    return f'<a href="{escape(line.url)}">{escape(line.text)}</a>' if line.url else escape(line.text)
