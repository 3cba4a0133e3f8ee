"""The list of cases that a person may see, newest first.

How far a case is, and when what is next, is told inside the partnership; one that refers or is asked is told it of
their own tasks alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.cases import seeing
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.cases.time_left import Countdown, TimeLeft
from engine.cases.work import CAP
from engine.records.db import Transaction
from engine.records.tables import safeguarding_case, user_task

PAGE = 50
END_OF_TIME = datetime.max.replace(tzinfo=UTC)
STATUSES = ("open", "closed")


@dataclass(frozen=True, kw_only=True)
class CaseItem:
    """One case in the list.

    Attributes:
        stages: the names of the processes in which something is open now that this person is told of.
        next: what is left until the nearest due date of it.
    """

    reference: str
    initials: str
    born_on: date | None
    stages: tuple[str, ...]
    next: TimeLeft | None
    open_tasks: int
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Before:
    """Where the next page of the list starts: before the case of that id, opened at that instant (UTC)."""

    opened_at: datetime = END_OF_TIME
    case_id: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """One page of cases; `more` if there is another page."""

    items: tuple[CaseItem, ...]
    more: Before | None = None


NEWEST = Before()

_c, _t = safeguarding_case.c, user_task.c
_SEEN_OF_MANY, _SEEN_OF_FEW = seeing.seen(_c.id), seeing.seen(_c.id, of_few=True)
_BEFORE = sa.tuple_(_c.opened_at, _c.id) < sa.tuple_(
    sa.bindparam("before_at", type_=_c.opened_at.type), sa.bindparam("before_id", type_=_c.id.type)
)
_TOLD = seeing.readable(_t.case_id, _t.held_by)
_OPEN = sa.and_(_t.case_id == _c.id, _t.closed_at.is_(None), _t.kind == sa.literal_column("'task'"), _TOLD)
_COLUMNS = (
    *(_c.id, _c.reference, _c.initials, _c.born_on, _c.revision_id, _c.opened_at, _c.closed_at),
    sa.select(sa.func.min(_t.due_on)).where(_OPEN).scalar_subquery().label("due_on"),
)


def _found(may_see: sa.ColumnElement[bool]) -> sa.Select[int]:
    newest_first = _c.opened_at.desc(), _c.id.desc()
    found = sa.select(_c.id).where(_c.status == sa.bindparam("status"), _BEFORE, may_see)
    return found.order_by(*newest_first).limit(sa.bindparam("limit", type_=sa.Integer))


def _page(may_see: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    ids = sa.select(_found(may_see).subquery().c.id)
    return sa.select(*_COLUMNS).where(_c.id.in_(ids)).order_by(_c.opened_at.desc(), _c.id.desc())


def _count(may_see: sa.ColumnElement[bool]) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(_found(may_see).subquery())


_PAGE_OF_MANY, _PAGE_OF_FEW = _page(_SEEN_OF_MANY), _page(_SEEN_OF_FEW)
_COUNT_OF_MANY, _COUNT_OF_FEW = _count(_SEEN_OF_MANY), _count(_SEEN_OF_FEW)
_STAGES = (
    sa.select(_t.case_id, _t.process, sa.func.count().label("number"))
    .where(_t.case_id.in_(sa.bindparam("ids", expanding=True, type_=_t.case_id.type)), _t.closed_at.is_(None))
    .where(_t.kind == sa.literal_column("'task'"), _TOLD)
    .group_by(_t.case_id, _t.process)
    .order_by(_t.case_id, sa.func.min(_t.opened_at))
)


class CaseIndex:
    """The cases that one person has a part in, read in one transaction."""

    def __init__(self, tx: Transaction, revisions: Revisions, me: Person) -> None:
        self._tx, self._revisions = tx, revisions
        self._viewer = Viewer.of(tx, revisions, me)
        self._sees_many = self._viewer.sees_many(tx)
        self._countdowns = dict[str, Countdown]()

    def page(self, status: str, before: Before = NEWEST) -> CaseList:
        """Return a page of the cases of one status (`STATUSES`)."""
        statement = _PAGE_OF_MANY if self._sees_many else _PAGE_OF_FEW
        rows = self._tx.connection.execute(statement, self._values(status, before, PAGE + 1)).all()
        ids = [row.id for row in rows[:PAGE]]
        stages = dict[int, dict[str, int]]()
        for found in self._tx.connection.execute(_STAGES, {"ids": ids, **self._viewer.values}):
            stages.setdefault(found.case_id, {})[found.process] = found.number
        items = tuple(self._item(row, stages.get(row.id, {})) for row in rows[:PAGE])
        last = rows[PAGE - 1] if len(rows) > PAGE else None
        return CaseList(items=items, more=Before(opened_at=last.opened_at, case_id=last.id) if last else None)

    def count(self, status: str) -> int:
        """Count the cases of one status, up to `CAP`."""
        statement = _COUNT_OF_MANY if self._sees_many else _COUNT_OF_FEW
        return self._tx.connection.execute(statement, self._values(status, NEWEST, CAP)).scalar_one()

    def _values(self, status: str, before: Before, limit: int) -> dict[str, Any]:
        page = {"before_at": before.opened_at, "before_id": before.case_id, "limit": limit}
        return {**self._viewer.values, "status": status, **page}

    def _item(self, row: sa.Row[*tuple[Any, ...]], stages: Mapping[str, int]) -> CaseItem:
        revision = self._revisions.get(self._tx, row.revision_id)
        countdown = self._countdowns.setdefault(revision.digest, Countdown(revision.partnership.calendar))
        has_date = row.due_on is not None and row.due_on != clock.NO_DATE
        return CaseItem(
            reference=row.reference,
            initials=row.initials,
            born_on=row.born_on,
            stages=tuple(revision.processes[process].name for process in stages),
            next=countdown.until(row.due_on) if has_date else None,
            open_tasks=sum(stages.values()),
            opened_at=row.opened_at,
            closed_at=row.closed_at,
        )
