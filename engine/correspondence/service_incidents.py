"""What stopped that is about no case, such as messages to another system: told to administrators, with a retry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.db import Transaction
from engine.records.tables import person
from engine.records.webhooks import service_incident

MOST = 200
WEBHOOK_STOPPED, DIGEST_FAILED, NOTICE_FAILED = "webhook_stopped", "digest_failed", "notice_failed"
_i = service_incident.c
_OPEN_ONCE: Mapping[str, Any] = {
    name: dialect.insert(service_incident).on_conflict_do_nothing().returning(_i.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, kw_only=True)
class ServiceIncident:
    """Something that stopped and waits for an administrator.

    Attributes:
        about: of its kind: a webhook's id, a person's, a notice's delivery's.
        what: what stopped, and what can be done.
    """

    id: int
    kind: str
    about: int
    what: str
    at: datetime


def open_once(tx: Transaction, kind: str, about: int, what: str) -> bool:
    """Record that something stopped, unless that is known and not resolved; tell whether it was not."""
    row = {"kind": kind, "about": about, "what": what, "at": tx.at}
    return tx.connection.execute(_OPEN_ONCE[tx.connection.dialect.name], row).first() is not None


def mail_failed(tx: Transaction, delivery_id: int, subject: str, address: str, *, why: str) -> None:
    """Record that a mail about no case could not be delivered."""
    what = f"The mail “{subject}” could not be delivered to {address}. {why}. Correct the address of the account"
    open_once(tx, NOTICE_FAILED, delivery_id, f"{what}, then try again.")


def resolve(tx: Transaction, kind: str, about: int, by: int | None) -> None:
    """Mark what stopped as resolved, if it is not yet."""
    mine = _i.kind == kind, _i.about == about, _i.resolved_at.is_(None)
    tx.connection.execute(sa.update(service_incident).where(*mine).values(resolved_at=tx.at, resolved_by=by))


def open_incidents(tx: Transaction) -> tuple[ServiceIncident, ...]:
    """Return what waits for an administrator, the longest first, `MOST` at most."""
    query = sa.select(service_incident).where(_i.resolved_at.is_(None)).order_by(_i.at, _i.id).limit(MOST)
    return tuple(
        ServiceIncident(id=row.id, kind=row.kind, about=row.about, what=row.what, at=row.at)
        for row in tx.connection.execute(query)
    )


def administrators(tx: Transaction) -> list[int]:
    """Return the ids of those who are told."""
    wanted = sa.select(person.c.id).where(person.c.is_active, person.c.is_administrator).order_by(person.c.id)
    return list(tx.connection.execute(wanted).scalars())
