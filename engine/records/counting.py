"""How many statements a thread has executed, for measures of what a page costs.

They are counted by the drivers' own cursors: a listener of the engine would cost every step far more
(`engine.records.db`).
"""

import sqlite3
import threading
from typing import Any

import psycopg


class _Counts(threading.local):
    executed = 0


_counts = _Counts()


def statements() -> int:
    """Return how many statements this thread has executed since it began, BEGIN among them."""
    return _counts.executed


class OfSQLite(sqlite3.Connection):
    """A connection whose statements are counted."""

    def cursor(self, factory: Any = None) -> Any:
        """Return a cursor that counts."""
        return super().cursor(factory or _OfSQLite)


class _OfSQLite(sqlite3.Cursor):
    def execute(self, *statement: Any) -> Any:
        _counts.executed += 1
        return super().execute(*statement)

    def executemany(self, *statement: Any) -> Any:
        _counts.executed += 1
        return super().executemany(*statement)


class OfPostgreSQL(psycopg.Cursor[Any]):
    """A cursor that counts."""

    def execute(self, *statement: Any, **options: Any) -> Any:
        """Execute one statement."""
        _counts.executed += 1
        return super().execute(*statement, **options)

    def executemany(self, *statement: Any, **options: Any) -> None:
        """Execute one statement with many rows."""
        _counts.executed += 1
        super().executemany(*statement, **options)
