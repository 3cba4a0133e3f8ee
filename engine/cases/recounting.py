"""What a changed calendar does to open dates: what would move is listed before, then it is moved, case by case.

The change itself is one row (`engine.registers.holidays`); every step counts by it from then on. The dates that
were open already are worked out again by the worker, or by the next step of the case if that comes first: a case says
itself which change its dates follow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from engine import audit
from engine.calendar.changes import Change
from engine.cases import moving
from engine.cases.engine import CaseEngine
from engine.cases.environment import View
from engine.cases.facts import Facts
from engine.cases.moving import Move
from engine.cases.revisions import Revisions, counting_by
from engine.cases.rows import LOCK_CASE, read
from engine.diagrams.revision import Revision
from engine.records import tables
from engine.records.db import Transaction
from engine.registers import holidays

CASES_A_LOOK = 500
_b = sa.bindparam
_case = tables.safeguarding_case
_OPEN_CASES = (
    sa.select(_case.c.id, _case.c.reference, _case.c.revision_id, _case.c.facts)
    .where(_case.c.closed_at.is_(None), _case.c.id > _b("after"))
    .order_by(_case.c.id)
    .limit(CASES_A_LOOK)
)
_FOLLOWS = sa.update(_case).where(_case.c.id == _b("b_id")).values(calendar=_b("b_calendar"))
_WAITING = (
    sa.select(sa.func.count()).select_from(_case).where(_case.c.closed_at.is_(None), _case.c.calendar < holidays.LAST)
)


@dataclass(frozen=True, kw_only=True)
class Moving:
    """A time limit of a case that a change of the calendar moves.

    Attributes:
        reference: of the case.
        what: the name of what is due, or of the timer.
        times: how many open dates of the case move so; of several instances at once there are several.
        was: the London date worked to until now; none for no date.
        becomes: the London date worked to then.
    """

    reference: str
    clause: str
    what: str
    times: int
    was: date | None
    becomes: date | None


def moving_by(tx: Transaction, revisions: Revisions, change: Change) -> Iterator[Moving]:
    """Give every open date that a change moves, case by case in the order of their opening; nothing is changed.

    Memory does not grow with the number of cases.
    """
    changes = (*holidays.changes(tx), change)
    counting = dict[str, Revision]()
    for cases in _open_cases(tx):
        dates = dict[int, list[moving.OpenDate]]()
        for one in moving.open_dates(tx, [case.id for case in cases]):
            dates.setdefault(one.case_id, []).append(one)
        for case in cases:
            if case.revision_id not in counting:
                counting[case.revision_id] = counting_by(revisions.get(tx, case.revision_id), changes)
            revision = counting[case.revision_id]
            yield from _told(case.reference, revision, _moves(revision, case.facts, dates.get(case.id, ())))


def _open_cases(tx: Transaction) -> Iterator[Sequence[Any]]:
    last = 0
    while cases := tx.connection.execute(_OPEN_CASES, {"after": last}).all():
        yield cases
        last = cases[-1].id


def _moves(revision: Revision, facts: Any, dates: Sequence[moving.OpenDate]) -> list[Move]:
    known = Facts.from_json(facts) if dates else Facts()
    return moving.moves(dates, lambda clause, instance: View(revision, known, instance=instance).due_date(clause))


def _told(reference: str, revision: Revision, moved: Sequence[Move]) -> Iterator[Moving]:
    """Tell a case's moves, a limit once: a task and the timer that watches it move together."""
    found = dict[tuple[str, date | None, date | None], list[Move]]()
    for move in sorted(moved, key=lambda move: move.of.is_timers):
        found.setdefault((move.of.clause, move.of.on, move.to), []).append(move)
    for (clause, was, becomes), same in found.items():
        yield Moving(
            reference=reference,
            clause=clause,
            what=revision.elements[same[0].of.process, same[0].of.element].name,
            times=len({move.of.instance for move in same}),
            was=was,
            becomes=becomes,
        )


def waiting(tx: Transaction) -> int:
    """Return how many open cases' dates do not follow the last change of the calendar yet."""
    found: int = tx.connection.execute(_WAITING).scalar_one()
    return found


def recount(tx: Transaction, engine: CaseEngine, case_id: int) -> bool:
    """Work the open dates of a case out by the calendar as it is now, each move audited; tell whether it had changed.

    Idempotent: a case whose dates follow the last change is left alone.
    """
    row = read(tx, LOCK_CASE, case_id=case_id)
    if row is None or row.calendar >= row.calendar_now:
        return False
    revision = engine.revisions.get(tx, row.revision_id)
    moved = _moves(revision, row.facts, tuple(moving.open_dates(tx, [case_id])))
    moving.write_moves(tx, revision, moved)
    if moved:
        new = [change for change in revision.partnership.calendar.changes if change.number > row.calendar]
        told = [{"number": c.number, "kind": c.kind, "on": c.on, "why": c.why} for c in new]
        facts = {"calendar": told, "time_limits": moving.as_noted(moved)}
        audit.append(tx, case_id, person_id=new[-1].person_id, action="calendar_changed", facts=facts)
    tx.connection.execute(_FOLLOWS, {"b_id": case_id, "b_calendar": row.calendar_now})
    return True


def follow(tx: Transaction, case_id: int, number: int | None = None) -> int:
    """Say which change a case's open dates follow, by default the last; return which they followed before."""
    row = read(tx, LOCK_CASE, case_id=case_id)
    tx.connection.execute(_FOLLOWS, {"b_id": case_id, "b_calendar": row.calendar_now if number is None else number})
    before: int = row.calendar
    return before


def lock(tx: Transaction, engine: CaseEngine, statement: sa.Select[Any], **key: Any) -> Any:
    """Lock a case by a statement of `engine.cases.rows`, and return its row; its open dates follow the calendar.

    None if there is none. One statement, but for the first step after the calendar changed.
    """
    row = read(tx, statement, **key)
    if row is not None and row.calendar != row.calendar_now:  # on PostgreSQL another may have been faster
        recount(tx, engine, row.case_id)
        row = read(tx, statement, **key)
    return row
