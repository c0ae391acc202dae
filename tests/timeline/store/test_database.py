import pytest

from timeline.domain.errors import StoreUnavailable
from timeline.operations.maintain import Database
from timeline.store.database import read_url


@pytest.mark.parametrize("text", ["postgresql://u@h/n", "postgresql+psycopg://u@h/n"])
def test_postgresql_means_psycopg_3(text: str) -> None:
    assert read_url(text).drivername == "postgresql+psycopg"


@pytest.mark.parametrize(("text", "words"), [("mysql://u@h/n", "SQLite and PostgreSQL"), ("nonsense", "sqlite:///")])
def test_a_database_that_is_not_supported_is_refused_with_what_would_do(text: str, words: str) -> None:
    with pytest.raises(StoreUnavailable, match=words):
        Database(text)


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(StoreUnavailable, match="no folder /nowhere/at/all"):
        Database("sqlite:////nowhere/at/all/timeline.db")


def test_sqlite_is_set_to_survive_a_power_cut(sqlite_template: object) -> None:
    database = Database(f"sqlite:///{sqlite_template}")
    with database.snapshot() as tx:
        pragmas = {name: tx.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")}
    database.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
