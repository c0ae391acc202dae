"""The language of the answer that is being made."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlencode

from flask import g, has_request_context, request

from timeline.web.language.catalogue import ENGLISH, LANGUAGES
from timeline.web.language.speaker import Language, language

if TYPE_CHECKING:
    from flask import Flask


def choose(asked: str | None, own: str) -> None:
    """`asked` in the request, `own` the timeline's, of which the region does not matter here."""
    g.language = language(_known(asked) or _known(own) or ENGLISH)


def speaking() -> Language:
    """Of pages that have no timeline, errors among them, what the request asks for."""
    if not has_request_context():
        return language(ENGLISH)
    if "language" not in g:
        choose(request.args.get("lang"), ENGLISH)
    return cast("Language", g.language)


def _known(tag: str | None) -> str | None:
    code = (tag or "").partition("-")[0].lower()
    return code if code in LANGUAGES else None


def register(app: Flask) -> None:
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        lambda message: speaking().gettext(message),
        lambda one, many, number: speaking().ngettext(one, many, number),
        newstyle=True,
        pgettext=lambda context, message: speaking().pgettext(context, message),
    )
    app.jinja_env.globals.update(speaking=speaking, languages=LANGUAGES, in_language=in_language)


def in_language(code: str, address: str | None = None) -> str:
    """The address, or else this page, in another language; a direction that was asked for is left behind."""
    path, _, query = (address or request.full_path).partition("?")
    pairs = [(name, value) for name, value in parse_qsl(query) if name not in {"lang", "dir"}]
    return f"{path}?{urlencode([*pairs, ('lang', code)])}"
