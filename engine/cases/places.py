"""Where a case stands in its diagrams: which it has entered, and how each of their steps is.

The picture of a process and the same steps in words are made of what is worked out here, so that they
cannot say different things.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial

from engine.audit import Entry
from engine.cases.course import Course, course_of
from engine.cases.reading import Case, Task
from engine.diagrams.elements import ACTIVITIES, Element, Flow


class Standing(StrEnum):
    """How a step of a process stands in one case."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"
    """It comes whichever way the case takes."""
    POSSIBLE = "possible"
    """It comes on some way that the case may take."""
    STOPPED = "stopped"
    """It had begun, and was ended before it was done."""
    NOT_TAKEN = "not_taken"
    """The case went another way."""


@dataclass(frozen=True, kw_only=True)
class StepOfCase:
    """One step of a process, as it stands in one case.

    Attributes:
        tasks: the user tasks that it has had, in the order in which they were opened.
        done_at: when the case last left it (UTC); for the end of a way, when it came there.
        due_on: London date; of several open at once the earliest.
        done: how many instances are done, if it is done for several at once.
        of: how many instances there are; 0 for what is done once.
        waiting_for: the names of the instances that are under way.
    """

    element: Element
    standing: Standing
    tasks: tuple[Task, ...] = ()
    done_at: datetime | None = None
    due_on: date | None = None
    done: int = 0
    of: int = 0
    waiting_for: tuple[str, ...] = ()

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """What of it is open now."""
        return tuple(task for task in self.tasks if task.is_open)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One process that the case has entered.

    Attributes:
        called_by: the call activity through which it was entered; none for the one that the case began with.
        taken: the ids of the sequence flows taken in it.
        passed: the ids of the elements that the case has passed by, and can come to no more.
        steps: what is done in it, in the order of its flow, and the ends that were reached.
    """

    process: str
    name: str
    called_by: Element | None
    taken: frozenset[str]
    passed: frozenset[str]
    steps: tuple[StepOfCase, ...]

    @property
    def is_current(self) -> bool:
        """Whether something in it goes on now."""
        return any(step.standing is Standing.NOW for step in self.steps)


class Trail:
    """The way that a case has gone: what its audit and its user tasks tell of each process."""

    def __init__(self, case: Case, entries: Iterable[Entry], tasks: Sequence[Task]) -> None:
        self._case = case
        self._tasks = tuple(task for task in tasks if task.kind == "task")
        self._open = tuple(task for task in tasks if task.is_open)
        self._at: dict[tuple[str, str], datetime] = {}
        for entry in entries:
            self._at.update(dict.fromkeys(entry.flows, entry.at))
        self._entered = {process for process, _ in self._at} | {task.element.process for task in tasks}
        self._course = partial(course_of, case.revision)

    def places(self) -> tuple[Place, ...]:
        """Return every process that the case has entered: first the one it began with, then those it called."""
        found = (self._place(process, called_by) for process, called_by in self._calls(self._case.process, None))
        return tuple({place.process: place for place in found}.values())

    def _calls(self, process: str, called_by: Element | None) -> Iterator[tuple[str, Element | None]]:
        if process in self._entered:
            yield process, called_by
            for element in self._course(process).elements:
                if element.called and self._last(self._course(process).into(element)):
                    yield from self._calls(element.called, element)

    def _place(self, process: str, called_by: Element | None) -> Place:
        course = self._course(process)
        steps = [self._step(course, element) for element in course.elements if _is_step(element)]
        current = [step.element.id for step in steps if step.standing is Standing.NOW]
        must, may = course.must_follow(current), course.may_follow(current)

        def ahead(step: StepOfCase) -> StepOfCase:
            if step.standing is not Standing.COMING or step.element.id in must:
                return step
            other = Standing.POSSIBLE if step.element.id in may else Standing.NOT_TAKEN
            return replace(step, standing=other, due_on=None)

        return Place(
            process=process,
            name=self._case.revision.processes[process].name,
            called_by=called_by,
            taken=frozenset(flow for at, flow in self._at if at == process),
            passed=frozenset(self._untouched(course)) - may - set(current),
            steps=tuple(step for step in map(ahead, steps) if _is_told(step, course)),
        )

    def _untouched(self, course: Course) -> Iterator[str]:
        """Give the elements that no sequence flow taken leads to or leaves."""
        for element in course.elements:
            if self._last((*course.into(element), *course.out_of(element))) is None:
                yield element.id

    def _step(self, course: Course, element: Element) -> StepOfCase:
        tasks = tuple(task for task in self._tasks if task.element.key == element.key)
        done_at = self._last(course.out_of(element) or course.into(element))
        standing = self._standing(element, tasks, done_at)
        due = [task.due_on for task in tasks if task.due_on]
        open_due = [task.due_on for task in tasks if task.due_on and task.is_open]
        of, under_way = self._instances(element, tasks)
        return StepOfCase(
            element=element,
            standing=standing,
            tasks=tasks,
            done_at=done_at if standing is Standing.DONE else None,
            due_on=min(open_due, default=due[-1] if due else self._due(element)),
            done=self._done(element, standing, tasks, of, len(under_way)),
            of=of,
            waiting_for=tuple(map(self._case.instance_name, under_way)) if standing is Standing.NOW else (),
        )

    def _standing(self, element: Element, tasks: Sequence[Task], done_at: datetime | None) -> Standing:
        has_come = self._last(self._course(element.process).into(element)) is not None
        if any(task.is_open for task in tasks) or (has_come and self._is_going_on(element.called)):
            return Standing.NOW
        if element.called and has_come and done_at is None and self._case.is_open:
            return Standing.NOW  # what it calls waits for a date or for somebody outside
        last = {task.instance: task for task in tasks}
        if last and all(task.outcome == "cancelled" for task in last.values()):
            return Standing.STOPPED
        if done_at is not None:
            return Standing.DONE
        return Standing.COMING

    def _is_going_on(self, process: str) -> bool:
        """Tell whether anything is open in a process that was entered, or in one that it calls."""
        if process not in self._entered:
            return False
        if any(task.element.process == process and task.is_open for task in self._tasks):
            return True
        return any(self._is_going_on(e.called) for e in self._course(process).elements)

    def _instances(self, element: Element, tasks: Sequence[Task]) -> tuple[int, Sequence[str]]:
        """Return how many instances a step has, and which of them are under way; 0 for what is done once."""
        if element.kind == "serviceTask":  # all of its letters are written at once
            return 0, ()
        has_own = bool(element.collection)
        inside = self._inside(element.called) if element.called and has_own else frozenset()
        found = [task for task in self._open if task.element.process in inside] if inside else tasks
        keys = self._keys(element.collection) if has_own else self._in_order({task.instance for task in tasks})
        under_way = {task.instance for task in found if task.is_open}
        return len(set(keys)), [key for key in dict.fromkeys(keys) if key in under_way]

    @staticmethod
    def _done(element: Element, standing: Standing, tasks: Sequence[Task], of: int, under_way: int) -> int:
        """Return how many instances of a step are done; of a call activity, those that are not under way."""
        if not of:
            return 0
        if not element.called:
            return len({task.instance for task in tasks if task.outcome == "completed"})
        return of if standing is Standing.DONE else of - under_way if standing is Standing.NOW else 0

    def _in_order(self, instances: AbstractSet[str | None]) -> Sequence[str]:
        listed = dict.fromkeys(key for keys in self._case.facts.lists.values() for key in keys)
        return [*(key for key in listed if key in instances), *sorted(filter(None, instances - listed.keys()))]

    def _keys(self, name: str) -> Sequence[str]:
        revision = self._case.revision
        return self._case.facts.lists.get(name, list(revision.choices(name)) if name in revision.lists else [])

    def _inside(self, process: str) -> frozenset[str]:
        """Return a process and those that it calls."""
        found, waiting = set[str](), [process]
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting += [element.called for element in self._course(one).elements if element.called]
        return frozenset(found)

    def _due(self, element: Element) -> date | None:
        """Return by when a user task will have to be done that has not begun, if that can be told already."""
        clause = element.properties.get("time_limit", "") if element.kind == "userTask" else ""
        return self._case.revision.due(clause, self._case.facts.anchors_seen_from()).on if clause else None

    def _last(self, flows: Iterable[Flow]) -> datetime | None:
        return max((at for f in flows if (at := self._at.get((f.process, f.id)))), default=None)


def _is_step(element: Element) -> bool:
    """Tell whether an element is told among the steps: what somebody or the service does, and how a way ends."""
    return element.kind in ACTIVITIES or element.kind == "endEvent" or bool(element.message)


def _is_told(step: StepOfCase, course: Course) -> bool:
    """Leave out what may never come: other ends, and what only lateness or a message would lead to."""
    has_begun = step.standing in (Standing.DONE, Standing.NOW, Standing.STOPPED)
    return has_begun or (step.element.kind in ACTIVITIES and step.element.id in course.main)
