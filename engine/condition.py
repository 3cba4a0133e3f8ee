"""How the service stands, for who watches over it: what waits, how far behind the work is, whether the clocks agree.

Everything here is a number without a person, a case or a role in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from engine import clock, jobs
from engine.records.db import Transaction
from engine.records.kinds import Instant
from engine.records.tables import audit, delivery, incident
from engine.records.webhooks import service_incident, webhook_delivery

MOST_SKEW = timedelta(minutes=1)
"""Machines whose clocks differ by more do not agree on which day it is."""
_INCIDENTS = sa.union_all(
    *(
        sa.select(table.c.kind, sa.func.count().label("number"))
        .where(table.c.resolved_at.is_(None))
        .group_by(table.c.kind)
        for table in (incident, service_incident)
    )
)
_LAST_ENTRY = sa.select(audit.c.at).order_by(sa.literal_column("rowid").desc()).limit(1)
_CLOCK = sa.select(sa.func.clock_timestamp(type_=Instant()))


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What waits at one instant.

    Attributes:
        waited_seconds: by kind of background work, for how long its longest due piece has waited; 0 if none is due.
        letters: how many letters and notices wait to be sent: `new` ones, and those `tried` in vain.
        messages: the same of messages to other systems; and those `waiting` until an administrator tries again.
        incidents: by kind, how many things have stopped and wait for a person.
    """

    waited_seconds: Mapping[str, float]
    letters: Mapping[str, int]
    messages: Mapping[str, int]
    incidents: Mapping[str, int]


def read_condition(tx: Transaction) -> Condition:
    """Return what waits: five statements, each as long as what waits."""
    waiting = sa.select(sa.func.count()).where(webhook_delivery.c.state == sa.literal_column("'waiting'"))
    return Condition(
        waited_seconds=waited(tx),
        letters=_queued(tx, delivery),
        messages={**_queued(tx, webhook_delivery), "waiting": tx.connection.execute(waiting).scalar_one()},
        incidents={row.kind: row.number for row in tx.connection.execute(_INCIDENTS)},
    )


def waited(tx: Transaction) -> Mapping[str, float]:
    """Return for how many seconds the longest due piece of each kind of background work has waited: one statement."""
    firsts = jobs.read_next(tx)
    late = {kind.name: max((tx.at - firsts[kind]).total_seconds(), 0.0) for kind in firsts}
    return {kind.name: late.get(kind.name, 0.0) for kind in jobs.KINDS}


def _queued(tx: Transaction, table: sa.Table) -> Mapping[str, int]:
    tried = sa.case((table.c.attempts > 0, "tried"), else_="new")
    counted = sa.select(tried.label("tries"), sa.func.count().label("number")).group_by(tried)
    found = tx.connection.execute(counted.where(table.c.state == sa.literal_column("'queued'")))
    return {"new": 0, "tried": 0, **{row.tries: row.number for row in found}}


def skew(tx: Transaction) -> timedelta:
    """Return by how much this machine's clock is ahead of the database's.

    SQLite has no clock of its own. What it tells is that this machine's was put back: behind the last audit entry.
    """
    if tx.connection.dialect.name != "postgresql":
        last: datetime | None = tx.connection.scalar(_LAST_ENTRY)
        return min(tx.at - last, timedelta()) if last else timedelta()
    asked = clock.of_machine()
    theirs: datetime = tx.connection.execute(_CLOCK).scalar_one()
    meanwhile = clock.of_machine() - asked
    return asked + meanwhile / 2 - theirs


def disagrees(found: timedelta) -> str:
    """Say what is wrong with a clock that is so far ahead of the database's; empty if they agree."""
    if abs(found) <= MOST_SKEW:
        return ""
    way = "ahead of" if found > timedelta() else "behind"
    return f"this machine's clock is {abs(found).total_seconds():.0f} seconds {way} the database's"
