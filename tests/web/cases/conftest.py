"""A case that has just been referred, with the application on its database."""

import pytest

from tests.engine.cases.journey import referred
from tests.web.cases.stage import staged


@pytest.fixture
def stage(tmp_path):
    journey = referred()
    with staged(journey, tmp_path) as made:
        yield made
    journey.close()


@pytest.fixture
def journey(stage):
    return stage.journey


@pytest.fixture
def office(stage):
    """Who does the first task, signed in."""
    person = stage.journey.person(stage.journey.post_of(stage.journey.open_rows()[0]))
    stage.sign_in(person)
    return person
