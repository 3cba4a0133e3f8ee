"""Restricted cases: from the inside of the partnership only who is named sees them, and only the guard names.

To be named gives nobody a part in a case; it lets those keep theirs who are named. Agencies keep their own part, which
holds nothing but their own. What somebody had claimed who sees the case no more is given back.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from engine import access, audit
from engine.access import Person
from engine.cases import seeing
from engine.cases.guarding import (
    MOVED,
    NOBODY_NAMED,
    NOT_INSIDE,
    Guarded,
    GuardRefused,
    ids,
    insiders,
    is_guard,
    lock,
    said,
)
from engine.cases.holders import Named, holder, people
from engine.cases.labels import called
from engine.cases.revisions import Revisions
from engine.records.db import Transaction
from engine.records.protection import named_person, restriction
from engine.records.tables import person, safeguarding_case, user_task

_r, _n, _t, _c = restriction.c, named_person.c, user_task.c, safeguarding_case.c
_by, _named = person.alias("by_person"), person.alias("named")
_RESTRICTION = (
    sa.select(_r.id, _r.reason, _r.at, _r.person_id, _by.c.name)
    .join_from(restriction, _by, _by.c.id == _r.person_id)
    .where(_r.case_id == sa.bindparam("case_id", type_=_r.case_id.type), _r.lifted_at.is_(None))
)
_NAMES = (
    sa.select(_n.id, _n.person_id, _named.c.name, _n.at, _by.c.name.label("by_name"))
    .join_from(named_person, _named, _named.c.id == _n.person_id)
    .join(_by, _by.c.id == _n.named_by)
    .where(_n.case_id == sa.bindparam("case_id", type_=_n.case_id.type), _n.removed_at.is_(None))
    .order_by(_named.c.name, _n.id)
)
_OPEN = (
    sa.select(_t.id, _t.process, _t.element, _t.instance, _t.held_by, _t.kind, _t.person_id)
    .where(_t.case_id == sa.bindparam("case_id", type_=_t.case_id.type), _t.closed_at.is_(None))
    .order_by(_t.opened_at, _t.id)
)
_GIVE_BACK = (
    user_task.update().where(_t.id.in_(sa.bindparam("ids", expanding=True))).values(person_id=None, claimed_at=None)
)
_RESTRICTED = (
    sa.select(_c.reference, _c.revision_id, _r.at)
    .join_from(restriction, safeguarding_case, _c.id == _r.case_id)
    .where(_r.lifted_at.is_(None), ~seeing.is_shut_out(_r.case_id))
    .order_by(_r.at.desc(), _r.id.desc())
    .limit(sa.bindparam("limit", type_=sa.Integer))
)


@dataclass(frozen=True, kw_only=True)
class Name:
    """A person who is named in a restricted case: since when (UTC), and by whom."""

    id: int
    person: Named
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class Restriction:
    """A restriction in force: why, by whom, since when (UTC), and who is named."""

    id: int
    reason: str
    at: datetime
    by: str
    names: tuple[Name, ...]


@dataclass(frozen=True, kw_only=True)
class Restricted:
    """A case that is restricted, by its reference, and since when (UTC)."""

    reference: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Unheld:
    """An open task that nobody of those named could do: its name, and whose it is."""

    task: str
    holder: str


def restriction_of(tx: Transaction, case: Guarded) -> Restriction | None:
    """Return the restriction of a case, if there is one."""
    row = tx.connection.execute(_RESTRICTION, {"case_id": case.id}).one_or_none()
    if row is None:
        return None
    names = tuple(
        Name(id=one.id, person=Named(id=one.person_id, name=one.name), at=one.at, by=one.by_name)
        for one in tx.connection.execute(_NAMES, {"case_id": case.id})
    )
    return Restriction(id=row.id, reason=row.reason, at=row.at, by=row.name, names=names)


def unheld(tx: Transaction, case: Guarded, persons: Collection[int]) -> tuple[Unheld, ...]:
    """Return the open tasks inside the partnership that none of these people could do."""
    partnership = case.revision.partnership
    rows = [
        row
        for row in tx.connection.execute(_OPEN, {"case_id": case.id})
        if row.kind == "task" and access.is_inside(partnership, [row.held_by])
    ]
    holding = people(tx, partnership, {row.held_by for row in rows})
    return tuple(
        Unheld(
            task=called(case.revision, case.revision.elements[row.process, row.element], row.instance),
            holder=holder(partnership, row.held_by).name,
        )
        for row in rows
        if not {one.id for one in holding[row.held_by]} & set(persons)
    )


def restrict(tx: Transaction, case: Guarded, me: Person, *, reason: str, persons: Collection[int]) -> None:
    """Restrict a case to the people named, from this instant on.

    Raises:
        GuardRefused: it is not said why.
        GuardRefused: nobody is named.
        GuardRefused: somebody named has no post inside the partnership.
        GuardRefused: it is restricted.
    """
    why, wanted = said(reason), sorted(set(persons))
    _refuse_unfit(tx, case, wanted)
    lock(tx, case.id)
    given_back = _given_back(tx, case, wanted)
    facts = {"persons": wanted, "given_back": given_back}
    audit.append(tx, case.id, person_id=me.id, action="case_restricted", facts=facts)
    if tx.connection.execute(_RESTRICTION, {"case_id": case.id}).first():
        raise GuardRefused(MOVED)
    row = {"case_id": case.id, "reason": why, "person_id": me.id, "at": tx.at}
    tx.connection.execute(restriction.insert(), row)
    _name(tx, case, me, wanted)
    tx.connection.execute(_GIVE_BACK, {"ids": given_back})


def name(tx: Transaction, case: Guarded, me: Person, person_id: int) -> None:
    """Name somebody else in a restricted case.

    Raises:
        GuardRefused: they have no post inside the partnership.
        GuardRefused: the case is not restricted any more, or they are named.
    """
    _refuse_unfit(tx, case, [person_id])
    audit.append(tx, case.id, person_id=me.id, action="person_named", facts={"named": person_id})
    found = restriction_of(tx, case)
    if found is None or person_id in {one.person.id for one in found.names}:
        raise GuardRefused(MOVED)
    _name(tx, case, me, [person_id])


def remove(tx: Transaction, case: Guarded, me: Person, name_id: int) -> None:
    """Take a name off a restricted case: the person sees it no more.

    Raises:
        GuardRefused: it is the last name.
        GuardRefused: it has been taken off.
    """
    lock(tx, case.id)
    found = restriction_of(tx, case)
    names = {one.id: one.person.id for one in found.names} if found else {}
    if name_id not in names:
        raise GuardRefused(MOVED)
    left = [number for which, number in names.items() if which != name_id]
    if not left:
        raise GuardRefused(NOBODY_NAMED)
    given_back = _given_back(tx, case, left)
    facts = {"named": names[name_id], "given_back": given_back}
    audit.append(tx, case.id, person_id=me.id, action="person_no_longer_named", facts=facts)
    change = named_person.update().where(_n.id == name_id, _n.removed_at.is_(None))
    if not tx.connection.execute(change.values(removed_at=tx.at, removed_by=me.id)).rowcount:
        raise GuardRefused(MOVED)
    tx.connection.execute(_GIVE_BACK, {"ids": given_back})


def lift(tx: Transaction, case: Guarded, me: Person, *, reason: str) -> None:
    """Lift the restriction of a case: everybody with a part in it sees it again.

    Raises:
        GuardRefused: it is not said why.
        GuardRefused: it was lifted before.
    """
    why = said(reason)
    audit.append(tx, case.id, person_id=me.id, action="restriction_lifted", facts={})
    live = restriction.update().where(_r.case_id == case.id, _r.lifted_at.is_(None))
    if not tx.connection.execute(live.values(lifted_at=tx.at, lifted_by=me.id, lifted_because=why)).rowcount:
        raise GuardRefused(MOVED)
    named = named_person.update().where(_n.case_id == case.id, _n.removed_at.is_(None))
    tx.connection.execute(named.values(removed_at=tx.at, removed_by=me.id))


def restricted(tx: Transaction, revisions: Revisions, me: Person, *, most: int) -> tuple[Restricted, ...]:
    """Return the restricted cases that a person guards, by their references, the latest first."""
    rows = tx.connection.execute(_RESTRICTED, {"me": me.id, "limit": most})
    return tuple(
        Restricted(reference=row.reference, at=row.at)
        for row in rows
        if is_guard(revisions.get(tx, row.revision_id).partnership, me)
    )


def _refuse_unfit(tx: Transaction, case: Guarded, persons: Collection[int]) -> None:
    if not persons:
        raise GuardRefused(NOBODY_NAMED)
    if not set(persons) <= ids(insiders(tx, case)):
        raise GuardRefused(NOT_INSIDE)


def _name(tx: Transaction, case: Guarded, me: Person, persons: Collection[int]) -> None:
    rows = [{"case_id": case.id, "person_id": one, "named_by": me.id, "at": tx.at} for one in persons]
    tx.connection.execute(named_person.insert(), rows)


def _given_back(tx: Transaction, case: Guarded, persons: Collection[int]) -> list[str]:
    """Return the open tasks inside the partnership that somebody else than these people has claimed."""
    partnership = case.revision.partnership
    return [
        row.id
        for row in tx.connection.execute(_OPEN, {"case_id": case.id})
        if row.person_id is not None and row.person_id not in persons and access.is_inside(partnership, [row.held_by])
    ]
