"""One case as its page reads it: found only by who may see it, then a statement for each kind of thing.

Everything here is data; the words of the page are made in `web`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from engine import access, audit, clock
from engine.access import Person
from engine.cases import reads, seeing
from engine.cases.closed import CLOSED_IDS, ids_in
from engine.cases.facts import Facts
from engine.cases.holders import Holder, Named, holder, named
from engine.cases.labels import labelled
from engine.cases.lists import Lists, lists_of
from engine.cases.revisions import Revisions
from engine.cases.time_left import TimeLeft, time_left
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.records.retention import legal_hold
from engine.records.tables import case_member, person, safeguarding_case, user_task
from engine.registers import need_to_know


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case that a person may see.

    Attributes:
        head: of its audit: another one whenever anything of the case has changed.
        keys: by which of their `held_by` keys the person sees it.
        born_on: the child's date of birth, as far as lists need it.
        lists: names what was chosen from a list.
        closed: the ids of submissions that are closed to the person, who had left before (`engine.cases.closed`).
        opened_until: until when (UTC) the person, who has no part in it, reads it; none for who has one.
        is_restricted: only who is named sees it from inside the partnership.
        is_held: a legal hold is in force: nothing of it is destroyed.
    """

    id: int
    reference: str
    revision: Revision
    process: str
    status: str
    opened_at: datetime
    closed_at: datetime | None
    referring_organisation: str
    initials: str
    born_on: date | None
    facts: Facts
    head: str
    keys: frozenset[str]
    lists: Lists
    closed: frozenset[str] = frozenset()
    opened_until: datetime | None = None
    is_restricted: bool = False
    is_held: bool = False

    @property
    def is_open(self) -> bool:
        """Whether anything of it still goes on."""
        return self.status == "open"

    @cached_property
    def is_inside(self) -> bool:
        """Whether the person sees it as a part of the partnership, not as one who was asked or who asked."""
        return self.is_read_only or access.is_inside(self.revision.partnership, self.keys)

    @property
    def is_read_only(self) -> bool:
        """Whether the person has no part in it, and only opened it to read (`engine.cases.openings`)."""
        return self.opened_until is not None

    def may_read(self, held_by: str) -> bool:
        """Whether the person may read what the holder of that key answered, or was sent."""
        return self.is_inside or held_by in self.keys

    def is_closed(self, *submissions: str) -> bool:
        """Whether one of the submissions is closed to the person: so is what was written from it."""
        return not self.closed.isdisjoint(submissions)

    def left_until(self, due_on: date) -> TimeLeft:
        """Work out what is left today until a London date, by the calendar of the case's revision."""
        return time_left(self.revision.partnership.calendar, due_on)

    def instance_name(self, instance: str | None) -> str:
        """Name an instance of a multi-instance activity: the organisation, or the item's number in its list."""
        return self.revision.instance_name(instance) if instance else ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A user task of the case, open or closed, or an event that may be recorded now.

    Attributes:
        is_mine: the person who reads the case may do it.
        due_on: London date; none while it has no time limit, or the limit no date.
        outcome: `completed` or `cancelled`; empty while it is open.
    """

    id: str
    kind: str
    element: Element
    instance: str | None
    instance_name: str
    holder: Holder
    is_mine: bool
    clause: str
    due_on: date | None
    opened_at: datetime
    claimed_by: Named | None
    closed_at: datetime | None
    closed_by: Named | None
    outcome: str

    @property
    def called(self) -> str:
        """What it is called: by its name, and by the instance that it belongs to."""
        return labelled(self.element.name, self.instance_name)

    @property
    def is_open(self) -> bool:
        """Whether it can be done now."""
        return self.closed_at is None

    @property
    def was_late(self) -> bool:
        """Whether it was closed after the day it was due."""
        return bool(self.closed_at and self.due_on and clock.london_date(self.closed_at) > self.due_on)


def find_case(tx: Transaction, revisions: Revisions, me: Person, reference: str) -> Case:
    """Return the case with that reference, if this person has a part in it and is not kept out of it, or has opened it.

    That they read it is noted (`engine.cases.reads`).

    Raises:
        CaseNotFound: there is none, or it is not theirs: nobody is told which.
    """
    keys = sorted(revisions.holdings(tx, me))
    values = {"reference": reference, "keys": keys, "me": me.id, "now": tx.at}
    rows = tx.connection.execute(_CASE, values).all()
    if not rows:
        raise CaseNotFound
    row = rows[0]
    revision = revisions.get(tx, row.revision_id)
    held = access.holdings(revision.partnership, me) & {found.held_by for found in rows}
    left = seeing.keys_left(revision.partnership, me, held, row)
    is_inside = access.is_inside(revision.partnership, left)
    opened_until = None if is_inside else seeing.reads_until(revision.partnership, me, row)
    if not left and opened_until is None:  # kept out; or only another revision gives one of these posts a part
        raise CaseNotFound
    reads.note(me.id, row.id)
    return Case(
        id=row.id,
        reference=row.reference,
        revision=revision,
        process=row.process,
        status=row.status,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        referring_organisation=row.referring_organisation,
        initials=row.initials,
        born_on=row.born_on,
        facts=Facts.from_json(row.facts),
        head=row.audit_hash,
        keys=left,
        lists=lists_of(tx, revision, with_past=True),
        closed=ids_in(row.closed),
        opened_until=opened_until,
        is_restricted=row.is_restricted,
        is_held=row.is_held,
    )


def tasks(tx: Transaction, case: Case) -> tuple[Task, ...]:
    """Return every user task that the case has had, and the events it may receive now, as they were opened."""
    rows = tx.connection.execute(_TASKS, {"case_id": case.id}).all()
    return tuple(_task(case, row) for row in rows if (row.process, row.element) in case.revision.elements)


def members(tx: Transaction, case: Case) -> tuple[Holder, ...]:
    """Return who has, or had, a part in the case, in the order of the revision's roles."""
    order = {role: n for n, role in enumerate(case.revision.partnership.roles)}
    keys = tx.connection.execute(_MEMBERS, {"case_id": case.id}).scalars()
    found = [holder(case.revision.partnership, key) for key in keys]
    return tuple(sorted(found, key=lambda h: (order.get(h.role, len(order)), h.name)))


