"""Bodies that meet on set dates: which cases wait for each date, and what a date that is added or called off moves.

A body's user tasks wait for its meetings. A case that a form put on the agenda of a date waits for that one, unless it
passed or was called off; everything else waits for the next. Nobody's due date hangs on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine import access, clock
from engine.cases import seeing
from engine.cases.holders import Holder, holder
from engine.cases.labels import called
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.cases.time_left import Countdown, TimeLeft
from engine.diagrams.bodies import Body, DateChange, standing
from engine.diagrams.meetings import agendas_of, putting_on
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from engine.records.tables import safeguarding_case, submission, user_task

MOST = 200
"""So many user tasks of a body are read, those that are due first."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An open user task that waits for a meeting of a body, or by which the case is put on an agenda.

    Attributes:
        put_on: the London date on whose agenda the case was put; none if it was not.
        is_mine: the person may do it.
        is_to_be_put: it is the task that puts the case on an agenda: nothing waits for a date yet.
    """

    task_id: str
    name: str
    reference: str
    initials: str
    born_on: date | None
    clause: str
    time_left: TimeLeft | None
    opened_at: datetime
    holder: Holder
    put_on: date | None
    is_mine: bool
    is_to_be_put: bool

    @property
    def in_order(self) -> tuple[date, datetime, str]:
        """By due date, those without one last."""
        return self.time_left.due_on if self.time_left else clock.NO_DATE, self.opened_at, self.task_id


@dataclass(frozen=True, kw_only=True)
class Session:
    """A date on which a body meets.

    Attributes:
        is_set: it is one of the body's dates; else a meeting that was called for a case.
        items: what waits for it, in the order of due dates.
    """

    on: date
    is_set: bool
    items: tuple[Waiting, ...]


@dataclass(frozen=True, kw_only=True)
class Sittings:
    """When a body meets from today on, and what waits for each date.

    Attributes:
        body: with its dates as they stand.
        sessions: the dates to come, the first first.
        undated: what waits while no date is set.
        to_be_put: cases that are to be put on an agenda first.
        is_whole: nothing was left out because there is too much of it.
        may_change: the person may add dates and call them off.
    """

    name: str
    body: Body
    sessions: tuple[Session, ...]
    undated: tuple[Waiting, ...]
    to_be_put: tuple[Waiting, ...]
    is_whole: bool
    may_change: bool

    def session(self, on: date) -> Session | None:
        """Return the session of a date to come; none if the body does not meet then."""
        return next((session for session in self.sessions if session.on == on), None)

    @property
    def waiting(self) -> int:
        """How much waits for its meetings."""
        return sum(len(session.items) for session in self.sessions) + len(self.undated)


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What waits for another date than before; none where no date is set."""

    item: Waiting
    was: date | None
    becomes: date | None


_b = sa.bindparam
_t, _c, _s = user_task.c, safeguarding_case.c, submission.c
_OPEN = (_t.closed_at.is_(None), _t.kind == sa.literal_column("'task'"))
_PUT_ON = sa.and_(
    _s.case_id == _t.case_id,
    _s.at == _t.opened_at,  # one step kept the answers and opened the task, so that both have the step's instant
    _s.form.in_(_b("agendas", expanding=True, type_=_s.form.type)),
)
_COLUMNS = (
    *(_t.id, _t.process, _t.element, _t.instance, _t.held_by, _t.clause, _t.due_on, _t.opened_at),
    *(_c.reference, _c.initials, _c.born_on, _c.revision_id, _s.form, _s.answers),
)
_WAITING = (
    sa.select(*_COLUMNS)
    .join_from(user_task, safeguarding_case, _c.id == _t.case_id)
    .outerjoin(submission, _PUT_ON)
    .where(*_OPEN, _t.held_by.in_(_b("of", expanding=True, type_=_t.held_by.type)))
    .order_by(_t.due_on, _t.id)
    .limit(MOST + 1)
)
_SEEN = _WAITING.where(seeing.seen_inside(_t.case_id))
_ELEMENTS = sa.tuple_(_t.process, _t.element).in_(_b("elements", expanding=True))


def bodies(tx: Transaction, revisions: Revisions) -> Mapping[str, Body]:
    """Return the bodies that meet on set dates, by name, as the revisions in use and what was entered since say."""
    return {name: body for revision in revisions.in_use(tx) for name, body in revision.partnership.meetings.items()}


def may_change(body: Body, viewer: Viewer) -> bool:
    """Tell whether a person may add dates of a body, and call them off: an administrator, or who keeps them."""
    return viewer.person.is_administrator or access.key(body.kept_by) in viewer.keys


def sittings(tx: Transaction, revisions: Revisions, viewer: Viewer, name: str, body: Body) -> Sittings:
    """Return when a body meets, and what waits for each date of the cases that a person sees from inside."""
    found, is_whole = _waiting(tx, revisions, viewer, name, _SEEN)
    put = [item for item in found if item.is_to_be_put]
    sessions, undated = assigned(body, [item for item in found if not item.is_to_be_put])
    return Sittings(
        name=name,
        body=body,
        sessions=sessions,
        undated=undated,
        to_be_put=tuple(put),
        is_whole=is_whole,
        may_change=may_change(body, viewer),
    )


