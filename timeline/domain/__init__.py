"""Values and rules: what an event, a date and a version are. Imports nothing else of this project."""
