"""What expressions see of a case, and what automatic tasks do to it.

SpiffWorkflow asks this environment for every condition, every timer's date, every list of a
multi-instance activity, and to carry out service and business rule tasks. It answers from the case's
facts, so the engine's own state carries nothing but tokens.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment

from engine import clock
from engine.cases.facts import WHOLE_CASE, Facts
from engine.diagrams.elements import Element
from engine.diagrams.instances import still_listed
from engine.diagrams.revision import Revision
from engine.errors import CaseStuck, DateOutOfReach
from forms.definition import LISTED
from forms.expressions import ExpressionError, Unanswered, parse


class View:
    """A case as one element of a diagram, in one instance, sees it: what forms and conditions read."""

    def __init__(self, revision: Revision, facts: Facts, *, instance: str | None = None, time_limit: str = "") -> None:
        self.revision, self.facts, self.instance, self.time_limit = revision, facts, instance, time_limit
        self.functions: Mapping[str, Callable[..., Any]] = {
            "all_same": lambda values: len(set(values)) <= 1,
            "due": self.due,
            "due_if": self.due_if,
            "due_on": self.due_on,
            "listed": lambda name, key: key in facts.lists.get(name, ()),
            "meets": lambda body, day: day in revision.partnership.meetings[body].dates,
            "now": clock.now,
            "submitted": lambda form: facts.was_submitted(form, instance),
            "today": clock.today,
        }

    def value(self, name: str) -> Any:
        """Return the routed answer `form.field`, a decision's output, or whether the instance is on a list.

        Inside a multi-instance activity it is the instance's own, else the case's; outside, what the
        instances answered is the list of all, without the items of a list that was sent again since.

        Raises:
            Unanswered: it has not been answered.
        """
        of, _, field = name.partition(".")
        if of == LISTED:
            if self.instance is None:
                raise Unanswered(name)
            return self.instance in self.facts.lists.get(field, ())
        answers = self.facts.routed.get(name, {})
        for instance in (self.instance or WHOLE_CASE, WHOLE_CASE):
            if instance in answers:
                return answers[instance]
        is_list = of in self.revision.answered_by_instances
        if self.instance is not None or not (answers or is_list):
            raise Unanswered(name)
        # of no instances, the empty list: `check` has tried that too
        return list(still_listed(answers, self.facts.lists).values())

    def due(self, clause: str) -> str:
        """Return the instant (UTC, ISO) at which a timer of `clause` fires: the end of the due day."""
        on = self.due_date(clause)
        return clock.end_of(on or clock.NO_DATE).isoformat()

    def due_on(self, clause: str = "") -> date:
        """Return the due date of `clause`, by default of the user task's own time limit.

        Raises:
            Unanswered: its anchor is not recorded.
            ExpressionError: it leaves the days that the calendar knows.
        """
        return self._reached(clause or self.time_limit, self.due_date)

    def due_if(self, clause: str, on: date) -> date:
        """Return the day on which `clause` would be due if what it counts from were a London date.

        Raises:
            ExpressionError: it leaves the days that the calendar knows.
        """
        day = clock.london_date(on) if isinstance(on, datetime) else on
        anchors = {limit.anchor: day for limit in self.revision.clauses[clause].limits}
        return self._reached(clause, lambda clause: self.revision.due(clause, anchors).on)

    def _reached(self, clause: str, due: Callable[[str], date | None]) -> date:
        try:
            on = due(clause)
        except DateOutOfReach as far:
            raise ExpressionError(str(far)) from far
        if on is None:
            raise Unanswered(clause)
        return on

    def due_date(self, clause: str) -> date | None:
        """Return the London date by which `clause` is due; none while no anchor of it is recorded."""
        return self.revision.due(clause, self.facts.anchors_seen_from(self.instance)).on if clause else None


class Duties(Protocol):
    """What the step that is under way does for automatic tasks."""

    facts: Facts

    def send(self, element: Element, instance: str | None) -> None:
        """Carry out a service task: write its letter, or do its operation."""

    def decide(self, element: Element, view: View) -> None:
        """Carry out a business rule task."""


class Environment(BasePythonScriptEngineEnvironment):
    """SpiffWorkflow's way to a case. One goes with each live case; each step binds itself to it."""

    def __init__(self, revision: Revision) -> None:
        super().__init__()
        self.revision = revision
        self.step: Duties | None = None
        self._items = frozenset(e.item for e in revision.elements.values() if e.item)

    def evaluate(self, expression: str, context: Mapping[str, Any], external_context: Any = None) -> Any:  # noqa: ARG002 - the library's signature
        """Return the value of a condition or of a timer's date."""
        return parse(expression).evaluate(self._seen_from(context))

    def execute(self, script: str, context: Any, external_context: Any = None) -> bool:  # noqa: ARG002 - the library's signature
        """Refuse: there are no scripts."""
        raise CaseStuck("a script was met; scripts are not run")

    def items_of(self, collection: str) -> list[str]:
        """Return the keys of a list: the case's own, else the revision's."""
        own = self._bound().facts.lists.get(collection)
        return list(self.revision.choices_on(collection, clock.today())) if own is None else list(own)

    def perform(self, process: str, element_id: str, state: Mapping[str, Any]) -> None:
        """Carry out a service task or a business rule task."""
        element = self.revision.elements[process, element_id]
        if "decision" in element.properties:
            self._bound().decide(element, self._seen_from(state))
        else:
            self._bound().send(element, self.instance_of(state))

    def instance_of(self, state: Mapping[str, Any]) -> str | None:
        """Return the instance that a token's state names, the innermost; none outside."""
        return next((state[name] for name in reversed(list(state)) if name in self._items), None)

    def _seen_from(self, state: Mapping[str, Any]) -> View:
        return View(self.revision, self._bound().facts, instance=self.instance_of(state))

    def _bound(self) -> Duties:
        if self.step is None:
            raise CaseStuck("the case was run outside a step")
        return self.step
