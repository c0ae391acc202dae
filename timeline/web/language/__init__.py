"""The interface's languages: words from gettext catalogues, dates and numbers by the rules of CLDR.

Which one is spoken: `?lang=`, else the timeline's own language, else English. Never Accept-Language: one address is
one page for everybody, so that a cache in front keeps one copy of it, and a link that is passed on reads as it did.
Adding a language is one file, `catalogues/<code>.po`.
"""

from timeline.web.language.catalogue import LANGUAGES
from timeline.web.language.current import choose, speaking
from timeline.web.language.speaker import Language, language

__all__ = ["LANGUAGES", "Language", "choose", "language", "speaking"]
