from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from timeline.operations.maintain import Database, migrate
from timeline.store.tables import METADATA


def test_migrations_make_exactly_the_tables_that_the_code_knows(database: Database) -> None:
    with database.transaction() as tx:
        differences = compare_metadata(MigrationContext.configure(tx), METADATA)
    assert differences == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    migrate(database)