def entries(tx: Transaction, case: Case) -> tuple[audit.Entry, ...]:
    """Return the case's audit, oldest first."""
    return tuple(audit.entries(tx, case.id))


def names(tx: Transaction, ids: set[int]) -> Mapping[int, str]:
    """Return the names of people by their ids."""
    rows = tx.connection.execute(_NAMES, {"ids": sorted(ids)}).all()
    return {row.id: row.name for row in rows}


# ---- statements, built once -------------------------------------------------------------------------------

_c, _t = safeguarding_case.c, user_task.c
_CASE_ID = sa.bindparam("case_id", type_=_c.id.type)
_CASE = (
    sa.select(
        safeguarding_case,
        case_member.c.held_by,
        CLOSED_IDS.label("closed"),
        *seeing.kept_out(_c.id),
        seeing.opened(_c.id),
        need_to_know.restricted(_c.id).label("is_restricted"),
        sa.exists().where(legal_hold.c.case_id == _c.id, legal_hold.c.lifted_at.is_(None)).label("is_held"),
    )
    .outerjoin_from(
        safeguarding_case, case_member, sa.and_(case_member.c.case_id == _c.id, case_member.c.held_by.in_(seeing.KEYS))
    )
    .where(_c.reference == sa.bindparam("reference", type_=_c.reference.type))
)
_claimer, _closer = person.alias("claimer"), person.alias("closer")
_TASKS = (
    sa.select(user_task, _claimer.c.name.label("claimer"), _closer.c.name.label("closer"))
    .outerjoin(_claimer, _claimer.c.id == _t.person_id)
    .outerjoin(_closer, _closer.c.id == _t.closed_by)
    .where(_t.case_id == _CASE_ID)
    .order_by(_t.opened_at, _t.id)
)
_MEMBERS = sa.select(case_member.c.held_by).where(case_member.c.case_id == _CASE_ID).order_by(case_member.c.held_by)
_NAMES = sa.select(person.c.id, person.c.name).where(person.c.id.in_(sa.bindparam("ids", expanding=True)))


# ---- rows to objects --------------------------------------------------------------------------------------


def _task(case: Case, row: sa.Row[Any]) -> Task:
    return Task(
        id=row.id,
        kind=row.kind,
        element=case.revision.elements[row.process, row.element],
        instance=row.instance,
        instance_name=case.instance_name(row.instance),
        holder=holder(case.revision.partnership, row.held_by),
        is_mine=row.held_by in case.keys,
        clause=row.clause,
        due_on=None if row.due_on == clock.NO_DATE else row.due_on,
        opened_at=row.opened_at,
        claimed_by=named(row.person_id, row.claimer),
        closed_at=row.closed_at,
        closed_by=named(row.closed_by, row.closer),
        outcome=row.outcome or "",
    )
