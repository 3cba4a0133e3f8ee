"""What tests of cases share: the errand office, with an engine of its revision and who may ask; a real case's way."""

import pytest

from tests.engine import errand
from tests.engine.cases.journey import referred


@pytest.fixture
def cases(database):
    return errand.engine_in(database)


@pytest.fixture
def asker(database, cases):
    return errand.asker_in(database)


@pytest.fixture
def journey():
    made = referred()
    yield made
    made.close()
