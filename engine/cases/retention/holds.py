"""Legal holds: while one is in force nothing of a case is destroyed, whoever has confirmed it.

Each is asked for by somebody outside, such as a court, and is lifted by itself; a case may have several.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from engine import audit
from engine.access import Person
from engine.cases.guarding import lock
from engine.cases.reading import Case
from engine.cases.retention.keepers import MOVED, RetentionRefused, said
from engine.records.db import Transaction
from engine.records.retention import legal_hold
from engine.records.tables import person

LONGEST_ASKED_BY = 200
NOBODY_ASKED = "Say who asked for it, such as the court, the police force or the inquiry"
_h = legal_hold.c
_by, _lifter = person.alias("by_person"), person.alias("lifter")
_HOLDS = (
    sa.select(legal_hold, _by.c.name, _lifter.c.name.label("lifter"))
    .join_from(legal_hold, _by, _by.c.id == _h.person_id)
    .outerjoin(_lifter, _lifter.c.id == _h.lifted_by)
    .where(_h.case_id == sa.bindparam("case_id", type_=_h.case_id.type))
    .order_by(_h.id.desc())
)
_IS_HELD = sa.select(sa.func.count()).where(
    _h.case_id == sa.bindparam("case_id", type_=_h.case_id.type), _h.lifted_at.is_(None)
)


@dataclass(frozen=True, kw_only=True)
class Hold:
    """A legal hold: who asked for it, why, by whom and when (UTC) it was placed, and lifted.

    Attributes:
        lifted_at: none while it is in force.
    """

    id: int
    asked_by: str
    reason: str
    by: str
    at: datetime
    lifted_at: datetime | None
    lifted_by: str
    lifted_because: str


def holds_of(tx: Transaction, case_id: int) -> tuple[Hold, ...]:
    """Return every hold that a case has had, the latest first."""
    return tuple(
        Hold(
            id=row.id,
            asked_by=row.asked_by,
            reason=row.reason,
            by=row.name,
            at=row.at,
            lifted_at=row.lifted_at,
            lifted_by=row.lifter or "",
            lifted_because=row.lifted_because or "",
        )
        for row in tx.connection.execute(_HOLDS, {"case_id": case_id})
    )


def is_held(tx: Transaction, case_id: int) -> bool:
    """Tell whether a hold is in force."""
    return bool(tx.connection.scalar(_IS_HELD, {"case_id": case_id}))


def place(tx: Transaction, case: Case, me: Person, *, asked_by: str, reason: str) -> None:
    """Hold a case, open or closed, from this instant on. The caller has seen that the person may.

    Raises:
        RetentionRefused: it is not said who asked for it, or why.
    """
    if not asked_by.strip():
        raise RetentionRefused(NOBODY_ASKED)
    row = {"case_id": case.id, "asked_by": asked_by.strip()[:LONGEST_ASKED_BY], "reason": said(reason)}
    lock(tx, case.id)
    placed = {**row, "person_id": me.id, "at": tx.at}
    number: int = tx.connection.execute(legal_hold.insert().returning(_h.id), placed).scalar_one()
    audit.append(tx, case.id, person_id=me.id, action="hold_placed", facts={"hold": number})


def lift(tx: Transaction, case: Case, me: Person, hold_id: int, *, reason: str) -> None:
    """Lift a hold; the case is destroyed no sooner than it would have been. The caller has seen that the person may.

    Raises:
        RetentionRefused: it is not said why, or it was lifted before.
    """
    why = said(reason)
    lock(tx, case.id)
    live = legal_hold.update().where(_h.id == hold_id, _h.case_id == case.id, _h.lifted_at.is_(None))
    if not tx.connection.execute(live.values(lifted_at=tx.at, lifted_by=me.id, lifted_because=why)).rowcount:
        raise RetentionRefused(MOVED)
    audit.append(tx, case.id, person_id=me.id, action="hold_lifted", facts={"hold": hold_id})
