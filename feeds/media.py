"""Which of an event's media is a picture, by its address alone: feeds fetch nothing."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from timeline.domain.event import Event, Media

PICTURES = {
    ".avif": "image/avif", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg",
    ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp",
}  # fmt: skip
RECORDINGS = {
    ".avi",
    ".flac",
    ".m4a",
    ".mkv",
    ".mov",
    ".mp3",
    ".mp4",
    ".ogg",
    ".ogv",
    ".opus",
    ".wav",
    ".webm",
}


def picture_of(event: Event) -> Media | None:
    """The first medium with an address that is not plainly a sound or a film."""
    return next((each for each in event.media if each.url and _suffix(each.url) not in RECORDINGS), None)


def picture_type(url: str) -> str | None:
    return PICTURES.get(_suffix(url))


def _suffix(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).suffix.lower()
