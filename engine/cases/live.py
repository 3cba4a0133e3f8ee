"""A live case: SpiffWorkflow's workflow with a journal, lazily loaded parts and flat scans.

Nothing of SpiffWorkflow is forked: two classes are subclassed through their own extension points, and one
method is replaced (`journalled`).

The journal is the heart: every task created, moved or removed since it was cleared, with the state it
had before. What a step must write (user tasks, timers, sequence flows, parts) is read from the journal,
so the cost of a step follows what moved, never the size of the case.

A *part* is one workflow instance: the top process or one subprocess. Only the parts a step needs are in
memory; any other is loaded the moment SpiffWorkflow asks for it.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine import clock
from engine.cases.journalled import Journal, Moved, TaskTable, install
from engine.errors import CaseStuck

WAITING = TaskState.WAITING
MOST_ROUNDS = 1_000


install()


class _Flat:
    """Scans of the flat task table in place of walks of the tree."""

    tasks: TaskTable
    top_workflow: "Live"
    completed: bool

    def update_waiting_tasks(self) -> None:
        """Skip the walk of the whole tree when nothing waits; otherwise walk it as SpiffWorkflow does.

        A timer holds the date that it began to wait with, and may have been put off since: where that date has passed
        it is worked out again. One that this step fires holds its row's date, and is in the journal.
        """
        waiting = [task for task in self.tasks.values() if task.state == WAITING]
        for task in waiting:
            if task.id not in self.tasks.journal and (at := due_at(task)) is not None and at < clock.now():
                del task.internal_data["event_value"]
        if waiting:
            super().update_waiting_tasks()  # type: ignore[misc]

    def _remove_task(self, task_id: UUID) -> None:
        """Cancel a running subprocess before the task that called it goes.

        SpiffWorkflow leaves it running without a parent, and every later step then raises
        TaskNotFoundException (an interrupting event on a multi-instance call activity).
        """
        if isinstance(self.tasks[task_id].task_spec, SubWorkflowTask):
            part = self.top_workflow.subprocesses.get(task_id)
            if part is not None and not part.completed:
                self.top_workflow.cancel(part)
        super()._remove_task(task_id)  # type: ignore[misc]


class Part(_Flat, BpmnSubWorkflow):
    """One subprocess instance."""

    _parent_workflow: Any = None
    _depth_of_caller: int | None = None

    def __init__(self, spec: Any, parent_task_id: UUID, top_workflow: "Live", *, deserializing: bool = False) -> None:
        super().__init__(spec, parent_task_id, top_workflow, deserializing=True)
        self.tasks = TaskTable(top_workflow.journal)
        if not deserializing:
            _plant(self)

    @property
    def parent_workflow(self) -> Any:
        """The workflow whose task called this one; looked up once."""
        if self._parent_workflow is None:
            self._parent_workflow = super().parent_workflow
        return self._parent_workflow

    @property
    def depth_of_caller(self) -> int:
        """How deep the task that called this one lies in its own part; counted once, by walking up to the root."""
        if self._depth_of_caller is None:
            self._depth_of_caller = self.parent_workflow.tasks[self.parent_task_id].depth
        return self._depth_of_caller


class Parts(dict[UUID, Part]):
    """`workflow.subprocesses`: parent task id -> part, loaded when asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: set[UUID] = set()
        """Known from a loaded parent, not in memory."""
        self.fetch: Callable[[UUID | None], None] = lambda _task_id: None

    def get(self, task_id: UUID, default: Any = None) -> Any:
        """Return the part called by a task."""
        if task_id in self.stored:
            self.fetch(task_id)
        return super().get(task_id, default)

    def __getitem__(self, task_id: UUID) -> Part:
        if task_id in self.stored:
            self.fetch(task_id)
        return super().__getitem__(task_id)

    def __contains__(self, task_id: object) -> bool:
        return super().__contains__(task_id) or task_id in self.stored

    def loaded(self) -> Iterator[Part]:
        """Give the parts in memory."""
        return iter(list(super().values()))

    def in_memory(self, task_id: UUID) -> Part | None:
        """Return the part called by a task if it is in memory."""
        return super().get(task_id)

    def values(self) -> Any:
        """Load and give every part: whoever wants all gets all."""
        self._fetch_all()
        return super().values()

    def items(self) -> Any:
        """Load and give every part with the id of the task that called it."""
        self._fetch_all()
        return super().items()

    def __iter__(self) -> Iterator[UUID]:
        self._fetch_all()
        return super().__iter__()

    def _fetch_all(self) -> None:
        if self.stored:
            self.fetch(None)


