"""SpiffWorkflow alone, in a process of its own where nothing of it is replaced but one limit.

`benchmarks.steps` tells it what to do: each line of its input is a command, each line of its output what came of
it, as JSON. Two copies of one case take each step: one stays in memory; the other is loaded and saved whole by
SpiffWorkflow's own converters, less the specifications, which the service keeps apart too.
"""

import inspect
import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter, WorkflowConverter
from SpiffWorkflow.bpmn.util.task import BpmnTaskIterator
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskIterator, TaskState

from benchmarks.processes import Plan, plans
from engine import clock
from engine.cases.environment import Environment, View
from engine.cases.facts import WHOLE_CASE, Facts
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision, read_revision

DEEPEST = 100_000


class Duties:
    """What the case knows from its first submission on; letters are not the engine's work."""

    def __init__(self, revision: Revision, plan: Plan) -> None:
        outcomes = {f"{form.form}.{q.name}" for form in revision.forms.values() for q in form.routed}
        anchors = {name for form in revision.forms.values() for name in form.anchors}
        lists = {q.list for form in revision.forms.values() for q in form.fields if q.list}
        self.facts = Facts(
            routed={name: {WHOLE_CASE: plan.outcome} for name in outcomes},
            anchors={name: {WHOLE_CASE: clock.today().isoformat()} for name in anchors},
            lists={name: [str(n) for n in range(1, plan.instances + 1)] for name in lists},
        )

    def send(self, element: Element, instance: str | None) -> None:
        """Send nothing."""

    def decide(self, element: Element, view: View) -> None:
        """Decide nothing: the samples have no tables."""


class CaseConverter(BpmnWorkflowConverter):  # type: ignore[misc]  # SpiffWorkflow has no types
    """SpiffWorkflow's converter, less the specifications."""

    def __init__(self, registry: Any, revision: Revision) -> None:
        super().__init__(BpmnWorkflow, registry)
        self.revision = revision

    def to_dict(self, workflow: Any) -> dict[str, Any]:
        """Return the whole state."""
        found = WorkflowConverter.to_dict(self, workflow)
        found["subprocesses"] = self.mapping_to_dict(workflow.subprocesses)
        found["bpmn_events"] = self.registry.convert(workflow.bpmn_events)
        return dict(found)

    def from_dict(self, dct: dict[str, Any]) -> Any:
        """Return the workflow."""
        specs = self.revision.specs
        workflow = BpmnWorkflow(specs[self.revision.partnership.start], dict(specs), deserializing=True)
        workflow.tasks = self.mapping_from_dict(dct["tasks"], UUID, workflow=workflow)
        workflow.task_tree = workflow.tasks[UUID(dct["root"])]
        self.set_default_attributes(workflow, dct)
        self.subprocesses_from_dict(dct["subprocesses"], workflow)
        workflow.bpmn_events = self.registry.restore(dct["bpmn_events"])
        return workflow


class Case:
    """Two copies of one case."""

    def __init__(self, plan: Plan) -> None:
        revision = read_revision(plan.bundle())
        environment = Environment(revision)
        environment.step = Duties(revision, plan)
        self._scripts = PythonScriptEngine(environment)
        registry = BpmnWorkflowSerializer.configure(SPIFF_CONFIG)
        self._converter = CaseConverter(registry, revision)
        specs = revision.specs
        self._workflow = BpmnWorkflow(specs[revision.partnership.start], dict(specs), script_engine=self._scripts)
        self._workflow.do_engine_steps()
        _next(self._workflow).run()
        self._workflow.do_engine_steps()
        for _ in range(plan.ahead):
            _step(self._workflow, _next(self._workflow))
        self._loaded = self._workflow
        self._save()

    def step(self) -> Mapping[str, float] | None:
        """Complete the user task that has been open longest in both copies; tell the milliseconds each took."""
        task = _next(self._workflow)
        if task is None:
            return None
        in_memory = _milliseconds(lambda: _step(self._workflow, task))
        loading = _milliseconds(self._load)
        same = _next(self._loaded)  # by its own id: those of new tasks are random
        running = _milliseconds(lambda: _step(self._loaded, same))
        stored = loading + running + _milliseconds(self._save)
        return {"in_memory": in_memory, "stored": stored}

    def _save(self) -> None:
        self._stored = json.dumps(self._converter.to_dict(self._loaded))

    def _load(self) -> None:
        self._loaded = self._converter.from_dict(json.loads(self._stored))
        self._loaded.script_engine = self._scripts


def _milliseconds(do: Callable[[], object]) -> float:
    begun = time.process_time()
    do()
    return (time.process_time() - begun) * 1000


def _next(workflow: Any) -> Any:
    found = workflow.get_tasks(state=TaskState.READY, manual=True)
    return min(found, key=lambda task: task.last_state_change, default=None)


def _step(workflow: Any, task: Task) -> None:
    task.run()
    workflow.do_engine_steps()


def walk_deep() -> None:
    """Let walks of the tree go on below a depth of 1,000 tasks: as it is, SpiffWorkflow loses a long loop's tasks."""
    for iterator in (BpmnTaskIterator, TaskIterator):
        options = [p for p in inspect.signature(iterator.__init__).parameters.values() if p.default is not p.empty]
        iterator.__init__.__defaults__ = tuple(DEEPEST if p.name == "max_depth" else p.default for p in options)


def main() -> None:
    """Obey until the input ends: {"case": a plan's name, "is_quick": ...} begins one, {} takes a step."""
    assert "engine.cases.live" not in sys.modules, "it would replace a part of SpiffWorkflow"
    walk_deep()
    case: Case | None = None
    for line in sys.stdin:
        said = json.loads(line)
        if "case" in said:
            case, found = Case(plans(is_quick=said["is_quick"])[said["case"]]), None
        else:
            found = case.step() if case else None
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
