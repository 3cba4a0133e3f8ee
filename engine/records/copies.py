"""Copies of a whole database, taken while it is used, and put back into an empty one.

SQLite copies itself. PostgreSQL's own programs `pg_dump` and `pg_restore` do it there, of the server's version
or a newer one; a copy can be read by them alone, too.
"""

import re
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from psycopg.conninfo import make_conninfo

from engine.errors import EngineError
from engine.records.db import Database

SQLITE, POSTGRESQL = "database.sqlite", "database.dump"
"""How a copy's file is called."""
_AS_IT_IS = ("--no-owner", "--no-privileges")
_ALL_OR_NOTHING = ("--exit-on-error", "--single-transaction")


class CopyRefused(EngineError):
    """A database cannot be copied, or a copy put back; nothing was changed."""


def copy_database(database: Database, folder: Path) -> Path:
    """Copy a database as it is at one instant into a file of a folder, which is returned.

    Raises:
        CopyRefused: `pg_dump` is missing, or could not.
    """
    if database.is_sqlite:
        target = folder / SQLITE
        with closing(database.engine.raw_connection()) as ours, closing(sqlite3.connect(target)) as copy:
            _driver(ours).backup(copy)
    else:
        target = folder / POSTGRESQL
        _run(database, "pg_dump", "--format=custom", *_AS_IT_IS, f"--file={target}")
    return target


def put_back(database: Database, folder: Path) -> None:
    """Put the copy that a folder holds into an empty database: all of it, or nothing.

    Raises:
        CopyRefused: the database is not empty, the folder holds no copy of its kind, or `pg_restore` could not.
    """
    source = folder / (SQLITE if database.is_sqlite else POSTGRESQL)
    if not source.exists():
        raise CopyRefused(f"{source} is not there")
    with database.engine.connect() as connection:
        if sa.inspect(connection).get_table_names():
            raise CopyRefused("the database is not empty; make a new one, and let CSPR_DATABASE_URL name it")
    if database.is_sqlite:
        with closing(database.engine.raw_connection()) as ours, closing(sqlite3.connect(source)) as copy:
            copy.backup(_driver(ours))
    else:
        _run(database, "pg_restore", *_AS_IT_IS, *_ALL_OR_NOTHING, str(source))


def _driver(connection: Any) -> sqlite3.Connection:
    driver = connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _run(database: Database, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's; the password goes by a file, since a list of programs shows their arguments."""
    options = database.url.translate_connect_args(username="user", database="dbname") | dict(database.url.query)
    password = re.sub(r"([\\:])", r"\\\1", str(options.pop("password", "")))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="cspr-") as file:  # its owner's alone
        file.write(f"*:*:*:*:{password}\n")
        file.flush()
        if password:
            options["passfile"] = file.name
        command = [program, *arguments, "--no-password", f"--dbname={make_conninfo(**options)}"]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own arguments
        except FileNotFoundError as missing:
            raise CopyRefused(f"{program} is not on the PATH; PostgreSQL's client programs bring it") from missing
        except subprocess.CalledProcessError as failed:
            raise CopyRefused(f"{program} could not do it:\n{failed.stderr.strip()}") from failed
