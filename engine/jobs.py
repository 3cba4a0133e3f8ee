"""What is to be done in the background, kind by kind, and what of it is due; `engine.worker` does it.

Rows are the truth: of `timer`, of `delivery`. Reading what is due costs what is due, never what waits: each
kind reads its partial index from the front.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from engine.records.db import Transaction
from engine.records.tables import calendar_change, delivery, safeguarding_case, timer

BACK_OFF = tuple(timedelta(seconds=n) for n in (5, 15, 60, 300, 900, 3600, 10800))
"""How long a piece of work is left alone after each time that it failed; after one more it has failed for good."""
MOST_ATTEMPTS = len(BACK_OFF) + 1
NOW: sa.BindParameter[datetime] = sa.bindparam("now")
"""The present instant, in a kind's `due`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """A kind of work. A piece of it is known by its key: the id of a case, of a delivery, ...

    Attributes:
        name: its name, which never changes: it stands in queues.
        done: what is said of a number of them.
        first: selects when (UTC) the first piece falls due: one value, null if none waits.
        due: selects the keys of what is due at `NOW`, the longest due first; a key may come several times.
        locks: what a key is the id of. Of one id one piece of work is done at a time, whatever its kind.
        is_slow: it waits for others, such as a mail server; between two pieces the kinds before it get their turn.
    """

    name: str
    done: str
    first: sa.Select[Any]
    due: sa.Select[Any]
    locks: str
    is_slow: bool = False


_waits = timer.c.due_at.is_not(None), timer.c.incident_id.is_(None)
_queued = delivery.c.state == sa.literal_column("'queued'")
TIMERS = Kind(
    name="timers",
    done="timers fired",
    first=sa.select(sa.func.min(timer.c.due_at)).where(*_waits),
    due=sa.select(timer.c.case_id).where(timer.c.due_at < NOW, *_waits).order_by(timer.c.due_at),
    locks="case",
)
_last_change = sa.select(sa.func.max(calendar_change.c.number)).scalar_subquery()
_outrun = (
    safeguarding_case.c.status == sa.literal_column("'open'"),
    safeguarding_case.c.calendar < _last_change,
)
DATES = Kind(
    name="dates",
    done="cases' dates worked out by the changed calendar",
    first=sa.select(calendar_change.c.at).where(
        calendar_change.c.number == _last_change, sa.select(safeguarding_case.c.id).where(*_outrun).exists()
    ),
    due=sa.select(safeguarding_case.c.id)
    .where(*_outrun)
    .order_by(safeguarding_case.c.calendar, safeguarding_case.c.id),
    locks="case",
)
DELIVERIES = Kind(
    name="deliveries",
    done="deliveries tried",
    first=sa.select(sa.func.min(delivery.c.try_at)).where(_queued),
    due=sa.select(delivery.c.id).where(_queued, delivery.c.try_at <= NOW).order_by(delivery.c.try_at, delivery.c.id),
    locks="delivery",
    is_slow=True,
)
KINDS = (TIMERS, DATES, DELIVERIES)
"""Every kind, the most urgent first."""

_NEXT = sa.select(*(kind.first.scalar_subquery() for kind in KINDS))


def read_next(tx: Transaction) -> Mapping[Kind, datetime]:
    """Return when (UTC) each kind falls due next, without those of which nothing waits: one statement."""
    found = tx.connection.execute(_NEXT).one()
    return {kind: at for kind, at in zip(KINDS, found, strict=True) if at is not None}


def due_keys(tx: Transaction, kind: Kind, most_rows: int) -> Sequence[int]:
    """Return the keys of a kind's work that is due, each once, the longest due first.

    Args:
        tx: a transaction, which only reads; its instant is the present.
        kind: of the work.
        most_rows: how many rows to look at; a key may have several.
    """
    rows = tx.connection.execute(kind.due.limit(most_rows), {"now": tx.at})
    return tuple(dict.fromkeys(rows.scalars()))
