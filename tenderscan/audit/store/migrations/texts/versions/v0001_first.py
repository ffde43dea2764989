"""The first version of the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "texts_1"
down_revision = None

# Texts are searched by words: FTS5 in SQLite (kept up to date by triggers), an index of words in PostgreSQL.
SEARCH_SQLITE = (
    "CREATE VIRTUAL TABLE texts_search USING fts5("
    "text, content='texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN "
    "INSERT INTO texts_search(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER texts_gone AFTER DELETE ON texts BEGIN "
    "INSERT INTO texts_search(texts_search, rowid, text) VALUES ('delete', old.id, old.text); END",
)
# A PostgreSQL index of words takes no text over a megabyte of words: its first letters are enough to find a document.
SEARCH_POSTGRESQL = ("CREATE INDEX ix_texts_words ON texts USING gin (to_tsvector('simple', left(text, 500000)))",)


def upgrade() -> None:
    """Make the tables, what searches them."""
    op.create_table(
        "readings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_readings")),
    )
    op.create_table(
        "texts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("reading_key", sa.Text(), nullable=False),
        sa.Column("dossier", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.key"], name=op.f("fk_texts_reading_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texts")),
    )
    op.create_index(op.f("ix_texts_reading_key"), "texts", ["reading_key"], unique=False)
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SEARCH_SQLITE if sqlite else SEARCH_POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)
