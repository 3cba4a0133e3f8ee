"""How one time limit of a case stands, how its date came about, and how it has moved: for who may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.calendar.time_limits import Due
from engine.cases import reading
from engine.cases.clocks import Clock, Move, clocks, due, moves, reasons
from engine.cases.places import Trail
from engine.cases.reading import Case, Task
from engine.diagrams.clauses import Clause
from engine.records.db import Transaction


@dataclass(frozen=True, kw_only=True)
class Explained:
    """One time limit of a case.

    Attributes:
        clock: how it stands; none if it is not one of the case's clocks.
        due: how its date is worked out.
        instance: the name of the instance that it is told for; empty for the whole case.
        moves: how the date has moved, newest first.
        names: of who moved it, by their ids.
        reasons: why it was extended, by the id of the submission, as far as the person may read it.
        tasks: what is open now and due by it.
    """

    clause: Clause
    clock: Clock | None
    due: Due
    instance: str
    moves: Sequence[Move]
    names: Mapping[int, str]
    reasons: Mapping[str, str]
    tasks: Sequence[Task]


def explained(tx: Transaction, case: Case, clause: str, instance: str | None) -> Explained | None:
    """Return how a time limit of a case stands, for one instance or the whole case.

    None if the clause limits nothing, the case has no such instance, or the person, who only asked or was asked, has no
    task with that limit.
    """
    limited = case.revision.clauses.get(clause)
    if limited is None or not limited.limits:
        return None
    tasks, entries = reading.tasks(tx, case), reading.entries(tx, case)
    if not case.is_inside and not any(task.is_mine and task.clause == clause for task in tasks):
        return None
    if instance not in {None, *(task.instance for task in tasks)}:
        return None
    moved = moves(case, clause, instance, entries)
    places = Trail(case, entries, tasks).places()
    this = next((each for each in clocks(case, places) if each.clause == clause), None)
    return Explained(
        clause=limited,
        clock=this,
        due=due(case, clause, instance, this.done_at if this else None),
        instance=case.instance_name(instance),
        moves=moved,
        names=reading.names(tx, {move.person_id for move in moved if move.person_id}),
        reasons=reasons(tx, case, moved),
        tasks=[task for task in tasks if task.clause == clause and task.is_open],
    )
