"""The one way to the database, and the only place that commits.

A `Transaction` stops the clock and carries the connection. On SQLite writers queue on a lock of this
process before they take the database's own: measured faster and fairer than its busy handler.

SQLite's transactions are begun here by a statement, and not by a listener of the engine: a single listener
makes SQLAlchemy look for listeners at every statement, a sixth of a step's processor time.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
import psycopg
import sqlalchemy as sa

from engine import clock
from engine.records import counting

WAIT_SECONDS = 30
TROUBLE = (sa.exc.OperationalError, sa.exc.InternalError, sa.exc.TimeoutError)
"""What a database says that is away, busy, full or damaged: nothing is wrong with what was asked of it."""

IDLE_SECONDS = 0.02
"""A connection that was in use so lately is taken to live: no server ends and begins again in this time."""
_USED_AT = "when it was last used, by the machine's monotonic clock"
_SILENCE = {"connect_timeout": "10", "tcp_user_timeout": str(WAIT_SECONDS * 1000)}
"""After so many seconds, and milliseconds, a PostgreSQL server that does not answer is taken to be away."""


@dataclass(frozen=True, kw_only=True)
class Transaction:
    """One transaction: its connection, its instant (UTC), and what to do once it is committed."""

    connection: sa.Connection
    at: datetime
    known: dict[str, Any] = field(default_factory=dict)
    """What was read once in it and is the same until its end, by whoever read it."""
    _after_commit: list[Callable[[], None]] = field(default_factory=list)

    def after_commit(self, do: Callable[[], None]) -> None:
        """Do something once everything is committed; not at all if it is rolled back."""
        self._after_commit.append(do)


class Database:
    """A SQLite or PostgreSQL database.

    Args:
        url: `sqlite:///file`, `sqlite://` (in memory, one connection) or `postgresql+psycopg://...`.
        is_durable: an acknowledged step survives loss of power. Off only for demonstrations and tests.
    """

    def __init__(self, url: str, *, is_durable: bool = True) -> None:
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = threading.RLock() if self.is_sqlite else nullcontext()
        options: dict[str, Any] = {
            "json_serializer": _json,
            "json_deserializer": orjson.loads,
            "hide_parameters": True,  # an error's message reaches the log, where nothing personal may stand
        }
        if self.is_sqlite:
            options["connect_args"] = {
                "isolation_level": None,
                "timeout": WAIT_SECONDS,
                "check_same_thread": False,
                "factory": counting.OfSQLite,
            }
            if self.is_in_memory:
                options["poolclass"] = sa.StaticPool
        else:
            options["connect_args"] = {**_SILENCE, **self.url.query, "cursor_factory": counting.OfPostgreSQL}
        self.engine = sa.create_engine(self.url, **options)
        if self.is_sqlite:
            self._prepare_sqlite(is_durable=is_durable)
            return
        sa.event.listen(self.engine, "checkin", _note_use)
        sa.event.listen(self.engine, "checkout", self._ask_whether_it_lives)
        if not is_durable:
            sa.event.listen(self.engine, "connect", _commit_without_waiting)

    @property
    def is_in_memory(self) -> bool:
        """Whether it is gone when the program ends."""
        return self.is_sqlite and self.url.database in (None, "", ":memory:")

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Give a transaction that is committed at the end of the block, or rolled back by any exception."""
        with self._turn, clock.stopped() as at:
            with self.engine.begin() as connection:
                if self.is_sqlite:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                tx = Transaction(connection=connection, at=at)
                yield tx
            for do in tx._after_commit:  # noqa: SLF001 - the other half of Transaction
                do()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give a transaction that only reads: one view of the data, nothing kept."""
        with (
            self._turn if self.is_in_memory else nullcontext(),
            clock.stopped() as at,
            self.engine.connect() as connection,
        ):
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:  # otherwise each statement would have a view of its own
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield Transaction(connection=connection, at=at)

    @contextmanager
    def alone(self) -> Iterator[sa.Connection]:
        """Give a connection outside any transaction, to rewrite the database's files; on SQLite nobody else writes."""
        with self._turn, self.engine.connect() as connection:
            yield connection if self.is_sqlite else connection.execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _ask_whether_it_lives(self, connection: Any, record: Any, _proxy: object) -> None:
        """Replace a connection that has lain idle and is dead; one that was just used is not asked, which costs."""
        if time.monotonic() - record.info.get(_USED_AT, time.monotonic()) < IDLE_SECONDS:
            return
        try:
            self.engine.dialect.do_ping(connection)
        except psycopg.Error as dead:
            raise sa.exc.InvalidatePoolError from dead  # those made before it are as dead

    def _prepare_sqlite(self, *, is_durable: bool) -> None:
        synchronous = "FULL" if is_durable else "NORMAL"

        def connect(connection: Any, _record: object) -> None:
            for pragma in (
                "journal_mode=WAL",
                f"synchronous={synchronous}",
                "foreign_keys=ON",
                f"busy_timeout={WAIT_SECONDS * 1000}",
                "cache_size=-65536",
                "temp_store=MEMORY",
            ):
                connection.execute(f"PRAGMA {pragma}")

        sa.event.listen(self.engine, "connect", connect)


def _note_use(_connection: Any, record: Any) -> None:
    record.info[_USED_AT] = time.monotonic()


def _commit_without_waiting(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    connection.commit()


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
