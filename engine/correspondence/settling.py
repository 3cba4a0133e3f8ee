"""What stopped that is about no case is tried again, by an administrator."""

import sqlalchemy as sa

from engine.correspondence import service_incidents
from engine.correspondence.service_incidents import DIGEST_FAILED, NOTICE_FAILED, WEBHOOK_STOPPED
from engine.correspondence.webhooks import resume
from engine.errors import IncidentNotOpen
from engine.records.db import Transaction
from engine.records.tables import delivery, person
from engine.records.webhooks import service_incident

_i, _d = service_incident.c, delivery.c


def try_again(tx: Transaction, incident_id: int, by: int) -> None:
    """Do again what stopped, and resolve it: the worker does it at once.

    Messages to a system that wait are sent; a person's digest of today is made, if it is a working day; a mail goes to
    the address that the person has now.

    Raises:
        IncidentNotOpen: somebody resolved it before, or there is no such incident.
        NoSuchWebhook: the system is told nothing any more.
    """
    mine = _i.id == incident_id, _i.resolved_at.is_(None)
    row = tx.connection.execute(sa.select(service_incident).where(*mine).with_for_update()).one_or_none()
    if row is None:
        raise IncidentNotOpen(incident_id)
    if row.kind == WEBHOOK_STOPPED:
        resume(tx, row.about, by)
    elif row.kind == DIGEST_FAILED:
        tx.connection.execute(sa.update(person).where(person.c.id == row.about).values(digest_at=tx.at))
    elif row.kind == NOTICE_FAILED:
        now_at = sa.select(person.c.email).where(person.c.id == _d.person_id).scalar_subquery()
        again = sa.update(delivery).where(_d.id == row.about, _d.state == "failed")
        values = {"state": "queued", "attempts": 0, "try_at": tx.at, "error": None}
        tx.connection.execute(again.values(**values, address=sa.func.coalesce(now_at, _d.address)))
    service_incidents.resolve(tx, row.kind, row.about, by)
