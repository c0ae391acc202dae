"""JSCalendar (RFC 8984): one version becomes one or two Events (`event.write_events`), laid out as on a calendar."""
