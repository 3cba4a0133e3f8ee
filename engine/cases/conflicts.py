"""Conflicts of interest: who has one is shut out of the case at once, whatever part they have in it.

Anybody declares their own for a case that they see; the guard declares one for somebody else, and lifts it. To whom it
shuts out the case reads as if it did not exist, but for their own page of declarations, which tells what they declared
themselves. A person never lifts their own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from engine import audit
from engine.access import Person
from engine.cases.guarding import MOVED, NOT_INSIDE, Guarded, GuardRefused, ids, insiders, lock, said
from engine.cases.reading import Case
from engine.records.db import Transaction
from engine.records.protection import conflict
from engine.records.tables import person, safeguarding_case, user_task

_x, _t, _c = conflict.c, user_task.c, safeguarding_case.c
_whose, _by, _lifter = person.alias("whose"), person.alias("by_person"), person.alias("lifter")
_CONFLICTS = (
    sa.select(
        conflict,
        _c.reference,
        _whose.c.name,
        _by.c.name.label("by_name"),
        _lifter.c.name.label("lifter_name"),
    )
    .join_from(conflict, safeguarding_case, _c.id == _x.case_id)
    .join(_whose, _whose.c.id == _x.person_id)
    .join(_by, _by.c.id == _x.declared_by)
    .outerjoin(_lifter, _lifter.c.id == _x.lifted_by)
    .order_by(_x.at.desc(), _x.id.desc())
)
_OF_CASE = _CONFLICTS.where(_x.case_id == sa.bindparam("case_id", type_=_x.case_id.type))
_DECLARED_BY = _CONFLICTS.where(
    _x.person_id == sa.bindparam("person_id", type_=_x.person_id.type), _x.declared_by == _x.person_id
)
_LIVE = sa.select(_x.id).where(
    _x.case_id == sa.bindparam("case_id", type_=_x.case_id.type),
    _x.person_id == sa.bindparam("person_id", type_=_x.person_id.type),
    _x.lifted_at.is_(None),
)
_CLAIMED = sa.select(_t.id).where(
    _t.case_id == sa.bindparam("case_id", type_=_t.case_id.type),
    _t.person_id == sa.bindparam("person_id", type_=_t.person_id.type),
    _t.closed_at.is_(None),
)
_GIVE_BACK = (
    user_task.update().where(_t.id.in_(sa.bindparam("ids", expanding=True))).values(person_id=None, claimed_at=None)
)


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A conflict of interest: whose, in which case, why, declared by whom and when (UTC), and how it ended, if so."""

    id: int
    reference: str
    person_id: int
    name: str
    reason: str
    at: datetime
    by: str
    lifted_at: datetime | None
    lifted_by: str
    lifted_because: str

    @property
    def shuts_out(self) -> bool:
        """Whether it is in force."""
        return self.lifted_at is None


def declare_own(tx: Transaction, case: Case, me: Person, *, reason: str) -> None:
    """Declare one's own conflict of interest in a case that one sees; from then on one does not.

    Raises:
        GuardRefused: it is not said why.
    """
    _declare(tx, case.id, me, me.id, said(reason))


def declare_for(tx: Transaction, case: Guarded, me: Person, person_id: int, *, reason: str) -> None:
    """Declare a conflict of interest for somebody else, as the guard of the case.

    Raises:
        GuardRefused: it is not said why.
        GuardRefused: the person has no post inside the partnership, and no part in the case.
        GuardRefused: it is declared.
    """
    why = said(reason)
    if person_id not in ids(insiders(tx, case)):
        raise GuardRefused(NOT_INSIDE)
    _declare(tx, case.id, me, person_id, why)


def lift(tx: Transaction, case: Guarded, me: Person, conflict_id: int, *, reason: str) -> None:
    """Lift a conflict of interest, as the guard of the case.

    Raises:
        GuardRefused: it is not said why.
        GuardRefused: it was lifted, or there is none of that number in the case.
    """
    why = said(reason)
    lock(tx, case.id)
    live = conflict.update().where(_x.id == conflict_id, _x.case_id == case.id, _x.lifted_at.is_(None))
    change = live.values(lifted_at=tx.at, lifted_by=me.id, lifted_because=why).returning(_x.person_id)
    whose = tx.connection.execute(change).scalar_one_or_none()
    if whose is None:
        raise GuardRefused(MOVED)
    audit.append(tx, case.id, person_id=me.id, action="conflict_lifted", facts={"of": whose, "conflict": conflict_id})


def conflicts_of(tx: Transaction, case: Guarded) -> tuple[Conflict, ...]:
    """Return every conflict of interest that a case has had, the latest first."""
    return tuple(_conflict(row) for row in tx.connection.execute(_OF_CASE, {"case_id": case.id}))


def declared_by(tx: Transaction, me: Person) -> tuple[Conflict, ...]:
    """Return what a person has declared of themselves, the latest first."""
    return tuple(_conflict(row) for row in tx.connection.execute(_DECLARED_BY, {"person_id": me.id}))


def _declare(tx: Transaction, case_id: int, me: Person, person_id: int, reason: str) -> None:
    lock(tx, case_id)
    values = {"case_id": case_id, "person_id": person_id}
    if tx.connection.execute(_LIVE, values).first():
        raise GuardRefused(MOVED)
    given_back = list(tx.connection.execute(_CLAIMED, values).scalars())
    row = {**values, "reason": reason, "declared_by": me.id, "at": tx.at}
    number = tx.connection.execute(conflict.insert().returning(_x.id), row).scalar_one()
    facts = {"of": person_id, "conflict": number, "given_back": given_back}
    audit.append(tx, case_id, person_id=me.id, action="conflict_declared", facts=facts)
    tx.connection.execute(_GIVE_BACK, {"ids": given_back})


def _conflict(row: sa.Row[Any]) -> Conflict:
    return Conflict(
        id=row.id,
        reference=row.reference,
        person_id=row.person_id,
        name=row.name,
        reason=row.reason,
        at=row.at,
        by=row.by_name,
        lifted_at=row.lifted_at,
        lifted_by=row.lifter_name or "",
        lifted_because=row.lifted_because or "",
    )
