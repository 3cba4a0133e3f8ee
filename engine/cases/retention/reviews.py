"""Review before destruction: one person looks at a case that is due, another confirms that it is destroyed.

Whoever looks may keep it for longer instead, with a reason; that takes one person alone. Nothing is destroyed by time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine import audit, clock
from engine.access import Person
from engine.cases.guarding import lock
from engine.cases.reading import Case
from engine.cases.retention import holds
from engine.cases.retention.certificates import Certificate
from engine.cases.retention.destroying import Deed, destroy
from engine.cases.retention.keepers import MOVED, TWO_PEOPLE, RetentionRefused, acting, said
from engine.cases.retention.schedule import Due, due_of
from engine.diagrams.partnership import Partnership
from engine.diagrams.retention import LONGEST_YEARS
from engine.records.db import Transaction
from engine.records.retention import retention_review
from engine.records.tables import case_end, person, register_entry, safeguarding_case

NOT_CLOSED = "The case is open: only a closed case is destroyed"
NOT_DUE = "The case is not due yet"
HELD = "A legal hold is in force: nothing of the case is destroyed until it is lifted"
KEPT_LONGER = "Somebody has decided to keep the case longer"
NOT_PROPOSED = "Nobody has proposed to destroy the case, or that was refused"
NOT_AHEAD = f"The last day must be after today, and at most {LONGEST_YEARS} years ahead"
_r, _c, _e = retention_review.c, safeguarding_case.c, case_end.c
_by, _refuser = person.alias("by_person"), person.alias("refuser")
_OF_CASE = sa.bindparam("case_id", type_=_r.case_id.type)
_REVIEWS = (
    sa.select(retention_review, _by.c.name, _refuser.c.name.label("refuser"))
    .join_from(retention_review, _by, _by.c.id == _r.person_id)
    .outerjoin(_refuser, _refuser.c.id == _r.refused_by)
    .where(_r.case_id == _OF_CASE)
    .order_by(_r.id.desc())
)
_CASE = sa.select(_c.id, _c.reference, _c.status, _c.opened_at, _c.closed_at).where(_c.id == _OF_CASE)
_ENDS = sa.select(_e.element).where(_e.case_id == _OF_CASE).order_by(_e.element)
_WAITING = _r.kept_until_on.is_(None), _r.refused_at.is_(None)
_PUBLIC = sa.select(sa.func.count()).where(
    register_entry.c.case_id == _OF_CASE, register_entry.c.published_as.is_not(None)
)


@dataclass(frozen=True, kw_only=True)
class Review:
    """That somebody looked at a case: to keep it until a London date, or to have it destroyed.

    Attributes:
        kept_until_on: none: it shall be destroyed.
        refused_at: when it was refused (UTC), or overtaken by a decision to keep the case; none while it stands.
    """

    id: int
    kept_until_on: date | None
    reason: str
    person_id: int
    by: str
    at: datetime
    refused_at: datetime | None
    refused_by: str
    refused_because: str

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for somebody else to confirm that the case is destroyed."""
        return self.kept_until_on is None and self.refused_at is None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a case stands: until when it is kept, by what, and what was decided of it.

    Attributes:
        due: none while it is open, or if the revision has no schedule.
        ended_with: the names of the ends that it has come to.
        reviews: the latest first.
        published: how much of it everybody can read in a register.
    """

    due: Due | None
    ended_with: tuple[str, ...]
    holds: tuple[holds.Hold, ...]
    reviews: tuple[Review, ...]
    published: int

    @property
    def is_held(self) -> bool:
        """Whether a legal hold is in force."""
        return any(hold.lifted_at is None for hold in self.holds)

    @property
    def kept_until_on(self) -> date | None:
        """The last London date until which somebody decided to keep it; none if nobody did."""
        return max((one.kept_until_on for one in self.reviews if one.kept_until_on), default=None)

    @property
    def waiting(self) -> Review | None:
        """The proposal to destroy it that waits to be confirmed."""
        return next((one for one in self.reviews if one.is_waiting), None)

    def refusal(self, today: date) -> str:
        """Say why it may not be destroyed on a London date; empty if it may."""
        if self.due is None:
            return NOT_CLOSED
        if self.due.on > today:
            return NOT_DUE
        if self.is_held:
            return HELD
        return KEPT_LONGER if self.kept_until_on and self.kept_until_on >= today else ""


def standing(tx: Transaction, partnership: Partnership, case: Case) -> Standing:
    """Return how a case stands by the schedule of the revision in force: five statements."""
    ends = tx.connection.execute(_ENDS, {"case_id": case.id}).scalars().all()
    names = {e.id: e.name or e.id for e in case.revision.elements.values() if e.kind == "endEvent"}
    return Standing(
        due=_due(partnership, case, ends),
        ended_with=tuple(names[end] for end in ends if end in names),
        holds=holds.holds_of(tx, case.id),
        reviews=tuple(_review(row) for row in tx.connection.execute(_REVIEWS, {"case_id": case.id})),
        published=tx.connection.execute(_PUBLIC, {"case_id": case.id}).scalar_one(),
    )


def keep_longer(tx: Transaction, case: Case, me: Person, *, until: date, reason: str) -> None:
    """Keep a case until a London date; what was proposed of it is refused by that. The caller has seen that they may.

    Raises:
        RetentionRefused: it is not said why, or the day has passed or is too far away.
    """
    why, today = said(reason), clock.london_date(tx.at)
    if not today < until <= today.replace(year=today.year + LONGEST_YEARS, day=min(today.day, 28)):
        raise RetentionRefused(NOT_AHEAD)
    lock(tx, case.id)
    _refuse_what_waits(tx, case, me, why)
    row = {"case_id": case.id, "kept_until_on": until, "reason": why, "person_id": me.id, "at": tx.at}
    tx.connection.execute(retention_review.insert(), row)
    audit.append(tx, case.id, person_id=me.id, action="case_kept_longer", facts={"until": until.isoformat()})


def propose(tx: Transaction, partnership: Partnership, case: Case, me: Person, *, reason: str) -> None:
    """Propose that a case is destroyed. The caller has seen that the person reviews what is due.

    Raises:
        RetentionRefused: it is not said what was looked at; it may not be destroyed today; or it is proposed already.
    """
    why = said(reason)
    lock(tx, case.id)
    now = standing(tx, partnership, case)
    if refused := now.refusal(clock.london_date(tx.at)):
        raise RetentionRefused(refused)
    if now.waiting:
        raise RetentionRefused(MOVED)
    row = {"case_id": case.id, "kept_until_on": None, "reason": why, "person_id": me.id, "at": tx.at}
    tx.connection.execute(retention_review.insert(), row)
    audit.append(tx, case.id, person_id=me.id, action="destruction_proposed", facts={})


def refuse(tx: Transaction, case: Case, me: Person, *, reason: str) -> None:
    """Refuse, or take back, the proposal to destroy a case. The caller has seen that the person may.

    Raises:
        RetentionRefused: it is not said why, or nothing is proposed any more.
    """
    why = said(reason)
    lock(tx, case.id)
    if not _refuse_what_waits(tx, case, me, why):
        raise RetentionRefused(NOT_PROPOSED)
    audit.append(tx, case.id, person_id=me.id, action="destruction_refused", facts={})


def confirm(tx: Transaction, partnership: Partnership, case: Case, me: Person) -> Certificate:
    """Confirm what somebody else has proposed: the case is destroyed. The caller has seen that the person confirms.

    Raises:
        RetentionRefused: nothing is proposed; the person proposed it; or it may not be destroyed today.
    """
    lock(tx, case.id)
    now = standing(tx, partnership, case)
    proposed = now.waiting
    if proposed is None:
        raise RetentionRefused(NOT_PROPOSED)
    if proposed.person_id == me.id:
        raise RetentionRefused(TWO_PEOPLE)
    if refused := now.refusal(clock.london_date(tx.at)):
        raise RetentionRefused(refused)
    row = tx.connection.execute(_CASE, {"case_id": case.id}).one()
    assert now.due is not None
    retention = partnership.retention
    return destroy(
        tx,
        case=row,
        due=now.due,
        ended_with=now.ended_with,
        reviewed=Deed(name=proposed.by, role=retention.reviewed_by, at=proposed.at.isoformat()),
        confirmed=Deed(name=me.name, role=acting(partnership, me, retention.confirmed_by), at=tx.at.isoformat()),
        person_id=me.id,
    )


def _due(partnership: Partnership, case: Case, ends: Iterable[str]) -> Due | None:
    if case.closed_at is None:
        return None
    return due_of(
        partnership.retention,
        ends,
        case.facts,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        born=case.born_on,
    )


def _refuse_what_waits(tx: Transaction, case: Case, me: Person, why: str) -> bool:
    waiting = retention_review.update().where(_r.case_id == case.id, *_WAITING)
    refused = {"refused_at": tx.at, "refused_by": me.id, "refused_because": why}
    return bool(tx.connection.execute(waiting.values(refused)).rowcount)


def _review(row: Any) -> Review:
    return Review(
        id=row.id,
        kept_until_on=row.kept_until_on,
        reason=row.reason,
        person_id=row.person_id,
        by=row.name,
        at=row.at,
        refused_at=row.refused_at,
        refused_by=row.refuser or "",
        refused_because=row.refused_because or "",
    )
