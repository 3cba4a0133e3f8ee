"""A walk by stock SpiffWorkflow, in a process of its own, where nothing of it has been replaced.

Everything is in memory, every part always loaded; only the classes that cure its faults (Instances, ParallelJoin,
CaseList, AutomaticTask) and its script environment are the product's. Prints the dump after every step.
"""

import json
import sys
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.event_definitions import timer as timer_module
from SpiffWorkflow.util.task import TaskState

from engine import clock
from engine.cases.answers import keep_answers
from engine.cases.environment import Environment, View
from engine.cases.facts import Facts
from engine.diagrams.revision import Revision, read_revision
from tests.engine.cases.walk import START, Walk, dump, later, names_of, waits


class At:
    """The instant of a step, as the product's transaction knows it."""

    def __init__(self) -> None:
        self.at = START


class Duties:
    """What the product's step does, as far as SpiffWorkflow can see it."""

    def __init__(self, revision: Revision) -> None:
        self.revision, self.facts, self.tx = revision, Facts(), At()

    def send(self, element: Any, instance: str | None) -> None:
        """Send nothing: SpiffWorkflow does not see letters."""

    def decide(self, element: Any, view: View) -> None:
        """Decide nothing: the samples have no tables."""

    def record_anchor(self, name: str, on: Any, instance: str | None = None) -> None:
        self.facts.anchors.setdefault(name, {})[instance or ""] = on.isoformat()


def walk(plan: Walk) -> list[dict[str, Any]]:  # noqa: C901, PLR0915 - one run, told from its start to its end
    """Return the dump after every step."""
    assert "engine.cases.live" not in sys.modules
    revision = read_revision(plan.bundle())
    duties = Duties(revision)
    environment = Environment(revision)
    environment.step = duties

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return duties.tx.at.astimezone(tz)

    timer_module.datetime = Clock
    plan.begin("start")
    start = revision.partnership.start
    workflow = BpmnWorkflow(revision.specs[start], dict(revision.specs), script_engine=PythonScriptEngine(environment))

    def sweep() -> None:
        """Mend what SpiffWorkflow 3.2.0 leaves: subprocesses whose calling task was removed."""
        while True:
            alive = {t.id for w in (workflow, *workflow.subprocesses.values()) for t in w.tasks.values()}
            orphans = [i for i in workflow.subprocesses if i not in alive]
            if not orphans:
                return
            for i in orphans:
                part = workflow.subprocesses[i]
                if not part.completed:
                    workflow.cancel(part)
                del workflow.subprocesses[i]

    stock_steps = workflow._do_engine_steps
    workflow._do_engine_steps = lambda *a: (sweep(), stock_steps(*a))[1]

    def pump() -> None:
        for _ in range(1000):
            sweep()
            workflow.refresh_timers()
            sweep()
            if not workflow.get_tasks(state=TaskState.READY, manual=False):
                return
            workflow.do_engine_steps()
        raise RuntimeError

    def answer(task: Any, element: str, answers: dict[str, Any]) -> None:
        found = revision.elements[task.workflow.spec.name, element]
        view = View(revision, duties.facts, instance=environment.instance_of(task.data))
        keep_answers(duties, revision.forms[found.properties["form"]], answers, answers, view)

    pump()
    first = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
    answer(first, first.task_spec.bpmn_id, plan.answers("start", is_first=True))
    first.run()
    pump()
    found = [dump(workflow)]
    for step in range(plan.steps):
        now = found[-1]
        chosen = plan.choose(step, [*now["ready"], *now["messages"]])
        if chosen is None:
            if not now["ready"] and not now["waiting"]:
                break
            duties.tx.at = later(duties.tx.at)
            due = [
                (value, task.id.hex, task)
                for task in workflow.event_manager.tasks.values()
                if (value := task.internal_data.get("event_value")) and datetime.fromisoformat(value) < duties.tx.at
            ]
            for _, _, task in sorted(due, key=lambda d: d[:2]):
                if task.state == TaskState.WAITING:
                    task.task_spec._update(task)
        else:
            name, _, element = chosen.partition(" ")
            ids = {name: task_id for task_id, name in names_of(workflow).items()}
            task = workflow.get_task_from_id(UUID(ids[name]))
            answer(task, element or task.task_spec.bpmn_id, plan.answers(step))
            if element:
                definition = dict(waits(task))[element]
                task.task_spec.catch(task, BpmnEvent(definition, payload={}, correlations={}))
                task.task_spec._update(task)
            else:
                task.run()
        pump()
        facts = json.loads(json.dumps(duties.facts.to_json()))  # as they are now
        found.append({**dump(workflow), "facts": facts})
    return found


if __name__ == "__main__":
    with clock.stopped_at(START):
        json.dump(walk(Walk(**json.loads(sys.argv[1]))), sys.stdout)
