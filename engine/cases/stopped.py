"""What stopped in any case that a person answers for inside the partnership, so that no incident waits unseen."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from engine.access import is_inside
from engine.cases import seeing
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.records.db import Transaction
from engine.records.tables import case_member, incident, safeguarding_case

MOST = 20
_i, _m, _c = incident.c, case_member.c, safeguarding_case.c
_STOPPED = (
    sa.select(_i.id, _i.what, _i.at, _c.reference, _c.revision_id, _m.held_by)
    .join_from(incident, safeguarding_case, _c.id == _i.case_id)
    .join(case_member, sa.and_(_m.case_id == _i.case_id, _m.held_by.in_(seeing.INSIDE)))
    .where(_i.resolved_at.is_(None), seeing.seen_inside(_i.case_id))
    .order_by(_i.at, _i.id)
    .limit(MOST)
)


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """Something that stopped in a case and waits for a person: what, and since when (UTC)."""

    reference: str
    what: str
    at: datetime


def stopped(tx: Transaction, revisions: Revisions, viewer: Viewer) -> tuple[Stopped, ...]:
    """Return what has stopped in the cases that a person sees from inside, the longest first, in one statement."""
    if not viewer.inside:
        return ()
    found = dict[int, Stopped]()
    for row in tx.connection.execute(_STOPPED, viewer.values):
        if is_inside(revisions.get(tx, row.revision_id).partnership, [row.held_by]):
            found[row.id] = Stopped(reference=row.reference, what=row.what, at=row.at)
    return tuple(found.values())
