"""What stopped in any case that a person sees from inside the partnership, so that no incident waits unseen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from engine.cases import seeing
from engine.cases.seeing import Viewer
from engine.records.db import Transaction
from engine.records.tables import incident, safeguarding_case

PAGE = 100
_i, _c = incident.c, safeguarding_case.c
_AFTER = sa.tuple_(_i.at, _i.id) > sa.tuple_(
    sa.bindparam("after_at", type_=_i.at.type), sa.bindparam("after_id", type_=_i.id.type)
)
_STOPPED = (
    sa.select(_i.id, _i.kind, _i.what, _i.at, _c.reference)
    .join_from(incident, safeguarding_case, _c.id == _i.case_id)
    .where(_i.resolved_at.is_(None), seeing.seen_inside(_i.case_id), _AFTER)
    .order_by(_i.at, _i.id)
    .limit(sa.bindparam("limit", type_=sa.Integer))
)


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """Something that stopped in a case and waits for a person: what, and since when (UTC)."""

    id: int
    kind: str
    reference: str
    what: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class StoppedAfter:
    """Where the next page starts: after the incident of that id, which was opened at that instant (UTC)."""

    at: datetime
    id: int


@dataclass(frozen=True, kw_only=True)
class StoppedList:
    """One page of what stopped, the longest first; `more` if there is another page."""

    items: tuple[Stopped, ...] = ()
    more: StoppedAfter | None = None

    @property
    def alike(self) -> tuple[tuple[Stopped, ...], ...]:
        """The same in bundles of one kind each, in the order of the first of each."""
        return tuple(_bundles(self.items))


LONGEST_AGO = StoppedAfter(at=datetime.min.replace(tzinfo=UTC), id=0)


def stopped(tx: Transaction, viewer: Viewer, after: StoppedAfter = LONGEST_AGO) -> StoppedList:
    """Return a page of what has stopped in the cases that a person sees from inside, in one statement."""
    if not viewer.inside:
        return StoppedList()
    values = {**viewer.values, "after_at": after.at, "after_id": after.id, "limit": PAGE + 1}
    rows = tx.connection.execute(_STOPPED, values).all()
    items = tuple(
        Stopped(id=row.id, kind=row.kind, reference=row.reference, what=row.what, at=row.at) for row in rows[:PAGE]
    )
    more = StoppedAfter(at=items[-1].at, id=items[-1].id) if len(rows) > PAGE else None
    return StoppedList(items=items, more=more)


def _bundles(items: Iterable[Stopped]) -> Iterable[tuple[Stopped, ...]]:
    found = dict[str, list[Stopped]]()
    for item in items:
        found.setdefault(item.kind, []).append(item)
    return map(tuple, found.values())
