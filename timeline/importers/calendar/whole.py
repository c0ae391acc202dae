"""Our own calendar files: the whole event enclosed as JSON, and which of its properties were edited since.

`feeds` writes beside the event a digest of each property that people can edit in a calendar program. Where one no
longer fits, the property holds and not what was enclosed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.domain.digest import EDITABLE, digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.importers.calendar.components import Component

FIELDS = {
    "SUMMARY": ("title",),
    "DESCRIPTION": ("description",),
    "DTSTART": ("when",),
    "DTEND": ("when",),
    "RRULE": ("recurrence",),
    "RDATE": ("recurrence",),
    "EXDATE": ("recurrence",),
    "LOCATION": ("places",),
    "CATEGORIES": ("tags", "category"),
    "STATUS": ("status",),
}


def enclosed(component: Component) -> dict[str, Any] | None:
    """The event as it was exported; raises ValueError where it is no JSON."""
    found = next(
        (one for one in component.every("STRUCTURED-DATA") if "timeline" in one.parameters.get("SCHEMA", "")), None
    )
    if found is None or found.parameters.get("VALUE", "").upper() == "URI":
        return None
    document = json.loads(found.text)
    if not isinstance(document, dict) or not isinstance(document.get("when"), dict):
        raise ValueError("the enclosed event is no object with a date")  # noqa: TRY004  as for any other bad value
    return document


def with_edits(document: dict[str, Any], plain: Mapping[str, Any], component: Component) -> dict[str, Any]:
    """What was enclosed, with the fields of those properties that say something else now, as `plain` has them."""
    edited = {field for name in edited_properties(component) for field in FIELDS.get(name, ())}
    kept = {name: value for name, value in document.items() if name not in edited}
    return kept | {name: plain[name] for name in edited if name in plain}


def edited_properties(component: Component) -> set[str]:
    then = dict(pair.partition("=")[::2] for pair in component.text("X-TIMELINE-DIGEST").split(";"))
    now: dict[str, list[str]] = {}
    for one in component.properties:
        if one.name in EDITABLE:
            now.setdefault(one.name, []).append(one.value)
    return {name for name in EDITABLE if then.get(name, "") != (digest(now[name]) if name in now else "")}
