"""What tests of the engine share: a database of either kind."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.records import schema
from engine.records.db import Database
from tests.engine.rows import fresh_database


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory) -> Path:
    """A file with the tables that the migrations make, for others to be made like it."""
    file = tmp_path_factory.mktemp("migrated") / "records.db"
    made = Database(f"sqlite:///{file}", is_durable=False)
    schema.migrate(made)
    made.close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path, _migrated_file) -> Iterator[Database]:
    """A database in a file or on a server, its tables made by the migrations."""
    if request.param == "sqlite":
        found = Database(f"sqlite:///{shutil.copy(_migrated_file, tmp_path)}", is_durable=False)
    else:
        found = Database(request.getfixturevalue("migrated_postgresql_url"), is_durable=False)
    yield found
    found.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def light_database(request) -> Iterator[Database]:
    """A database in memory or on a server: for many tests of what never leaves one connection at a time."""
    if request.param == "sqlite":
        with fresh_database() as found:
            yield found
        return
    found = Database(request.getfixturevalue("migrated_postgresql_url"), is_durable=False)
    yield found
    found.close()
