"""What a case needs next, as one person sees it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from engine import clock
from engine.access import Person
from engine.cases.reading import Case, Task
from engine.cases.time_left import TimeLeft


@dataclass(frozen=True, kw_only=True)
class Alike:
    """One step that is open: with one holder, or at the same time with several.

    Attributes:
        tasks: in the order of their dates.
    """

    tasks: tuple[Task, ...]

    @property
    def first(self) -> Task:
        """The one that comes first."""
        return self.tasks[0]

    @property
    def called(self) -> str:
        """What it is called: with the instance, if it is one alone."""
        return self.first.called if len(self.tasks) == 1 else self.first.element.name

    @property
    def due_on(self) -> date | None:
        """The earliest London date by which one of them is due; none if none has a date."""
        return min((task.due_on for task in self.tasks if task.due_on), default=None)

    @property
    def holders(self) -> tuple[str, ...]:
        """With whom it is, each once, as a list says it."""
        return tuple(dict.fromkeys(task.holder.name for task in self.tasks))


@dataclass(frozen=True, kw_only=True)
class Next:
    """What the case needs next, as this person sees it.

    Attributes:
        task: the user task that is next; none if nothing is open.
        is_mine: this person may do it.
        left: until it is due; none if it has no date.
        others: what is open besides.
        with_it: the same step with other holders, if it is not this person's: they are waited for together.
        besides: the rest of `others`, a step each.
    """

    task: Task | None
    is_mine: bool
    left: TimeLeft | None
    others: tuple[Task, ...]
    with_it: tuple[Task, ...] = ()
    besides: tuple[Alike, ...] = field(default=())


def what_is_next(case: Case, me: Person, tasks: Iterable[Task]) -> Next:
    """Find what is next: what this person has taken, then what they may do, then what is due first with others."""
    own, nobody = me.id, None

    def order(task: Task) -> tuple[int, date]:
        claimer = task.claimed_by.id if task.claimed_by else nobody
        rank = 2 if not task.is_mine or claimer not in (own, nobody) else 0 if claimer == own else 1
        return rank, task.due_on or clock.NO_DATE

    found = sorted((task for task in tasks if task.is_open and task.kind == "task"), key=order)
    task = found[0] if found else None
    steps = dict[tuple[str, str, str], list[Task]]()
    for other in found[1:]:
        steps.setdefault(_step(other), []).append(other)
    with_it = () if task is None or task.is_mine else tuple(steps.pop(_step(task), ()))
    return Next(
        task=task,
        is_mine=task is not None and task.is_mine,
        left=case.left_until(task.due_on) if task and task.due_on else None,
        others=tuple(found[1:]),
        with_it=with_it,
        besides=tuple(Alike(tasks=tuple(tasks)) for tasks in steps.values()),
    )


def _step(task: Task) -> tuple[str, str, str]:
    """Return what makes user tasks one step to a reader, to whom each that they may do is a step of its own."""
    return task.element.name, task.holder.role, task.id if task.is_mine else ""
