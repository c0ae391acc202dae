from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from timeline.operations.maintain import Database, migrate
from timeline.store.tables import METADATA


def is_of_tables(name: str | None, kind: str, _parents: object) -> bool:
    """The index of words is each database's own, and no table of the metadata."""
    return kind != "table" or name is None or not name.startswith("version_search")


def test_migrations_make_exactly_the_tables_that_the_code_knows(database: Database) -> None:
    with database.transaction() as tx:
        context = MigrationContext.configure(tx, opts={"include_name": is_of_tables})
        differences = compare_metadata(context, METADATA)
    assert differences == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    migrate(database)
