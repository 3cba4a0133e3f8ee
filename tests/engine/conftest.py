"""What tests of the engine share."""

from collections.abc import Iterator

import pytest

from engine.records import schema
from engine.records.db import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[Database]:
    """A database in a file or on a server, its tables made by the migrations."""
    url = f"sqlite:///{tmp_path}/records.db"
    found = Database(url if request.param == "sqlite" else request.getfixturevalue("postgresql_url"), is_durable=False)
    schema.migrate(found)
    yield found
    found.close()
