"""Open due dates, and moving them: because an anchor was recorded or corrected, or because the calendar changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.calendar.reminders import first_after
from engine.diagrams.revision import Revision
from engine.records import tables
from engine.records.db import Transaction

_b = sa.bindparam
_task, _timer = tables.user_task, tables.timer
_OPEN_TIMERS = sa.select(
    _timer.c.case_id,
    _timer.c.task_id.label("id"),
    _timer.c.process,
    _timer.c.element,
    _timer.c.clause,
    _timer.c.instance,
    _timer.c.due_at,
).where(_timer.c.case_id.in_(_b("ids", expanding=True, type_=_timer.c.case_id.type)))
_OPEN_TASKS = sa.select(
    _task.c.case_id,
    _task.c.id,
    _task.c.process,
    _task.c.element,
    _task.c.clause,
    _task.c.instance,
    _task.c.due_on,
).where(
    _task.c.case_id.in_(_b("ids", expanding=True, type_=_task.c.case_id.type)),
    _task.c.closed_at.is_(None),
    _task.c.clause != "",
)
_MOVE_TIMER = sa.update(_timer).where(_timer.c.task_id == _b("b_id")).values(due_at=_b("b_due"))
_MOVE_TASK = (
    sa.update(_task)
    .where(_task.c.id == _b("b_id"))
    .values(due_on=_b("b_due"), remind_at=_b("b_remind"), dated_at=_b("b_at"))
)


@dataclass(frozen=True, kw_only=True)
class OpenDate:
    """A time limit that runs in a case: of an open user task or event, or of a timer that waits.

    Attributes:
        id: of the row.
        is_timers: it is a timer's.
        on: the London date; none while its anchor is not recorded.
    """

    id: str
    case_id: int
    is_timers: bool
    process: str
    element: str
    clause: str
    instance: str | None
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Move:
    """An open date and the London date that it comes to have; none for no date."""

    of: OpenDate
    to: date | None


def open_dates(tx: Transaction, case_ids: Sequence[int]) -> Iterator[OpenDate]:
    """Give the open dates of cases: the timers' first. Two statements, whatever there is."""
    for row in tx.connection.execute(_OPEN_TIMERS, {"ids": case_ids}):
        yield _open_date(row, row.due_at and clock.london_date(row.due_at), is_timers=True)
    for row in tx.connection.execute(_OPEN_TASKS, {"ids": case_ids}):
        yield _open_date(row, None if row.due_on == clock.NO_DATE else row.due_on, is_timers=False)


def _open_date(row: Any, on: date | None, *, is_timers: bool) -> OpenDate:
    return OpenDate(
        id=row.id,
        case_id=row.case_id,
        is_timers=is_timers,
        process=row.process,
        element=row.element,
        clause=row.clause,
        instance=row.instance,
        on=on,
    )


def moves(dates: Iterable[OpenDate], due_date: Callable[[str, str | None], date | None]) -> list[Move]:
    """Return which dates are not as they are worked out now.

    Args:
        dates: the open ones.
        due_date: works a clause's date out, as seen from an instance.
    """
    found = [Move(of=one, to=due_date(one.clause, one.instance)) for one in dates]
    return [move for move in found if move.to != move.of.on]


def write_moves(tx: Transaction, revision: Revision, moved: Iterable[Move]) -> None:
    """Write the new dates: the timers fire by them, the lists show them, people are reminded by them.

    Args:
        tx: the transaction.
        revision: of the cases.
        moved: the dates.
    """
    timers, tasks = list[dict[str, Any]](), list[dict[str, Any]]()
    for move in moved:
        if move.of.is_timers:
            timers.append({"b_id": move.of.id, "b_due": clock.end_of(move.to) if move.to else None})
        else:
            remind_at = first_after(revision.reminders(move.of.clause, move.to), tx.at)
            moved_to = {"b_due": move.to or clock.NO_DATE, "b_remind": remind_at, "b_at": tx.at}
            tasks.append({"b_id": move.of.id, **moved_to})
    if timers:
        tx.connection.execute(_MOVE_TIMER, timers)
    if tasks:
        tx.connection.execute(_MOVE_TASK, tasks)


def as_noted(moved: Iterable[Move]) -> list[Mapping[str, Any]]:
    """Return moves as the audit tells them: each timer's, and a task's where no timer watches the same limit."""
    told = list[Mapping[str, Any]]()
    watched = set[tuple[str, str | None]]()
    for move in sorted(moved, key=lambda move: not move.of.is_timers):
        limit = move.of.clause, move.of.instance
        if move.of.is_timers or limit not in watched:
            watched.add(limit)
            noted = {"element": move.of.element, "clause": move.of.clause, "instance": move.of.instance}
            told.append({**noted, "old": move.of.on, "new": move.to})
    return told
