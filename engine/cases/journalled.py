"""SpiffWorkflow made to tell what moved, and made safe to run: the one place where something of it is replaced.

`Task._set_state` is replaced because it builds a logging record at every state change even when nobody
listens, and because it is the only place (with `Task.__init__`) that writes a state.
"""

import inspect
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn.specs.event_definitions import timer as timer_module
from SpiffWorkflow.bpmn.util.task import BpmnTaskIterator
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskIterator, TaskState

from engine import clock

DEEPEST = 100_000
"""How deep SpiffWorkflow's iterators look; its own limit of 1,000 would hide tasks without a word."""


@dataclass
class Moved:
    """One task in the journal: the state it had before (0: it was not there), and whether a token reached it."""

    task: Task
    before: int
    is_reached: bool = False


class Journal(dict[UUID, Moved]):
    """What moved, by the task's id, and which automatic tasks are ready to run.

    Between steps no automatic task is ready, so that the journal knows all of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ready: dict[Any, dict[UUID, Task]] = {}

    def ready_in(self, workflow: Any) -> list[Task]:
        """Return the automatic tasks that are ready in a workflow and in those that it called."""
        return [task for task in self._ready.get(workflow, {}).values() if task.id in task.workflow.tasks]

    def note(self, task: Task, value: int) -> None:
        """Note that a task's state becomes `value`."""
        if value == TaskState.READY:
            if not task.task_spec.manual:
                for workflow in _around(task):
                    self._ready.setdefault(workflow, {})[task.id] = task
        elif task._state == TaskState.READY:
            for workflow in _around(task):
                self._ready.get(workflow, {}).pop(task.id, None)

    def clear(self) -> None:
        """Forget everything: it is written."""
        super().clear()
        self._ready.clear()


def _around(task: Task) -> Iterator[Any]:
    """Yield the workflows around a task, innermost first."""
    workflow = task.workflow
    while workflow is not None:
        yield workflow
        workflow = workflow.parent_workflow


class TaskTable(dict[UUID, Task]):
    """`workflow.tasks`, writing the creation and the removal of a task into the journal."""

    __slots__ = ("journal",)

    def __init__(self, journal: Journal, tasks: dict[UUID, Task] | None = None) -> None:
        super().__init__(tasks or ())
        self.journal = journal

    def __setitem__(self, task_id: UUID, task: Task) -> None:
        if task_id not in self.journal:
            self.journal[task_id] = Moved(task, 0)
        super().__setitem__(task_id, task)

    def pop(self, task_id: UUID, *default: Any) -> Any:
        """Remove a task, and say so in the journal."""
        if task_id in self and task_id not in self.journal:
            task = self[task_id]
            self.journal[task_id] = Moved(task, task.state)
        return super().pop(task_id, *default)


_stock_set_state = Task._set_state
_task_log = logging.getLogger("spiff.task")


def _set_state(self: Task, value: int) -> None:
    """`Task._set_state` that journals, reads our clock, and builds a log record only when somebody listens."""
    journal = getattr(self.workflow.tasks, "journal", None)
    if journal is not None:
        entry = journal.get(self.id)
        if entry is None:
            entry = journal[self.id] = Moved(self, self._state)
        if TaskState.WAITING <= value < TaskState.CANCELLED:
            entry.is_reached = True
        journal.note(self, value)
    if _task_log.isEnabledFor(logging.INFO):
        _stock_set_state(self, value)
    elif value != self._state:
        self.last_state_change = clock.now().timestamp()
        self._state = value


class _Clock(datetime):
    """The library's `datetime`, reading our clock."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain datetime will do
        return clock.now().astimezone(tz or UTC)


def install() -> None:
    """Make SpiffWorkflow safe to run: journal, depth limit, clock. Idempotent."""
    Task._set_state = _set_state
    timer_module.datetime = _Clock
    for iterator in (BpmnTaskIterator, TaskIterator):
        defaults = [p for p in inspect.signature(iterator.__init__).parameters.values() if p.default is not p.empty]
        iterator.__init__.__defaults__ = tuple(DEEPEST if p.name == "max_depth" else p.default for p in defaults)
