"""Dates on which bodies meet, as they are added and called off while cases go on.

They hold for every case, whatever its revision. What waits for a date is `engine.cases.agendas`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine import clock
from engine.access import Person
from engine.diagrams.bodies import ADDED, CALLED_OFF, Body, DateChange, as_json, from_json
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.meetings import meeting_change
from engine.records.tables import person

LONGEST_WHY = 200
_KNOWN = "the changes of the dates on which bodies meet"
_c = meeting_change.c
_before = meeting_change.alias("before")
EVERY = sa.select(_c.every).where(_c.number == sa.select(sa.func.max(_before.c.number)).scalar_subquery())
"""Every change as stored; nothing if there is none."""
_ADD = {
    name: dialect.insert(meeting_change).on_conflict_do_nothing().returning(_c.number)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_NAMES = sa.select(person.c.id, person.c.name).where(
    person.c.id.in_(sa.bindparam("ids", expanding=True, type_=person.c.id.type))
)


class DateRefused(EngineError):
    """A date cannot be added or called off so, or need not be."""


class DatesMoved(EngineError):
    """Somebody else has changed a date since the dates were looked at."""

    def __init__(self) -> None:
        super().__init__("Somebody else has changed the dates meanwhile; look at what moves now, then confirm")


@dataclass(frozen=True, kw_only=True)
class Entered:
    """One change of a body's dates as the register shows it, with the name of who entered it."""

    change: DateChange
    by: str


def every_in(tx: Transaction) -> str:
    """Return the changes as stored: one statement for each transaction, or none where a step has read them."""
    if _KNOWN not in tx.known:
        tx.known[_KNOWN] = tx.connection.execute(EVERY).scalar() or ""
    found: str = tx.known[_KNOWN]
    return found


def note(tx: Transaction, every: str) -> None:
    """Take the changes as known in a transaction that has read them with something else."""
    tx.known[_KNOWN] = every


def changes(tx: Transaction) -> tuple[DateChange, ...]:
    """Return every change, the first first."""
    return from_json(every_in(tx))


def register(tx: Transaction, body: str) -> tuple[Entered, ...]:
    """Return every change of a body's dates, the last first."""
    found = [change for change in changes(tx) if change.body == body]
    names = _names(tx, found)
    return tuple(Entered(change=change, by=names[change.person_id]) for change in reversed(found))


def _names(tx: Transaction, found: list[DateChange]) -> Mapping[int, str]:
    ids = sorted({change.person_id for change in found})
    return {row.id: row.name for row in tx.connection.execute(_NAMES, {"ids": ids})}


def add(tx: Transaction, name: str, body: Body, *, on: date, why: str, me: Person) -> DateChange:
    """Return the change by which a body would meet on a London date too; nothing is kept yet (`enter` does).

    The caller has seen that the person may change the body's dates.

    Raises:
        DateRefused: the date has passed, or it is one already.
    """
    _not_past(on)
    if on in body.dates:
        raise DateRefused(f"{_said(on)} is one of its dates already")
    return _next(tx, kind=ADDED, body=name, on=on, why=why, me=me)


def call_off(tx: Transaction, name: str, body: Body, *, on: date, why: str, me: Person) -> DateChange:
    """Return the change by which a body would not meet on one of its dates; nothing is kept yet (`enter` does).

    The caller has seen that the person may change the body's dates.

    Raises:
        DateRefused: the date has passed, or it is none of the body's.
    """
    _not_past(on)
    if on not in body.dates:
        raise DateRefused(f"{_said(on)} is none of its dates")
    return _next(tx, kind=CALLED_OFF, body=name, on=on, why=why, me=me)


def enter(tx: Transaction, change: DateChange) -> None:
    """Keep a change; from now on every form and every list knows it.

    Raises:
        DatesMoved: another was entered meanwhile.
    """
    known = changes(tx)
    if change.number != (known[-1].number + 1 if known else 1):
        raise DatesMoved
    row = {
        "number": change.number,
        "kind": change.kind,
        "body": change.body,
        "falls_on": change.on,
        "why": change.why,
        "person_id": change.person_id,
        "at": change.at,
        "every": as_json((*known, change)),
    }
    if tx.connection.execute(_ADD[tx.connection.dialect.name], row).scalar() is None:
        raise DatesMoved
    del tx.known[_KNOWN]


def _next(tx: Transaction, *, kind: str, body: str, on: date, why: str, me: Person) -> DateChange:
    known = changes(tx)
    number = known[-1].number + 1 if known else 1
    return DateChange(number=number, kind=kind, body=body, on=on, why=why, at=tx.at, person_id=me.id)


def _not_past(on: date) -> None:
    if on < clock.today():
        raise DateRefused(f"{_said(on)} has passed")


def _said(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B %Y}"
