"""What is due now. Queries alone: the rows of `timer` and `delivery` are the truth, `engine.worker` runs them.

Their cost follows what is due, never what waits: each reads its partial index from the front.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from engine.records.db import Transaction
from engine.records.tables import delivery, timer

_waits = timer.c.due_at.is_not(None), timer.c.incident_id.is_(None)
_first_timer = sa.select(sa.func.min(timer.c.due_at)).where(*_waits)
_first_delivery = sa.select(sa.func.min(delivery.c.try_at)).where(delivery.c.state == sa.literal_column("'queued'"))
_NEXT = sa.select(_first_timer.scalar_subquery(), _first_delivery.scalar_subquery())
_DUE_CASES = (
    sa.select(timer.c.case_id)
    .where(timer.c.due_at < sa.bindparam("now"), *_waits)
    .order_by(timer.c.due_at)
    .limit(sa.bindparam("most_rows"))
)


@dataclass(frozen=True, kw_only=True)
class Next:
    """When (UTC) the first timer falls due and the first delivery is to be tried; none if nothing waits."""

    timer_at: datetime | None
    delivery_at: datetime | None

    @property
    def at(self) -> datetime | None:
        """The earlier of the two."""
        return min(filter(None, (self.timer_at, self.delivery_at)), default=None)


def read_next(tx: Transaction) -> Next:
    """Return when there is something to do: one statement, whatever waits."""
    timer_at, delivery_at = tx.connection.execute(_NEXT).one()
    return Next(timer_at=timer_at, delivery_at=delivery_at)


def due_cases(tx: Transaction, most_rows: int) -> Sequence[int]:
    """Return cases with a timer that is due and not set aside by an incident, the longest due first.

    Args:
        tx: a transaction, which only reads; its instant is the present.
        most_rows: how many timers to look at; a case may have several.
    """
    rows = tx.connection.execute(_DUE_CASES, {"now": tx.at, "most_rows": most_rows})
    return tuple(dict.fromkeys(rows.scalars()))