def moved_by(
    tx: Transaction, revisions: Revisions, viewer: Viewer, name: str, body: Body, change: DateChange
) -> tuple[tuple[Moved, ...], int]:
    """Return what waits for another date after a change; and of how much the person may not see the case.

    Of that nothing is told but that it moves: who keeps the calendar need not see a case.
    """
    seen = _moves(_waiting(tx, revisions, viewer, name, _SEEN)[0], name, body, change)
    everything = _moves(_waiting(tx, revisions, viewer, name, _WAITING)[0], name, body, change)
    return seen, len(everything) - len(seen)


def _moves(found: Iterable[Waiting], name: str, body: Body, change: DateChange) -> tuple[Moved, ...]:
    waiting = [item for item in found if not item.is_to_be_put]
    after = standing({name: body}, [change])[name]
    before, becomes = (dict(_dates(*assigned(each, waiting))) for each in (body, after))
    return tuple(
        Moved(item=item, was=before[item.task_id], becomes=becomes[item.task_id])
        for item in waiting
        if before[item.task_id] != becomes[item.task_id]
    )


def _dates(sessions: Iterable[Session], undated: Iterable[Waiting]) -> Iterator[tuple[str, date | None]]:
    yield from ((item.task_id, session.on) for session in sessions for item in session.items)
    yield from ((item.task_id, None) for item in undated)


def assigned(body: Body, waiting: Iterable[Waiting]) -> tuple[tuple[Session, ...], tuple[Waiting, ...]]:
    """Return the dates of a body from today on with what waits for each, and what waits while no date is set."""
    today = clock.today()
    ahead = [on for on in body.dates if on >= today]
    items = list(waiting)
    for_cases = {item.put_on for item in items if item.put_on and item.put_on >= today} - set(body.called_off)
    dates = sorted({*ahead, *for_cases})
    found = dict[date | None, list[Waiting]]()
    for item in sorted(items, key=lambda one: one.in_order):
        on = item.put_on if item.put_on in dates else next(iter(ahead), None)
        found.setdefault(on, []).append(item)
    sessions = (Session(on=on, is_set=on in body.dates, items=tuple(found.get(on, ()))) for on in dates)
    return tuple(sessions), tuple(found.get(None, ()))


def _waiting(
    tx: Transaction, revisions: Revisions, viewer: Viewer, name: str, statement: sa.Select[*tuple[Any, ...]]
) -> tuple[list[Waiting], bool]:
    """Return the open tasks of a body and those that put cases on its agenda; and whether that is all of them."""
    in_use = revisions.in_use(tx)
    agendas = sorted({form for revision in in_use for form in agendas_of(revision, name)})
    putting = {(e.process, e.id): e.role for revision in in_use for e in putting_on(revision, name)}
    having = [(revision, body) for revision in in_use if (body := revision.partnership.meetings.get(name))]
    of = sorted({_key(revision, body.role) for revision, body in having if body.role})
    rows = tx.connection.execute(statement, {**viewer.values, "of": of, "agendas": agendas}).all() if of else []
    to_put = statement.where(_ELEMENTS)
    by = sorted({access.key(role) for role in putting.values()})
    values = {**viewer.values, "of": by, "agendas": [], "elements": sorted(putting)}
    put = tx.connection.execute(to_put, values).all() if putting else []
    countdowns = dict[str, Countdown]()
    items = [
        _item(revisions.get(tx, row.revision_id), row, viewer, countdowns, is_to_be_put=is_to_be_put)
        for found, is_to_be_put in ((rows[:MOST], False), (put[:MOST], True))
        for row in found
    ]
    return items, max(len(rows), len(put)) <= MOST


def _key(revision: Revision, role: str) -> str:
    return access.held_by(revision.partnership, role, referring_organisation="")


def _item(
    revision: Revision, row: Any, viewer: Viewer, countdowns: dict[str, Countdown], *, is_to_be_put: bool
) -> Waiting:
    countdown = countdowns.setdefault(revision.digest, Countdown(revision.partnership.calendar))
    agenda = revision.forms[row.form].agenda if row.form in revision.forms else None
    return Waiting(
        task_id=row.id,
        name=called(revision, revision.elements[row.process, row.element], row.instance),
        reference=row.reference,
        initials=row.initials,
        born_on=row.born_on,
        clause=row.clause,
        time_left=None if row.due_on == clock.NO_DATE else countdown.until(row.due_on),
        opened_at=row.opened_at,
        holder=holder(revision.partnership, row.held_by),
        put_on=date.fromisoformat(row.answers[agenda.day]) if agenda else None,
        is_mine=row.held_by in viewer.keys,
        is_to_be_put=is_to_be_put,
    )
