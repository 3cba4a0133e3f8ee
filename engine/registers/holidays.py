"""Holidays that an administrator enters because they were proclaimed or withdrawn, and takes back again.

They count for every case. What that does to open dates is `engine.cases.recounting`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.access import Person
from engine.calendar.changes import PROCLAIMED, UNDONE, WITHDRAWN, Change, as_json, from_json, standing
from engine.calendar.working_days import SATURDAY, Calendar
from engine.errors import EngineError, NotAllowed
from engine.records.db import Transaction
from engine.records.tables import calendar_change, person

LONGEST_WHY = 200
_KNOWN = "the changes of the calendar"
LAST = sa.select(sa.func.max(calendar_change.c.number)).scalar_subquery()
"""The number of the last change; null if there is none."""
BODY = sa.select(calendar_change.c.body).where(calendar_change.c.number == LAST)
"""Every change as stored; nothing if there is none."""
_ADD = {
    name: dialect.insert(calendar_change).on_conflict_do_nothing().returning(calendar_change.c.number)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_NAMES = sa.select(person.c.id, person.c.name).where(
    person.c.id.in_(sa.bindparam("ids", expanding=True, type_=person.c.id.type))
)


class HolidayRefused(EngineError):
    """The calendar cannot be changed so, or need not be."""


class CalendarMoved(EngineError):
    """Somebody else has changed the calendar since it was looked at."""

    def __init__(self) -> None:
        super().__init__("Somebody else has changed the calendar meanwhile; look at what moves now, then confirm")


@dataclass(frozen=True, kw_only=True)
class Entered:
    """One change as the register shows it.

    Attributes:
        by: the name of who entered it.
        undone: the change that took it back; none while it stands.
    """

    change: Change
    by: str
    undone: Change | None


def body_in(tx: Transaction) -> str:
    """Return the changes as stored: one statement for each transaction, or none where a step has read them."""
    if _KNOWN not in tx.known:
        tx.known[_KNOWN] = tx.connection.execute(BODY).scalar() or ""
    found: str = tx.known[_KNOWN]
    return found


def note(tx: Transaction, body: str) -> None:
    """Take the changes as known in a transaction that has read them with something else."""
    tx.known[_KNOWN] = body


def changes(tx: Transaction) -> tuple[Change, ...]:
    """Return every change, the first first."""
    return from_json(body_in(tx))


def register(tx: Transaction) -> tuple[Entered, ...]:
    """Return every change that proclaimed or withdrew a holiday, the last first."""
    found = changes(tx)
    names = _names(tx, found)
    undone = {change.undoes: change for change in found if change.kind == UNDONE}
    return tuple(
        Entered(change=change, by=names[change.person_id], undone=undone.get(change.number))
        for change in reversed(found)
        if change.kind != UNDONE
    )


def _names(tx: Transaction, found: tuple[Change, ...]) -> Mapping[int, str]:
    ids = sorted({change.person_id for change in found})
    return {row.id: row.name for row in tx.connection.execute(_NAMES, {"ids": ids})}


def proclaim_or_withdraw(tx: Transaction, calendar: Calendar, *, kind: str, on: date, why: str, me: Person) -> Change:
    """Return the change by which a day would be a holiday or none; nothing is kept yet (`enter` does).

    Args:
        tx: the transaction.
        calendar: as it counts now.
        kind: `proclaimed` or `withdrawn`.
        on: the London date.
        why: what the day is, in words that every explanation of a date names.
        me: an administrator.

    Raises:
        HolidayRefused: the day counts so already, or it is a Saturday or Sunday.
        DateOutOfReach: the calendar does not know the day.
        NotAllowed: the person is no administrator.
    """
    assert kind in (PROCLAIMED, WITHDRAWN)
    day, said = calendar.explain(on), f"{on:%A} {on.day} {on:%B %Y}"
    if on.weekday() >= SATURDAY:
        raise HolidayRefused(f"{said} never counts, so that nothing would move")
    if own := next((change for change in standing(calendar.changes) if change.on == on), None):
        raise HolidayRefused(f"{said} was entered here before, as {own.kind} ({own.why}): take that back instead")
    if day.counts == (kind == WITHDRAWN):
        raise HolidayRefused(f"{said} is {'a working day' if day.counts else f'a holiday ({day.reason})'} already")
    return _next(tx, kind=kind, on=on, why=why, me=me)


def take_back(tx: Transaction, number: int, *, why: str, me: Person) -> Change:
    """Return the change that would take another back; nothing is kept yet (`enter` does).

    Raises:
        HolidayRefused: there is no such change, or it was taken back already.
        NotAllowed: the person is no administrator.
    """
    undone = next((change for change in standing(changes(tx)) if change.number == number), None)
    if undone is None:
        raise HolidayRefused("It was taken back already, or never entered")
    return _next(tx, kind=UNDONE, on=undone.on, why=why, me=me, undoes=number)


def _next(tx: Transaction, *, me: Person, **said: Any) -> Change:
    if not me.is_administrator:
        raise NotAllowed("change the calendar", needs="administrators")
    known = changes(tx)
    return Change(number=known[-1].number + 1 if known else 1, at=tx.at, person_id=me.id, **said)


def enter(tx: Transaction, change: Change) -> None:
    """Keep a change; from now on every step counts by it.

    Raises:
        CalendarMoved: another was entered meanwhile.
    """
    known = changes(tx)
    if change.number != (known[-1].number + 1 if known else 1):
        raise CalendarMoved
    row = {
        "number": change.number,
        "kind": change.kind,
        "falls_on": change.on,
        "why": change.why,
        "undoes": change.undoes,
        "person_id": change.person_id,
        "at": change.at,
        "body": as_json((*known, change)),
    }
    if tx.connection.execute(_ADD[tx.connection.dialect.name], row).scalar() is None:
        raise CalendarMoved
    del tx.known[_KNOWN]
