"""What one step changed, read from the live case's journal, as the rows to write."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID, uuid5

from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import EventBasedGateway
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine import clock
from engine.calendar.reminders import first_after
from engine.cases import codec
from engine.cases.codec import hexed
from engine.cases.live import Live, Part
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision

TOP = ""
"""The part that is the case's own process."""


class Case(Protocol):
    """What the journal's reader asks of the step that is under way."""

    case_id: int
    revision: Revision
    live: Live

    def instance_of(self, task: Task) -> str | None:
        """Return the instance a task belongs to."""

    def held_by(self, element: Element, instance: str | None) -> str:
        """Return who holds the element's role."""

    def due_on(self, clause: str, instance: str | None) -> date:
        """Return the due date of a time limit, or `clock.NO_DATE`."""


@dataclass
class Rows:
    """The rows that a step has to write, and the sequence flows it took, as (process, flow).

    Attributes:
        called_off: the user tasks that were closed without being done, as the audit tells them.
    """

    opened: list[dict[str, Any]] = field(default_factory=list)
    closed: list[dict[str, Any]] = field(default_factory=list)
    timers: list[dict[str, Any]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    called_off: list[dict[str, Any]] = field(default_factory=list)
    flows: list[list[str]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    members: set[str] = field(default_factory=set)
    deepest: int = 0


def read_journal(case: Case, at: datetime, delivered: str = "") -> Rows:
    """Return the rows of everything that moved since the journal was cleared.

    Args:
        case: the step under way.
        at: the step's instant.
        delivered: the id of the message event's row that the step recorded, if it did.
    """
    rows = Rows()
    workflows: dict[int, Live | Part] = {}
    for moved in case.live.journal.values():
        task, before = moved.task, moved.before
        workflows[id(task.workflow)] = task.workflow
        is_there = task.id in task.workflow.tasks
        if task.task_spec.manual:
            _read_user_task(case, rows, task, before, at, is_there=is_there)
        elif isinstance(task.task_spec, CatchingEvent):
            _read_event(case, rows, task, before, at, delivered, is_there=is_there)
        if moved.is_reached and before < TaskState.WAITING and is_there:
            flow = _flow_to(task, case.revision)
            if flow is not None:
                rows.flows.append([task.workflow.spec.name, flow])
    rows.parts = [row for workflow in workflows.values() for row in _part_to_save(case, workflow)]
    return rows


def _read_user_task(case: Case, rows: Rows, task: Task, before: int, at: datetime, *, is_there: bool) -> None:
    was, is_now = before == TaskState.READY, is_there and task.state == TaskState.READY
    if is_now and not was:
        rows.opened.append(_row_of(case, task, task.task_spec.bpmn_id, hexed(task.id), "task", at))
        rows.deepest = max(rows.deepest, depth_of(task))
    elif was and not is_now:
        is_done = task.state == TaskState.COMPLETED
        rows.closed.append(_closed(hexed(task.id), at, is_done=is_done))
        if not is_done:
            named = {"process": task.workflow.spec.name, "element": task.task_spec.bpmn_id}
            rows.called_off.append({**named, "instance": case.instance_of(task)})
    if is_there and task.state >= TaskState.READY:
        element = case.revision.elements[task.workflow.spec.name, task.task_spec.bpmn_id]
        rows.members.add(case.held_by(element, case.instance_of(task)))


def _read_event(
    case: Case, rows: Rows, task: Task, before: int, at: datetime, delivered: str, *, is_there: bool
) -> None:
    was, is_now = before == TaskState.WAITING, is_there and task.state == TaskState.WAITING
    if was:
        rows.ended.append(hexed(task.id))
    for element_id, definition in waits_for(task):
        if isinstance(definition, TimerEventDefinition):
            if is_now:
                rows.timers.append(_timer_of(case, task, element_id))
        elif isinstance(definition, MessageEventDefinition):
            row_id = event_row_id(task, element_id)
            if is_now and not was:
                rows.opened.append(_row_of(case, task, element_id, row_id, "event", at))
                rows.members.add(rows.opened[-1]["held_by"])
            elif was and not is_now:
                rows.closed.append(_closed(row_id, at, is_done=row_id == delivered))


def waits_for(task: Task) -> Iterator[tuple[str, Any]]:
    """Give the events that a catching task waits for: its own, or of an event-based gateway each behind it."""
    spec = task.task_spec
    if isinstance(spec, EventBasedGateway):
        for output, definition in zip(spec.outputs, spec.event_definition.event_definitions, strict=True):
            yield output.bpmn_id, definition
    else:
        yield spec.bpmn_id, spec.event_definition


def event_row_id(task: Task, element_id: str) -> str:
    """Return the id of a message event's row: the task's own, or one apiece behind an event-based gateway."""
    return hexed(uuid5(task.id, element_id)) if isinstance(task.task_spec, EventBasedGateway) else hexed(task.id)


def _row_of(case: Case, task: Task, element_id: str, row_id: str, kind: str, at: datetime) -> dict[str, Any]:
    element = case.revision.elements[task.workflow.spec.name, element_id]
    instance = case.instance_of(task)
    clause = element.properties.get("time_limit", "")
    due_on = case.due_on(clause, instance)
    return {
        "id": row_id,
        "case_id": case.case_id,
        "parts": around(task),
        "kind": kind,
        "process": element.process,
        "element": element.id,
        "instance": instance,
        "role": element.role,
        "held_by": case.held_by(element, instance),
        "clause": clause,
        "due_on": due_on,
        "remind_at": first_after(case.revision.reminders(clause, due_on), at),
        "opened_at": at,
    }


def _closed(row_id: str, at: datetime, *, is_done: bool) -> dict[str, Any]:
    return {"b_id": row_id, "b_at": at, "b_outcome": "completed" if is_done else "cancelled", "b_person": None}


def _timer_of(case: Case, task: Task, element_id: str) -> dict[str, Any]:
    """Return a timer's row, its date worked out now: the step may have recorded the anchor after the wait began."""
    element = case.revision.elements[task.workflow.spec.name, element_id]
    instance, clause = case.instance_of(task), clause_of(element)
    on = case.due_on(clause, instance)
    return {
        "task_id": hexed(task.id),
        "case_id": case.case_id,
        "parts": around(task),
        "process": element.process,
        "element": element.id,
        "instance": instance,
        "clause": clause,
        "due_at": None if on == clock.NO_DATE else clock.end_of(on),
    }


def clause_of(element: Element) -> str:
    """Return the clause whose time limit a timer event watches: `check` has made sure that it names one."""
    ((_, (clause,)),) = element.timer.calls if element.timer else (("due", ("",)),)
    return str(clause)


def depth_of(task: Task) -> int:
    """Return how deep a task lies in the tree of tasks, those of the processes around it included."""
    depth: int = task.depth
    workflow = task.workflow
    while workflow.parent_task_id is not None:
        depth += workflow.depth_of_caller
        workflow = workflow.parent_workflow
    return depth


def around(task: Task) -> str:
    """Return the ids of the parts around a task, outermost first, as stored."""
    found, workflow = list[str](), task.workflow
    while workflow.parent_task_id is not None:
        found.append(hexed(workflow.parent_task_id))
        workflow = workflow.parent_workflow
    return "/".join(reversed(found))


def _flow_to(task: Task, revision: Revision) -> str | None:
    """Return the sequence flow by which a token came to a task, past SpiffWorkflow's own tasks."""
    target = task.task_spec.bpmn_id
    if target is None:
        return None
    tasks, parent = task.workflow.tasks, task.workflow.tasks.get(task._parent)
    while parent is not None and parent.task_spec.bpmn_id is None:
        parent = tasks.get(parent._parent)
    if parent is None:
        return None
    return revision.flow_between.get((task.workflow.spec.name, parent.task_spec.bpmn_id, target))


def _part_to_save(case: Case, workflow: Live | Part) -> Iterator[dict[str, Any]]:
    """Give the row of a part that moved, if its bytes differ from those stored."""
    live = case.live
    if workflow is not live and live.subprocesses.in_memory(workflow.parent_task_id) is not workflow:
        return
    part_id = part_id_of(workflow.parent_task_id)
    body = codec.encode(workflow)
    if live.saved.get(part_id) != body:
        live.saved[part_id] = body
        yield {"case_id": case.case_id, "part_id": part_id, "body": body}


def part_id_of(parent_task_id: UUID | None) -> str:
    """Return the id under which a part is stored: of the task that called it."""
    return TOP if parent_task_id is None else hexed(parent_task_id)
