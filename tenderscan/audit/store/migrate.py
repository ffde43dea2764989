"""Brings the tables of a store up to date, from the first version on; takes an engine and which tables it holds."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Engine

from tenderscan.errors import StoreError

FOLDER = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, tables: str, *, make: bool) -> None:
    """Migrate to the newest version; `tables` is results or texts, `make` says whether an empty store may be filled.

    Raises StoreError for a store of a newer tenderscan, and for a database that is no store.
    """
    config = configuration(tables)
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == newest:
        return
    if current is None and not make:
        raise StoreError("this database holds no audit.", "Make one with tenderscan audit FOLDER --store URL.")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            advice = "Update tenderscan, or name another store."
            raise StoreError("the store was made by a newer version of tenderscan.", advice) from error


def configuration(tables: str) -> Config:
    """Alembic's settings for one set of tables."""
    config = Config()
    config.set_main_option("script_location", (FOLDER / tables).as_posix().replace("%", "%%"))
    return config
