"""What tests of the engine share: a database of either kind."""

from collections.abc import Iterator

import pytest

from engine.records import schema
from engine.records.db import Database
from tests.engine.rows import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[Database]:
    """A database in a file or on a server, its tables made by the migrations."""
    if request.param == "sqlite":
        found = Database(f"sqlite:///{tmp_path}/records.db", is_durable=False)
        schema.migrate(found)
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
