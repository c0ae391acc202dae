"""Full-text search: what each version is found by, kept as an index alone."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SQLITE = """
CREATE VIRTUAL TABLE version_search USING fts5(
    title, names, body, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
)
"""
POSTGRESQL = (
    """
    CREATE TABLE version_search (
        timeline_id integer NOT NULL,
        revision bigint NOT NULL,
        words tsvector NOT NULL,
        CONSTRAINT pk_version_search PRIMARY KEY (timeline_id, revision),
        CONSTRAINT fk_version_search_event_version FOREIGN KEY (timeline_id, revision)
            REFERENCES event_version (timeline_id, revision)
    )
    """,
    "CREATE INDEX ix_version_search_words ON version_search USING gin (words)",
)


def upgrade() -> None:
    for statement in (SQLITE,) if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
