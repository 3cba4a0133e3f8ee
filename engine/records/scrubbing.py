"""What was deleted still lies in the database's own files for a while; here they are rewritten without it.

On SQLite the search index is merged, the file is written anew, and its log is cut off. On PostgreSQL `VACUUM` gives the
space of deleted rows free to be overwritten; its log and archives hold them until they are thrown away, as copies do.
"""

import sqlalchemy as sa

from engine.errors import EngineError
from engine.records import searches
from engine.records.db import Database


class StillInUse(EngineError):
    """SQLite's log could not be cut off, because somebody reads what it holds; it is tried again."""

    def __init__(self) -> None:
        super().__init__("the database is being read; its log is cut off later")


def scrub(database: Database, tables: list[str]) -> None:
    """Rewrite the database's files, so that what was deleted is in none of them; people who write wait meanwhile.

    Args:
        database: which; no transaction of this thread may be open.
        tables: those from which something was deleted.

    Raises:
        StillInUse: SQLite's log could not be cut off.
    """
    with database.alone() as connection:
        if not database.is_sqlite:
            for table in tables:
                connection.exec_driver_sql(f'VACUUM "{table}"')
            return
        for searched in (searches.searched_submission, searches.searched_case):
            index = f"{searched.name}_full_text"
            if sa.inspect(connection).has_table(index):
                connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608 - ours
        connection.exec_driver_sql("VACUUM")
        if connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
            raise StillInUse
