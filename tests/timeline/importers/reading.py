"""Files for importers to read, and what they find in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.importers import choose_importer
from timeline.importers.importer import About, Choices, Fault, Found, Source

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.domain.event import EventDraft
    from timeline.importers.importer import Finding


def a_source(folder: Path, name: str, content: str | bytes, **choices: Any) -> Source:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Source(path, name, Choices(**choices))


def findings(source: Source, importer: str | None = None) -> list[Finding]:
    return list(choose_importer(source, importer).read(source))


def drafts(source: Source, importer: str | None = None) -> list[EventDraft]:
    return [one.draft for one in findings(source, importer) if isinstance(one, Found)]


def problems(source: Source, *, lost: bool = True) -> list[str]:
    """As a user reads them; without `lost`, the warnings."""
    return [str(one.problem) for one in findings(source) if isinstance(one, Fault) and one.lost is lost]


def about(source: Source) -> dict[str, Any]:
    return next((dict(one.fields) for one in findings(source) if isinstance(one, About)), {})
