"""Brings a database to the tables of this program, by Alembic's migrations.

The head is pinned in `migrations/head.txt`, so that two changes made at once meet as a conflict in one
file instead of as two heads in production.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext

from engine.records.db import Database

FOLDER = Path(__file__).parent / "migrations"
HEAD = (FOLDER / "head.txt").read_text(encoding="utf-8").strip()


def migrate(database: Database) -> str | None:
    """Bring a database to the head, creating it if it is empty; return the version that it had before."""
    before = version(database)
    if before != HEAD:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        with database.engine.connect() as connection:
            if database.is_sqlite:  # all of them or none
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
    return before


def version(database: Database) -> str | None:
    """Return the version of a database's tables; none if it is empty."""
    with database.engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = MigrationContext.configure(connection).get_current_revision()
        return found
