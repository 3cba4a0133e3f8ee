"""Runs a revision with stock SpiffWorkflow, without a case: what specifications and checks promise is tried out."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.revision import Revision
from engine.diagrams.vocabulary import ANSWER_FUNCTIONS
from forms.expressions import parse

READY = TaskState.READY


class Run(BasePythonScriptEngineEnvironment):
    """Runs a revision with stock SpiffWorkflow; conditions read `answers`."""

    def __init__(self, revision: Revision, **answers: Any) -> None:
        super().__init__()
        self.answers, self.done = answers, []
        self.revision, self.functions = (
            revision,
            {**ANSWER_FUNCTIONS, "due": lambda _clause: "2000-01-01T00:00:00+00:00"},
        )
        self.workflow = BpmnWorkflow(
            revision.specs["review"], dict(revision.specs), script_engine=PythonScriptEngine(self)
        )
        self.go()

    def value(self, name: str) -> Any:
        return self.answers[name]

    def evaluate(self, expression: str, context: Any, external_context: Any = None) -> Any:
        return parse(expression).evaluate(self)

    def items_of(self, collection: str) -> list[str]:
        return list(self.revision.choices(collection))

    def perform(self, process: str, element_id: str, state: Mapping[str, Any]) -> None:
        self.done.append((process, element_id, *state.values()))

    def go(self) -> None:
        for _ in range(3):
            self.workflow.refresh_timers()
            self.workflow.do_engine_steps()

    @property
    def open(self) -> list[str]:
        return sorted(task.task_spec.bpmn_id for task in self.workflow.get_tasks(state=READY, manual=True))

    def complete(self, *names: str) -> "Run":
        for name in names:
            task = next(t for t in self.workflow.get_tasks(state=READY, manual=True) if t.task_spec.bpmn_id == name)
            task.run()
            self.go()
        return self
