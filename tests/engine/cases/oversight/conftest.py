"""What tests of figures share: an office of either kind of database, with somebody who oversees its cases."""

import pytest

from tests.engine.cases.oversight.stock import stocked


@pytest.fixture
def stock(light_database):
    with stocked(light_database) as opened:
        yield opened
