"""A case opened in an emergency by somebody inside the partnership who has no part in it: to read, for a time.

Whoever opens one says why. At once the role with the oversight, the guard and whoever inside the partnership has
something to do in the case are written to, and the opening stands in the case's history until one of the first two has
looked at it. A case that is restricted, or in which the person has a conflict of interest, is not opened in this way;
nor is any by an agency. `find_case` gives an opened case, until its time is over, as one that is read only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from engine import access, audit, clock
from engine.access import Person
from engine.cases import seeing
from engine.cases.engine import CaseEngine
from engine.cases.facts import Facts
from engine.cases.guarding import MOVED, GuardRefused, said, watches
from engine.cases.on_paper import on_paper
from engine.cases.recounting import lock
from engine.cases.revisions import Revisions
from engine.cases.rows import LOCK_CASE
from engine.cases.writing import add_members
from engine.correspondence.letters import write_letter
from engine.diagrams.partnership import Partnership
from engine.diagrams.revision import Revision
from engine.diagrams.vocabulary import OPENED
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.records.protection import opening
from engine.records.retention import DESTROYED
from engine.records.tables import person, safeguarding_case, user_task
from engine.registers import need_to_know

_o, _c, _t = opening.c, safeguarding_case.c, user_task.c
_opener, _reviewer = person.alias("opener"), person.alias("reviewer")
_KEPT_OUT = sa.select(_c.id, *seeing.kept_out(_c.id)).where(
    _c.reference == sa.bindparam("reference", type_=_c.reference.type), _c.status != DESTROYED
)
_AT_WORK = (
    sa.select(_t.role, _t.held_by)
    .where(
        _t.case_id == sa.bindparam("case_id", type_=_t.case_id.type),
        _t.closed_at.is_(None),
        _t.kind == sa.literal_column("'task'"),
    )
    .distinct()
    .order_by(_t.held_by)
)
_OPENED = sa.select(
    need_to_know.opened_until(
        sa.bindparam("case_id", type_=_o.case_id.type),
        sa.bindparam("me", type_=_o.person_id.type),
        sa.bindparam("now", type_=_o.at.type),
    )
)
_KEEP_FACTS = sa.update(safeguarding_case).where(_c.id == sa.bindparam("b_id")).values(facts=sa.bindparam("b_facts"))
_OPENINGS = (
    sa.select(
        opening,
        _c.reference,
        _c.revision_id,
        _opener.c.name,
        _reviewer.c.name.label("looked_by"),
    )
    .join_from(opening, safeguarding_case, _c.id == _o.case_id)
    .join(_opener, _opener.c.id == _o.person_id)
    .outerjoin(_reviewer, _reviewer.c.id == _o.reviewed_by)
    .order_by(_o.at.desc(), _o.id.desc())
)
_OF_CASE = _OPENINGS.where(_o.case_id == sa.bindparam("case_id", type_=_o.case_id.type))
_OF_PERSON = _OPENINGS.where(_o.person_id == sa.bindparam("me", type_=_o.person_id.type)).limit(sa.bindparam("limit"))
_UNREVIEWED = _OPENINGS.where(_o.reviewed_at.is_(None), ~seeing.is_shut_out(_o.case_id)).limit(sa.bindparam("limit"))
_ONE = _OPENINGS.where(_o.id == sa.bindparam("number", type_=_o.id.type), ~seeing.is_shut_out(_o.case_id))


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A case that somebody opened to read: who, why, from when until when (UTC), and who has looked at it."""

    id: int
    reference: str
    person_id: int
    name: str
    reason: str
    at: datetime
    until_at: datetime
    reviewed_at: datetime | None
    reviewed_by: str
    review: str


def may_open(partnership: Partnership, me: Person) -> bool:
    """Tell whether a person may open a case in which they have no part: by a post inside the partnership.

    A part that a form may give to anybody in person is no such post.
    """
    keys = access.holdings(partnership, me)
    return partnership.opened_minutes > 0 and any(
        access.person_in(key) is None and access.is_inside(partnership, [key]) for key in keys
    )


