"""The demonstration timelines, as files in the native format, and how they are loaded."""
