"""The role that guards cases: it restricts them, lifts what shuts people out, and is shown who has seen them.

The revision names the role (`guard:` in partnership.yaml). Its holder guards every case, also one that is restricted to
others: then they see who is named in it, and nothing of the case. Who has a conflict of interest in a case does not
guard it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from engine import access, clock
from engine.access import OFFICE, Person, Post
from engine.cases import seeing
from engine.cases.revisions import Revisions
from engine.diagrams.partnership import Partnership
from engine.diagrams.revision import Revision
from engine.errors import CaseNotFound, EngineError
from engine.records import tables
from engine.records.db import Transaction
from engine.records.retention import DESTROYED

_c, _m, _p, _h = tables.safeguarding_case.c, tables.case_member.c, tables.person.c, tables.post_held.c
_CASE = sa.select(_c.id, _c.reference, _c.revision_id, _c.opened_at, _c.closed_at, *seeing.kept_out(_c.id)).where(
    _c.reference == sa.bindparam("reference", type_=_c.reference.type), _c.status != DESTROYED
)
_LOCK = sa.select(_c.id).where(_c.id == sa.bindparam("case_id", type_=_c.id.type)).with_for_update()
_MEMBERS = sa.select(_m.held_by).where(_m.case_id == sa.bindparam("case_id", type_=_m.case_id.type))
_INSIDERS = (
    sa.select(_p.id, _p.name, _h.organisation, _h.title)
    .join_from(tables.person, tables.post_held, _h.person_id == _p.id)
    .where(
        _p.is_active,
        ~_p.is_administrator,
        _h.from_on <= sa.bindparam("today", type_=_h.from_on.type),
        sa.or_(_h.until_on.is_(None), _h.until_on >= sa.bindparam("today", type_=_h.from_on.type)),
        sa.or_(
            _h.organisation.in_(sa.bindparam("organisations", expanding=True)),
            _p.id.in_(sa.bindparam("persons", expanding=True)),
        ),
    )
    .order_by(_p.name, _p.id, _h.id)
)


NO_REASON = "Say why: it is kept with the case, and read years later"
NOBODY_NAMED = "Name at least one person who may see the case"
NOT_INSIDE = "Only people with a post inside the partnership, or a part in this case, can be chosen here"
MOVED = "Somebody has changed this a moment ago: look at it again before you change it"


class GuardRefused(EngineError):
    """What is asked about who may see a case cannot be done; it says why."""


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """A case as its guard knows it: by its reference, and nothing of what is in it."""

    id: int
    reference: str
    revision: Revision
    opened_at: datetime
    closed_at: datetime | None
    is_restricted_to_others: bool


@dataclass(frozen=True, kw_only=True)
class Insider:
    """Somebody who may have a part in a case from inside the partnership.

    Attributes:
        has_part: one of their keys has a part in this case already.
    """

    id: int
    name: str
    title: str
    has_part: bool


def is_guard(partnership: Partnership, me: Person) -> bool:
    """Tell whether a person holds the role that guards cases under this partnership."""
    return holds(partnership, me, partnership.guard)


def watches(partnership: Partnership, me: Person) -> bool:
    """Tell whether a person looks at the cases that others have opened without a part in them."""
    return is_guard(partnership, me) or holds(partnership, me, partnership.oversight)


def find_guarded(tx: Transaction, revisions: Revisions, me: Person, reference: str) -> Guarded:
    """Return a case to who guards it.

    Raises:
        CaseNotFound: there is none, or this person does not guard it: nobody is told which.
    """
    row = tx.connection.execute(_CASE, {"reference": reference, "me": me.id}).one_or_none()
    revision = revisions.get(tx, row.revision_id) if row else None
    if row is None or revision is None or row.is_shut_out or not is_guard(revision.partnership, me):
        raise CaseNotFound
    return Guarded(
        id=row.id,
        reference=row.reference,
        revision=revision,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        is_restricted_to_others=bool(row.is_kept_to_others),
    )


def insiders(tx: Transaction, case: Guarded) -> tuple[Insider, ...]:
    """Return who may be named in a case, or be declared to have a conflict: by name, each with one of their posts."""
    partnership = case.revision.partnership
    members = frozenset(tx.connection.execute(_MEMBERS, {"case_id": case.id}).scalars())
    chosen = {number for key in members if (number := access.person_in(key)) is not None}
    values = {
        "today": clock.london_date(tx.at),
        "organisations": [OFFICE, *partnership.partners],
        "persons": sorted(chosen),
    }
    found = dict[int, Insider]()
    for row in tx.connection.execute(_INSIDERS, values):
        keys = access.keys_of(partnership, Post(organisation=row.organisation, title=row.title))
        if row.id in chosen:
            keys |= {key for key in members if access.person_in(key) == row.id}
        inside = {key for key in keys if access.is_inside(partnership, [key])}
        if inside:
            before = found.get(row.id)
            has_part = bool(inside & members) or (before is not None and before.has_part)
            title = before.title if before else row.title
            found[row.id] = Insider(id=row.id, name=row.name, title=title, has_part=has_part)
    return tuple(found.values())


def said(reason: str) -> str:
    """Return a reason as it is kept.

    Raises:
        GuardRefused: there is none.
    """
    if not reason.strip():
        raise GuardRefused(NO_REASON)
    return reason.strip()


def holds(partnership: Partnership, me: Person, role: str) -> bool:
    """Tell whether a person holds a role that is the same in every case; nobody holds one that is not named."""
    if not role:
        return False
    return access.held_by(partnership, role, referring_organisation="") in access.holdings(partnership, me)


def ids(people: Collection[Insider]) -> frozenset[int]:
    """Return the ids of people."""
    return frozenset(one.id for one in people)


def lock(tx: Transaction, case_id: int) -> None:
    """Wait for whoever changes the case, so that what is read next is what the change begins with."""
    tx.connection.execute(_LOCK, {"case_id": case_id})
