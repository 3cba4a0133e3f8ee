"""What a case needs next, as one person sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine import clock
from engine.access import Person
from engine.cases.reading import Case, Task
from engine.cases.time_left import TimeLeft


@dataclass(frozen=True, kw_only=True)
class Next:
    """What the case needs next, as this person sees it.

    Attributes:
        task: the user task that is next; none if nothing is open.
        is_mine: this person may do it.
        left: until it is due; none if it has no date.
        others: what is open besides.
    """

    task: Task | None
    is_mine: bool
    left: TimeLeft | None
    others: tuple[Task, ...]


def what_is_next(case: Case, me: Person, tasks: Iterable[Task]) -> Next:
    """Find what is next: what this person has taken, then what they may do, then what is due first with others."""
    own, nobody = me.id, None

    def order(task: Task) -> tuple[int, date]:
        claimer = task.claimed_by.id if task.claimed_by else nobody
        rank = 2 if not task.is_mine or claimer not in (own, nobody) else 0 if claimer == own else 1
        return rank, task.due_on or clock.NO_DATE

    found = sorted((task for task in tasks if task.is_open and task.kind == "task"), key=order)
    task = found[0] if found else None
    return Next(
        task=task,
        is_mine=task is not None and task.is_mine,
        left=case.left_until(task.due_on) if task and task.due_on else None,
        others=tuple(found[1:]),
    )
