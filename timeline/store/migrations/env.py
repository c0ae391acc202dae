"""Alembic runs this; the connection, with its transaction, comes from `timeline.store.migrate`."""

from alembic import context

from timeline.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