def open_case(tx: Transaction, engine: CaseEngine, me: Person, *, reference: str, reason: str) -> datetime:
    """Open a case to read it; return until when (UTC). Who has it open already is told until when.

    Raises:
        GuardRefused: it is not said why.
        CaseNotFound: there is none that this person may open in this way: nobody is told which.
        LetterError: the revision's letter cannot be written for this case.
    """
    why = said(reason)
    found = tx.connection.execute(_KEPT_OUT, {"reference": reference, "me": me.id}).one_or_none()
    if found is None or found.is_shut_out or found.is_kept_to_others:
        raise CaseNotFound
    row = lock(tx, engine, LOCK_CASE, case_id=found.id)
    revision = engine.revisions.get(tx, row.revision_id)
    if not may_open(revision.partnership, me):
        raise CaseNotFound
    until: datetime | None = tx.connection.scalar(_OPENED, {"case_id": found.id, "me": me.id, "now": tx.at})
    if until is not None:
        return until
    until = tx.at + timedelta(minutes=revision.partnership.opened_minutes)
    opened = {"case_id": found.id, "person_id": me.id, "reason": why, "at": tx.at, "until_at": until}
    number: int = tx.connection.execute(opening.insert().returning(_o.id), opened).scalar_one()
    letters = _tell(tx, revision, row, number)
    facts = {"opening": number, "until": until.isoformat(), "letters": letters}
    audit.append(tx, found.id, person_id=me.id, action="case_opened_to_read", facts=facts)
    return until


def review(tx: Transaction, revisions: Revisions, me: Person, opening_id: int, *, words: str) -> str:
    """Record that somebody looked at an opening, and what they say of it; return the case's reference.

    Raises:
        GuardRefused: nothing is said, it was looked at before, or it is one's own.
        CaseNotFound: there is none of that number, or the person does not watch its case.
    """
    row = tx.connection.execute(_ONE, {"number": opening_id, "me": me.id}).one_or_none()
    if row is None or not watches(revisions.get(tx, row.revision_id).partnership, me):
        raise CaseNotFound
    if row.person_id == me.id:
        raise GuardRefused("Somebody else looks at what you have opened yourself")
    change = opening.update().where(_o.id == opening_id, _o.reviewed_at.is_(None))
    values = {"reviewed_at": tx.at, "reviewed_by": me.id, "review": said(words)}
    audit.append(tx, row.case_id, person_id=me.id, action="opening_reviewed", facts={"opening": opening_id})
    if not tx.connection.execute(change.values(values)).rowcount:
        raise GuardRefused(MOVED)
    return str(row.reference)


def openings_of(tx: Transaction, case_id: int) -> tuple[Opening, ...]:
    """Return every opening of a case, the latest first."""
    return tuple(_opening(row) for row in tx.connection.execute(_OF_CASE, {"case_id": case_id}))


def opened_by(tx: Transaction, me: Person, *, most: int) -> tuple[Opening, ...]:
    """Return what a person has opened, the latest first."""
    return tuple(_opening(row) for row in tx.connection.execute(_OF_PERSON, {"me": me.id, "limit": most}))


def unreviewed(tx: Transaction, revisions: Revisions, me: Person, *, most: int) -> tuple[Opening, ...]:
    """Return the openings that nobody has looked at in the cases that a person watches, the latest first."""
    rows = tx.connection.execute(_UNREVIEWED, {"me": me.id, "limit": most})
    return tuple(_opening(row) for row in rows if watches(revisions.get(tx, row.revision_id).partnership, me))


def _tell(tx: Transaction, revision: Revision, row: Any, number: int) -> list[dict[str, Any]]:
    """Write to who has the oversight, who guards, and who inside the partnership has something to do in the case."""
    partnership, facts = revision.partnership, Facts.from_json(row.facts)
    telling = [
        (role, access.held_by(partnership, role, referring_organisation=row.referring_organisation))
        for role in (partnership.oversight, partnership.guard)
        if role
    ]
    at_work = tx.connection.execute(_AT_WORK, {"case_id": row.case_id})
    telling += [(task.role, task.held_by) for task in at_work if access.is_inside(partnership, [task.held_by])]
    letters = list[dict[str, Any]]()
    for role, held_by in dict.fromkeys(telling):
        kept = write_letter(
            tx,
            revision,
            case=on_paper(
                tx,
                revision,
                facts,
                case_id=row.case_id,
                reference=row.reference,
                initials=row.initials,
                opened_on=clock.london_date(row.opened_at),
                instance=None,
            ),
            name=OPENED,
            role=role,
            held_by=held_by,
            instance=None,
            once_key=f"{row.case_id}|{OPENED}|{number}|{held_by}",
        )
        if kept is not None:
            letters.append({"letter": kept.id, "name": OPENED, "to": held_by, "sha256": kept.sha256})
    if add_members(tx, row.case_id, facts, {letter["to"] for letter in letters}):
        tx.connection.execute(_KEEP_FACTS, {"b_id": row.case_id, "b_facts": facts.to_json()})
    return letters


def _opening(row: sa.Row[Any]) -> Opening:
    return Opening(
        id=row.id,
        reference=row.reference,
        person_id=row.person_id,
        name=row.name,
        reason=row.reason,
        at=row.at,
        until_at=row.until_at,
        reviewed_at=row.reviewed_at,
        reviewed_by=row.looked_by or "",
        review=row.review or "",
    )
