"""Alembic's scripts: append-only, one file for each change of shape."""
