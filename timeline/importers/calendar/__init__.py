"""Reading iCalendar (RFC 5545) as it is found in the world.

    lines ─▶ content lines, unfolded, with the line they began on
    components ─▶ one VEVENT or VTIMEZONE at a time; a broken line costs that line
    moments, zones, recurring, whole ─▶ what its properties mean
    event ─▶ the document of a draft

The grammar of lines is read here and not by `icalendar`: one property that it cannot read costs it a whole component
or file, and it takes half a millisecond an event. What it knows of zones is used in `zones`.
"""