class Live(_Flat, BpmnWorkflow):
    """One case in memory."""

    def __init__(
        self, spec: Any, subprocess_specs: dict[str, Any], environment: Any, *, deserializing: bool = False
    ) -> None:
        self.journal = Journal()
        super().__init__(spec, subprocess_specs, PythonScriptEngine(environment), deserializing=True)
        self.subprocesses: Parts = Parts()
        self.tasks = TaskTable(self.journal)
        self.saved: dict[str, bytes] = {}
        """The bytes of each part as they are stored."""
        if not deserializing:
            _plant(self)

    def create_subprocess(self, my_task: Task, spec_name: str) -> Part:
        """Begin the part that a task calls."""
        part = Part(self.subprocess_specs[spec_name], my_task.id, self)
        self.subprocesses[my_task.id] = part
        return part

    def catch(self, event: Any) -> None:
        """Let an event be caught in any part: every part comes into memory first."""
        self.subprocesses.values()
        super().catch(event)

    def part(self, parts: str) -> "Live | Part | None":
        """Return the innermost of the parts around a task, as its row names them; none if it is no more."""
        return self.subprocesses.get(UUID(parts.rpartition("/")[2])) if parts else self

    def get_task_from_id(self, task_id: UUID) -> Task:
        """Return a task, looking in memory before anything is loaded."""
        task = self.tasks.get(task_id)
        if task is not None:
            return task
        for part in self.subprocesses.loaded():
            if (task := part.tasks.get(task_id)) is not None:
                return task
        return super().get_task_from_id(task_id)

    def get_active_subprocesses(self) -> list[Part]:
        """Return the parts in memory that have not completed: between steps no other has anything to run."""
        return [part for part in self.subprocesses.loaded() if not part.completed]

    # ---- running ------------------------------------------------------------------------------------------

    def pump(self) -> None:
        """Run automatic tasks and due timers until the case waits for a person, a date or a message.

        Raises:
            CaseStuck: it does not come to rest.
        """
        for _ in range(MOST_ROUNDS):
            ran = self._do_engine_steps()
            if not self._fire_due_timers() and not ran:
                return
        raise CaseStuck(f"the case is still running after {MOST_ROUNDS} rounds")

    def _do_engine_steps(self, will_complete_task: Any = None, did_complete_task: Any = None) -> bool:  # noqa: ARG002 - the library's signature
        """SpiffWorkflow's loop over the parts that moved, deepest first, then the top."""
        active = self._moved_parts()
        before = len(self.get_active_subprocesses())
        for part in sorted(active, key=lambda p: p.depth, reverse=True):
            self._run_until_rest(part)
            task = part.parent_workflow.tasks[part.parent_task_id]
            task.task_spec._update(task)
        ran = _run_ready(self)
        return ran > 0 or len(self.get_active_subprocesses()) > before or len(self._moved_parts()) > len(active)

    @staticmethod
    def _run_until_rest(part: Part) -> None:
        for _ in range(MOST_ROUNDS):
            if not _run_ready(part):
                return
        raise CaseStuck(f"process {part.spec.name} is still running after {MOST_ROUNDS} rounds")

    def _moved_parts(self) -> list[Part]:
        """Active parts touched in this step and the active parts around them, in the order they were begun.

        SpiffWorkflow takes parts of one depth in the order of its table, which is the order of their
        creation; the first task's time gives the same order, whichever part was loaded first.
        """
        moved = dict[Part, None]()
        for entry in self.journal.values():
            workflow = entry.task.workflow
            while workflow is not self and workflow not in moved:
                moved[workflow] = None
                workflow = workflow.parent_workflow
        return sorted((p for p in moved if not p.completed), key=lambda p: p.task_tree.last_state_change)

    def _fire_due_timers(self) -> int:
        """Update the timers touched in this step that are due; any other is the worker's, by the index."""
        now = clock.now()
        due = [
            entry.task
            for entry in list(self.journal.values())
            if entry.task.state == WAITING
            and (at := due_at(entry.task)) is not None
            and at < now
            and entry.task.id in self.event_manager.tasks
        ]
        for task in due:
            if task.state == WAITING:
                task.task_spec._update(task)
        return len(due)

    def fire(self, task: Task, at: datetime) -> None:
        """Let a waiting timer fire as due at `at`, the date of its row, whatever date the part still holds."""
        self.touch(task)
        task.internal_data["event_value"] = at.isoformat()

    def deliver(self, task: Task, definition: Any) -> None:
        """Let a message reach one waiting catch event, and no other that waits for the same message."""
        self.touch(task)
        task.task_spec.catch(task, BpmnEvent(definition, payload={}, correlations={}))
        task.task_spec._update(task)

    def touch(self, task: Task) -> None:
        """Say in the journal that a task's own data changes, so that its part is saved."""
        self.journal.setdefault(task.id, Moved(task, task.state))

    def has_ended(self) -> bool:
        """Tell whether the case has ended.

        Raises:
            CaseStuck: SpiffWorkflow says that it has while tasks are unfinished, or the other way round.
        """
        if not self.completed and self._has_unfinished():
            return False
        if not self.is_completed():
            return False
        for workflow in (self, *self.subprocesses.loaded()):
            unfinished = [t for t in workflow.tasks.values() if t.has_state(TaskState.NOT_FINISHED_MASK)]
            if unfinished and not (workflow is not self and workflow.completed):
                raise CaseStuck(f"reported as ended while {unfinished[0].task_spec.name!r} is unfinished")
        return True

    def _has_unfinished(self) -> bool:
        """Find an unfinished task of the top process, the newest first: SpiffWorkflow would walk all that is done."""
        return any(
            task.has_state(TaskState.NOT_FINISHED_MASK)
            and (task is self.task_tree or ((parent := task.parent) is not None and task.id in parent._children))
            for task in reversed(self.tasks.values())
        )


