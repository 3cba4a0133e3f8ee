"""The world of the walls, for what is tried against them."""

import pytest

from tests.web.walls.site import walled


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    with walled(tmp_path_factory.mktemp("walls")) as world:
        yield world


@pytest.fixture
def world(built):
    """The world as it was built; what a test changes is put back."""
    yield built
    built.restore()
