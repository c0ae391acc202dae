"""The code to copy: the element, a frame, and what WordPress and Markdown make of an address."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import redirect, render_template, request

from timeline.operations.browse import check_standing
from timeline.web.context import addresses
from timeline.web.pages.answering import answer
from timeline.web.params import PAGE_OPTIONS, read_page_options, read_query, refuse_others, write_query
from timeline.web.widget.blueprint import blueprint

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from timeline.domain.query import EventQuery
    from timeline.operations.browse import Reading
    from timeline.web.params import PageOptions

WIDTHS = (320, 640, 960)
HEIGHT = 560
OF_AN_EVENT = ("theme", "lang", "dir")
"""The looks that a card has."""
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
"""What the frame needs: its script, and that links may open. Not allow-same-origin: it keeps nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is embedded: a timeline's query, or one event. `query` is written, page options included."""

    slug: str
    event: str | None = None
    query: str = ""

    @property
    def page(self) -> str:
        if self.event is not None:
            page = addresses().event(self.slug, self.event)
            return f"{page}?{self.query}" if self.query else page
        return addresses().timeline(self.slug, query=self.query)

    @property
    def frame(self) -> str:
        path, question, query = self.page.partition("?")
        return f"{path}/embed{question}{query}"


def iframe(place: Place, title: str, *, width: int | str = "100%", height: int = HEIGHT) -> str:
    """No style attribute: a strict page would refuse it."""
    return (
        f'<iframe src="{escape(place.frame)}" title="{escape(title)}" width="{width}" height="{height}" '
        f'loading="lazy" frameborder="0" sandbox="{SANDBOX}"></iframe>'
    )


def element(slug: str, query: EventQuery, options: PageOptions, title: str) -> str:
    """The element takes the window and the looks as attributes, the rest of the query in its address."""
    rest = query.narrowed(from_=None, to=None, limit=None, cursor=None, sort="date")
    page = addresses().timeline(slug, query=write_query(rest))
    given = {
        "from": query.from_, "to": query.to, "lane": options.lane, "view": options.view,
        "theme": options.theme, "lang": options.lang, "event": options.e,
    }  # fmt: skip
    extra = "".join(f' {name}="{escape(str(value))}"' for name, value in given.items() if value is not None)
    return (
        f'<script type="module" src="{addresses().base}/widget/event-timeline.js"></script>\n'
        f'<event-timeline src="{escape(page)}"{extra}>'
        f'<a href="{escape(page)}">{escape(title)}</a></event-timeline>'
    )


def snippets(slug: str, query: EventQuery, options: PageOptions, title: str) -> list[dict[str, str]]:
    place = Place(slug, query=urlencode([*query.pairs(), *options.pairs()]))
    return [{"name": "component", "title": "HTML", "code": element(slug, query, options, title)}, *links(place, title)]


def links(place: Place, title: str) -> list[dict[str, str]]:
    """What a timeline and an event have in common: a frame, and what others make of an address."""
    resize = f'<script src="{addresses().base}/widget/resize.js" defer></script>'
    return [
        {"name": "iframe", "title": "iframe", "code": f"{iframe(place, title)}\n{resize}"},
        {"name": "wordpress", "title": "WordPress", "code": place.page},
        {"name": "markdown", "title": "Markdown", "code": f"[{title}]({place.page})"},
    ]


@blueprint.get("/timelines/<slug>/embed-code")
def embed_code(slug: str) -> AnyResponse:
    """The embed dialog as a page of its own, for who has no script; with it, the dialog shows this page's content."""
    pairs = given()
    if len(pairs) != len(list(request.args.items(multi=True))):
        return redirect(f"{request.path}?{urlencode(pairs)}")
    query = read_query(pairs, PAGE_OPTIONS).narrowed(limit=None, cursor=None)
    options = read_page_options(pairs)

    def render(reading: Reading) -> str:
        described = reading.described(query)
        return render_template(
            "widget/code.html",
            timeline=described,
            title=described.title,
            query=query,
            options=options,
            choices=PAGE_OPTIONS,
            widths=WIDTHS,
            frame=Place(slug, query=urlencode([*query.pairs(), *options.pairs()])).frame,
            snippets=snippets(slug, query, options, described.title),
        )

    return answer(slug, render, write_query(query))


@blueprint.get("/timelines/<slug>/events/<event>/embed-code")
def event_embed_code(slug: str, event: str) -> AnyResponse:
    """The same of one event. Raises NotFound, and Withdrawn of one that was taken back."""
    pairs = given()
    if len(pairs) != len(list(request.args.items(multi=True))):
        return redirect(f"{request.path}?{urlencode(pairs)}")
    refuse_others(pairs, OF_AN_EVENT)
    options = read_page_options(pairs)

    def render(reading: Reading) -> str:
        version = reading.event(event)
        check_standing(version)
        place = Place(slug, version.event.slug, urlencode(options.pairs()))
        return render_template(
            "widget/code.html",
            timeline=reading.state.timeline,
            event=version.event,
            title=version.event.title,
            options=options,
            choices={name: PAGE_OPTIONS[name] for name in OF_AN_EVENT if name != "dir"},
            widths=WIDTHS,
            frame=place.frame,
            snippets=links(place, version.event.title),
        )

    return answer(slug, render)


def given() -> list[tuple[str, str]]:
    """What was asked, without the fields of the form that were left as usual."""
    return [(name, text) for name, text in request.args.items(multi=True) if text]
