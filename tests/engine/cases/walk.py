"""A random walk through a sample case, the same for stock SpiffWorkflow and for the product.

Both draw task ids from the same sequence and make the same choices, so that everything they hold must be
equal after every step. Nothing here imports the product's own classes of workflow.
"""

import json
import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import SpiffWorkflow.task as task_module
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import EventBasedGateway
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.util.task import TaskState

from engine.diagrams import samples
from engine.diagrams.bundle import Bundle

REGISTRY = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG)).registry
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
BUNDLES = {
    "linear": lambda: samples.linear(20),
    "rounds": lambda: samples.rounds(3),
    "agencies": samples.agencies,
    "tangle": samples.tangle,
    "pressed": samples.pressed,
}


@dataclass(frozen=True)
class Walk:
    """Which case and chances, how many steps and instances, how often time passes, and a loop turns again."""

    case: str
    seed: str
    steps: int
    instances: int = 3
    pass_every: int = 0
    again: float = 0.25

    def bundle(self) -> Bundle:
        return BUNDLES[self.case]()

    def begin(self, step: int | str) -> random.Random:
        """Let task ids be drawn from this step's sequence, and give the chances of its choice."""
        ids = random.Random(f"{self.seed}:{step}")
        task_module.uuid4 = lambda: UUID(int=ids.getrandbits(128))
        return random.Random(f"{self.seed}:{step}:choice")

    def choose(self, step: int, options: list[str]) -> str | None:
        """The task or event of this step; none: ten days pass instead."""
        if self.pass_every and step and step % self.pass_every == 0:
            return None
        return self.begin(step).choice(sorted(options)) if options else None

    def answers(self, step: int | str, *, is_first: bool = False) -> dict[str, Any]:
        """What is answered in this step."""
        chance = random.Random(f"{self.seed}:{step}:answer")
        answers: dict[str, Any] = {"outcome": "again" if chance.random() < self.again else "go_on"}
        if is_first and self.case in ("agencies", "tangle"):
            answers["instances"] = [{"note": str(n)} for n in range(self.instances)]
        if self.case == "pressed":  # the list is another each time
            answers["instances"] = [{"note": str(n)} for n in range(chance.randint(0, self.instances))]
        return answers


def later(now: datetime) -> datetime:
    return now + timedelta(days=10)


def _part(workflow: Any) -> dict[str, Any]:
    tasks = {}
    for task_id, task in workflow.tasks.items():
        row = REGISTRY.convert_to_dict["Task"](task)
        row["last_state_change"] = 0
        tasks[str(task_id)] = row
    return {
        "data": REGISTRY.convert(workflow.data),
        "correlations": workflow.correlations,
        "last": str(workflow.last_task.id) if workflow.last_task else None,
        "success": workflow.success,
        "completed": workflow.completed,
        "root": str(workflow.task_tree.id),
        "spec": workflow.spec.name,
        "tasks": tasks,
        "order": list(tasks),
        "depth": workflow.depth,
        "parent": str(workflow.parent_task_id),
        "materialised": {str(t.id): t.data for t in workflow.tasks.values()},
    }


_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def names_of(workflow: Any) -> dict[str, str]:
    """Name every task by its place in the tree, so that two runs that draw another id compare all the same."""
    names: dict[str, str] = {}

    def name(part: Any, prefix: str) -> None:
        waiting = [part.task_tree]
        number = 0
        while waiting:
            task = waiting.pop()
            names[str(task.id)] = f"{prefix}{number}"
            number += 1
            waiting.extend(reversed(task.children))

    name(workflow, "")
    parts = dict(dict.items(workflow.subprocesses))
    while parts:
        for task_id in [i for i in parts if str(i) in names]:
            name(parts.pop(task_id), f"{names[str(task_id)]}/")
    return names


def dump(workflow: Any) -> dict[str, Any]:
    """SpiffWorkflow's own full dump by the names of tasks, less the specifications and the clock of state changes."""
    parts = dict(dict.items(workflow.subprocesses))
    everywhere = (workflow, *parts.values())
    names = names_of(workflow)
    found = {
        "top": _part(workflow),
        "parts": {str(k): part for k, part in ((k, _part(w)) for k, w in parts.items())},
        "waiting": {str(i): t.internal_data.get("event_value") for i, t in workflow.event_manager.tasks.items()},
        "ready": [
            str(t.id) for w in everywhere for t in w.tasks.values() if t.state == TaskState.READY and t.task_spec.manual
        ],
        "messages": [
            f"{task.id} {element}"
            for task in workflow.event_manager.tasks.values()
            for element, definition in waits(task)
            if isinstance(definition, MessageEventDefinition)
        ],
    }
    named = json.loads(_ID.sub(lambda m: names.get(m[0], "gone"), json.dumps(found)))
    return {**named, "ready": sorted(named["ready"]), "messages": sorted(named["messages"])}


def waits(task: Any) -> list[tuple[str, Any]]:
    """The events that a waiting task may catch, by the id of their element."""
    spec = task.task_spec
    if isinstance(spec, EventBasedGateway):
        return [(o.bpmn_id, d) for o, d in zip(spec.outputs, spec.event_definition.event_definitions, strict=True)]
    return [(spec.bpmn_id, spec.event_definition)]