def _plant(workflow: Any) -> None:
    """Grow the first tasks of a new instance, once the task table journals."""
    workflow.task_tree = Task(workflow, workflow.spec.start, state=TaskState.FUTURE)
    workflow.task_tree.task_spec._predict(workflow.task_tree, mask=TaskState.NOT_FINISHED_MASK)
    workflow.task_tree._ready()


def _run_ready(workflow: Any) -> int:
    """Run the automatic tasks of a part (and of the parts in it) that became ready; tell how many ran."""
    ready: list[Task] = workflow.top_workflow.journal.ready_in(workflow)
    if len(ready) > 1:  # only then does the order matter
        ready.sort(key=_tree_path)
    for task in ready:
        task.run()
    return len(ready)


def _tree_path(task: Task) -> tuple[int, ...]:
    """Sorting by this gives SpiffWorkflow's depth-first order: a subprocess before the children of its task."""
    path: list[int] = []
    workflow = task.workflow
    while True:
        parent = workflow.tasks.get(task._parent)
        if parent is not None:
            path.append(parent._children.index(task.id))
            task = parent
        elif workflow.parent_task_id is not None:
            path.append(-1)
            task = workflow.parent_workflow.tasks[workflow.parent_task_id]
            workflow = task.workflow
        else:
            return tuple(reversed(path))


def due_at(task: Task) -> datetime | None:
    """Return when a waiting catch event is due, as an aware instant; none when it waits for no date."""
    definition = getattr(task.task_spec, "event_definition", None)
    if not isinstance(definition, TimerEventDefinition | MultipleEventDefinition):
        return None
    value = task.internal_data.get("event_value")
    return datetime.fromisoformat(value) if value else None
