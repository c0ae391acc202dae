"""A timeline's own description: what its events have in common."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator

from timeline.domain.clock import check_zone
from timeline.domain.errors import InvalidEvent
from timeline.domain.problems import located
from timeline.domain.text import Colour, Language, Line, Slug, Text
from timeline.domain.value import Value

Visibility = Literal["public", "unlisted", "private"]
CalendarDates = Literal["auto", "span", "marker", "omit"]
CancelledEvents = Literal["keep", "omit"]


class FeedPolicy(Value):
    """Defaults of this timeline's feeds; a request's own parameters come first."""

    refresh_hours: Annotated[
        int, Field(ge=1, le=720, description="How often to ask again: RFC 7986 REFRESH-INTERVAL.")
    ] = 12
    dates: CalendarDates = "auto"
    cancelled: CancelledEvents = "keep"
    withdrawn_days: Annotated[
        int, Field(ge=0, le=3_650, description="How long a withdrawn event is told as cancelled before it vanishes.")
    ] = 60


class Timeline(Value):
    """`aliases` maps each other name of an actor to the one that is used, so that both are one actor.

    `unlisted` is read by whoever knows the address; `private` needs a token.
    """

    slug: Slug
    title: Line
    description: Annotated[Text, Field(description="Markdown.")] = ""
    language: Language = "en"
    zone: str = "UTC"
    colour: Colour | None = None
    aliases: Annotated[dict[Line, Line], Field(default_factory=dict, max_length=1_000)]
    feed: FeedPolicy = FeedPolicy()
    visibility: Visibility = "public"

    @field_validator("zone")
    @classmethod
    def zone_exists(cls, zone: str) -> str:
        return check_zone(zone)

    @classmethod
    def parse(cls, document: object) -> Self:
        """Raises InvalidEvent with every problem and its place as a JSON Pointer."""
        try:
            return cls.model_validate(document)
        except ValidationError as error:
            raise InvalidEvent(located(error, cls.model_fields)) from error

    def document(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_defaults=True)
