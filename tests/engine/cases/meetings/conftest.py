"""A case in which a moot is held: on SQLite, or on each kind of database."""

from collections.abc import Iterator

import pytest

from tests.engine.cases.meetings.moot import Moot
from tests.engine.rows import fresh_database


@pytest.fixture
def moot() -> Iterator[Moot]:
    with fresh_database() as database:
        yield Moot(database)


@pytest.fixture
def either_moot(light_database) -> Moot:
    return Moot(light_database)
