import subprocess
import sys

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from timeline.operations.maintain import Database, migrate
from timeline.store.migrate import SCRIPTS, newest
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


def test_the_newest_script_is_the_one_that_all_others_lead_to() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [newest()]


def test_a_database_of_an_earlier_release_is_brought_up_to_date(database: Database) -> None:
    with database.transaction() as tx:
        tx.execute(sa.text("DROP INDEX ix_event_version_replacing"))
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '0006'"))
    migrate(database)
    with database.snapshot() as tx:
        assert tx.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one() == newest()
        names = {index["name"] for index in sa.inspect(tx).get_indexes("event_version")}
    assert "ix_event_version_replacing" in names


def test_what_is_up_to_date_starts_without_alembic(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    code = (
        "import sys; from timeline.operations.maintain import Database, migrate\n"
        f"migrate(Database({url!r})); assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
