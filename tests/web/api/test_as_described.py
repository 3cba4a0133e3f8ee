"""Whatever a program sends, the interface answers as it is described, and shows nothing to who may not see it.

Schemathesis makes requests of the description, some as it says and some not, with and without the ids of what there is.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi import checks

from tests.web.walls.site import walled
from tests.web.walls.world import World
from web.api import views
from web.api.openapi import description
from web.api.operations import OPERATIONS

assert views.blueprint
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Schemathesis closes no file that it is given; a server does."""
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
EACH = 8
"""So many requests of an operation, as described and not as described."""
NAMED = {"task_id", "submission_id", "upload_id", "reference"}
"""What stands in the address of something that not everybody may see."""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    load_all_checks()
    with walled(tmp_path_factory.mktemp("described")) as made:
        yield made


@pytest.fixture(scope="module")
def described(world: World):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", world.site.app)


def there(world: World, operation: str) -> dict[str, str]:
    """Return the ids of what there is, as the address of an operation names it."""
    here = world.here
    number = here["letter" if "letter" in operation else "document"]
    return {
        "reference": here["reference"],
        "task_id": here["task_id"]["the office's"],
        "submission_id": here["submission_id"]["a partner's"],
        "upload_id": here["upload_id"],
        "number": next(iter(number.values())),
        "clause": "WL-1",
        "name": "errands",
    }


def told_of(answer: Any, secrets: Mapping[str, str]) -> set[str]:
    """Return what of an answer nobody may be told who does not see the case."""
    return {name for name, value in secrets.items() if len(value) > 3 and value in answer.text}


class TestDescription:
    def test_is_of_every_operation(self):
        paths = description()["paths"]
        assert {each["operationId"] for path in paths.values() for each in path.values()} == set(OPERATIONS)

    def test_says_of_every_field_what_it_is(self):
        shapes = description()["components"]["schemas"]
        silent = {
            f"{name}.{field}"
            for name, shape in shapes.items()
            for field, of in shape["properties"].items()
            if not of.get("description")
        }
        assert silent == set()

    @pytest.mark.parametrize("name", sorted(OPERATIONS))
    def test_is_kept_to(self, world: World, described, name):
        made = OPERATIONS[name]
        operation = next(
            found
            for each in described.get_all_operations()
            if (found := each.ok()).definition.raw["operationId"] == name
        )
        as_described = operation.as_strategy(GenerationMode.POSITIVE)
        asks = any((made.takes, made.asks, "<" in made.rule, made.method == "POST"))
        otherwise = operation.as_strategy(GenerationMode.NEGATIVE) if asks else as_described

        @seed(20261124)
        @settings(max_examples=2 * EACH, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=as_described | otherwise, is_there=st.booleans(), random=st.randoms())
        def ask(case: Case, is_there: bool, random: Random) -> None:
            ids = there(world, name)
            if is_there and case.path_parameters:
                case.path_parameters = {each: ids.get(each, value) for each, value in case.path_parameters.items()}
            who = "referrer" if made.scope == "refer" else "office"
            bearing = {"Authorization": f"Bearer {world.callers[who].bears}"}
            checked = CHECKS[:-1] if is_there else CHECKS  # an id put into a wrong address may have made it right
            case.validate_response(case.call(headers=bearing), checks=checked)
            if NAMED & set(case.path_parameters or {}):
                other = case.call(headers={"Authorization": f"Bearer {world.callers['stranger'].bears}"})
                assert other.status_code >= 400
                secrets = {key: ids[key] for key in NAMED - set(case.path_parameters or {})}
                assert told_of(other, secrets) == set()

        try:
            ask()
        finally:
            if made.method == "POST":
                world.restore()
