"""The cases that are measured, from a short one to a very long one. Knows nothing of the engine that runs them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.diagrams import samples
from engine.diagrams.bundle import Bundle


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A case, and how much of it is measured.

    Attributes:
        instances: how many items its list has.
        outcome: what everybody answers.
        ahead: how many user tasks are completed before measuring begins.
        measured: how many are measured, of each case.
        cases: how many cases.
    """

    name: str
    bundle: Callable[[], Bundle]
    instances: int = 0
    outcome: str = "go_on"
    ahead: int = 0
    measured: int
    cases: int = 1

    def answers(self, *, is_first: bool = False) -> dict[str, Any]:
        """Return what is answered at a user task."""
        items = {"instances": [{"note": str(n)} for n in range(self.instances)]}
        return {"outcome": self.outcome, **(items if is_first and self.instances else {})}


def plans(*, is_quick: bool) -> Mapping[str, Plan]:
    """Return the cases by their names: all, or the smaller ones and less of them."""
    most = 16 if is_quick else 180
    reviews = (
        Plan(name=f"review, {n} agencies", bundle=samples.agencies, instances=n, measured=min(3 * n, most))
        for n in ((20,) if is_quick else (20, 60))
    )
    rounds = (
        Plan(name=f"rounds, user task {n:,}", bundle=_rounds, outcome="again", ahead=n - most // 4, measured=most // 4)
        for n in ((100,) if is_quick else (100, 2000))
    )
    linear = Plan(name="linear, 20 user tasks", bundle=_linear, measured=18, cases=2 if is_quick else 20)
    return {plan.name: plan for plan in (linear, *reviews, *rounds)}


def watched() -> Bundle:
    """A case whose one open user task has a time limit; once it has passed, a letter says so."""
    drawing = samples.Drawing("watched")
    drawing.chain(
        drawing.start(), drawing.user_task("open"), drawing.user_task("wait", limit=samples.CLAUSE), drawing.end()
    )
    drawing.watch("wait", samples.CLAUSE)
    return samples.bundle_of([drawing])


def _linear() -> Bundle:
    return samples.linear(20)


def _rounds() -> Bundle:
    return samples.rounds(3)
