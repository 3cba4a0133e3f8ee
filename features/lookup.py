"""Which step a sentence means is looked up once: pytest-bdd tries every step at every sentence, a fifth of a run."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from pytest_bdd.parser import Step


def look_up_once() -> None:
    """Keep what pytest-bdd finds for a sentence: all steps lie in one module, so it is the same in every scenario."""
    pytest_bdd: Any = import_module("pytest_bdd.scenario")
    look_up = pytest_bdd.find_fixturedefs_for_step
    known = dict[tuple[str, str], list[Any]]()

    def found(step: Step, fixturemanager: Any, node: Any) -> Iterable[Any]:
        said = step.type, step.name
        if said not in known:
            known[said] = list(look_up(step, fixturemanager, node))
        return known[said]

    pytest_bdd.find_fixturedefs_for_step = found
