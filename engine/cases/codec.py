"""One part of a case to bytes and back.

The same facts as SpiffWorkflow's own serializer (a test proves them equal), as compact JSON: a task is an
array, points to its parent and children by position, and stores only the data keys that differ from its
parent's. Task data holds JSON values with string keys only: which instance a token belongs to, never
anything of the case.
"""

import zlib
from copy import copy
from typing import Any
from uuid import UUID

import orjson
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.cases.journalled import Journal, TaskTable
from engine.cases.live import Live, Part
from engine.errors import CaseStuck

FORMAT = 1
COMPRESSION = 1
_CONTAINERS = (dict, list, set)
_missing = object()
_registry = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG)).registry


def encode(workflow: Live | Part) -> bytes:
    """Return the bytes of one part."""
    at = {task_id: i for i, task_id in enumerate(workflow.tasks)}
    tasks = [_encode_task(task_id, task, workflow, at) for task_id, task in workflow.tasks.items()]
    body = orjson.dumps(
        [FORMAT, _header(workflow, at), tasks], default=_registry.convert, option=orjson.OPT_PASSTHROUGH_DATETIME
    )
    return zlib.compress(body, COMPRESSION)


def _encode_task(task_id: UUID, task: Task, workflow: Live | Part, at: dict[UUID, int]) -> tuple[Any, ...]:
    parent = workflow.tasks.get(task._parent)
    data = task.data
    updates: Any = data
    deletions: Any = 0
    if parent is not None:
        old = parent.data
        updates = 0
        if old != data:
            updates = {k: v for k, v in data.items() if (o := old.get(k, _missing)) is _missing or v != o} or 0
            deletions = [k for k in old if k not in data] or 0
    return (
        hexed(task_id),
        task.task_spec.name,
        task.state,
        task.last_state_change,
        -1 if parent is None else at[task._parent],
        [at[c] for c in task._children],
        1 if task.triggered else 0,
        task.internal_data or 0,
        updates,
        deletions,
    )


def _header(workflow: Live | Part, at: dict[UUID, int]) -> list[Any]:
    last = workflow.last_task
    return [
        workflow.data,
        workflow.correlations,
        None if last is None else at.get(last.id),
        workflow.success,
        workflow.completed,
        at[workflow.task_tree.id],
        getattr(workflow, "bpmn_events", []),
    ]


def decode(raw: bytes, workflow: Live | Part) -> None:
    """Fill an empty part (made with `deserializing=True`) from its bytes.

    Raises:
        CaseStuck: the bytes were written by another format, or a task names a specification that
            the revision does not have.
    """
    body = zlib.decompress(raw)
    restore = _registry.restore if b'"typename"' in body else _as_it_is
    version, head, rows = orjson.loads(body)
    if version != FORMAT:
        raise CaseStuck(f"the state has format {version}; this program reads {FORMAT}")
    top = workflow.top_workflow
    ids = [UUID(int=int(row[0], 16)) for row in rows]
    plain = TaskTable(Journal())  # loading is not journalled
    workflow.tasks = plain
    for task_id, row in zip(ids, rows, strict=True):
        plain[task_id] = _decode_task(task_id, row, ids, workflow, restore)
    plain.journal = top.journal
    data, correlations, last, workflow.success, workflow.completed, root, events = head
    workflow.data, workflow.correlations = restore(data), restore(correlations)
    workflow.last_task = None if last is None else plain[ids[last]]
    workflow.task_tree = plain[ids[root]]
    if workflow is top:
        workflow.bpmn_events = restore(events)
    for task_id, task in plain.items():
        if task.state == TaskState.WAITING and isinstance(task.task_spec, CatchingEvent):
            top.event_manager.add_task(task)
        elif (
            task.state >= TaskState.READY
            and isinstance(task.task_spec, SubWorkflowTask)
            and top.subprocesses.in_memory(task_id) is None
        ):
            top.subprocesses.stored.add(task_id)


def _decode_task(task_id: UUID, row: list[Any], ids: list[UUID], workflow: Live | Part, restore: Any) -> Task:
    _, name, state, changed, parent, children, triggered, internal, updates, deletions = row
    spec = workflow.spec.task_specs.get(name)
    if spec is None:
        raise CaseStuck(f"the state holds {name!r}, which process {workflow.spec.name!r} does not have")
    task = Task(workflow, spec, state=state, id=task_id)
    task.last_state_change = changed
    task.triggered = bool(triggered)
    task.internal_data = restore(internal) if internal else {}
    task._children = [ids[i] for i in children]
    if parent < 0:
        task.data = restore(updates)
        return task
    task._parent = ids[parent]
    inherited = workflow.tasks[ids[parent]].data
    data = {k: copy(v) if isinstance(v, _CONTAINERS) else v for k, v in inherited.items()}
    if updates:
        data.update(restore(updates))
    for key in deletions or ():
        data.pop(key, None)
    task.data = data
    return task


def decode_part(raw: bytes, parent_task: Task, top: Live) -> Part:
    """Add one stored subprocess to a live case and connect it to the task that called it."""
    part = Part(top.subprocess_specs[parent_task.task_spec.spec], parent_task.id, top, deserializing=True)
    decode(raw, part)
    top.subprocesses.stored.discard(parent_task.id)
    top.subprocesses[parent_task.id] = part
    part.completed_event.connect(parent_task.task_spec._on_subworkflow_completed, parent_task)
    return part


def hexed(task_id: UUID) -> str:
    """Return a task's id as it is stored."""
    return f"{task_id.int:032x}"


def _as_it_is(value: Any) -> Any:
    return value
