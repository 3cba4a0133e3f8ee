"""Messages to other systems, one a thing that happened and a system that listens: claimed, posted, recorded.

As with letters, nothing is posted inside a transaction, and whoever receives a message twice can tell by its id.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
import sqlalchemy as sa

from engine import clock, jobs
from engine.correspondence import service_incidents
from engine.correspondence.outbox import BACK_OFF, LEASE, MOST_ATTEMPTS
from engine.correspondence.posting import NotPosted, ReceiverGone, secret_of, signed
from engine.correspondence.service_incidents import WEBHOOK_STOPPED
from engine.records.db import Transaction
from engine.records.kinds import Id
from engine.records.tables import safeguarding_case
from engine.records.webhooks import webhook, webhook_delivery

TEST = "test"
"""The event of a message that only tries out whether messages arrive."""
KEPT = timedelta(days=30)
"""For so long it is told what became of a message."""
_w, _d, _c = webhook.c, webhook_delivery.c, safeguarding_case.c
_QUEUED = _d.state == sa.literal_column("'queued'")
_MESSAGE = (
    sa.select(webhook_delivery, _w.called, _w.url, _w.nonce, _w.person_id, _w.ended_at, _c.reference, _c.revision_id)
    .join_from(webhook_delivery, webhook, _w.id == _d.webhook_id)
    .outerjoin(safeguarding_case, _c.id == _d.case_id)
    .where(_QUEUED, _d.id == sa.bindparam("message_id", type_=Id))
    .with_for_update(of=webhook_delivery, skip_locked=True)
)


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message that this worker has claimed, with its webhook.

    Attributes:
        attempts: counts the one that it is about to make.
        case_id: none of a message that tries it out.
        account_id: whose sight of cases the webhook has.
    """

    id: int
    webhook_id: int
    called: str
    url: str
    nonce: str
    account_id: int
    case_id: int | None
    reference: str | None
    revision_id: str | None
    event: str
    at: datetime
    attempts: int

    def body(self, service_at: str) -> bytes:
        """Return what is posted: nothing in it is personal."""
        case = {"case": self.reference, "link": f"{service_at}/cases/{self.reference}"} if self.reference else {}
        return orjson.dumps({"type": self.event, "timestamp": self.at, "data": case})

    def headers(self, secret_key: str, body: bytes) -> dict[str, str]:
        """Return the headers that go with the body, of an attempt made now."""
        number = secrets_id(secret_key, self.id, self.at)
        return dict(signed(secret_of(secret_key, self.nonce), number, int(clock.now().timestamp()), body))


def claim(tx: Transaction, message_id: int) -> Message | None:
    """Claim a message that is to be tried now: nobody else tries it before the lease ends."""
    is_due = sa.or_(_d.try_at <= tx.at, _d.try_at > tx.at + jobs.LONGEST_PUT_OFF)
    row = tx.connection.execute(_MESSAGE.where(is_due), {"message_id": message_id}).one_or_none()
    if row is None:
        return None
    message = _of(row, row.attempts + 1)
    mine = sa.update(webhook_delivery).where(_d.id == message.id)
    tx.connection.execute(mine.values(try_at=tx.at + LEASE, attempts=message.attempts))
    return message


def withhold(tx: Transaction, message: Message) -> None:
    """Record that a message is not for the system that it was queued for."""
    _record(tx, message, state="withheld", error=None)


def record(tx: Transaction, message: Message, failure: NotPosted | None) -> bool:
    """Record what became of an attempt; tell whether the system's messages stop by it, so that somebody must look."""
    if failure is None:
        _record(tx, message, state="sent", sent_at=tx.at, error=None)
        old = _d.webhook_id == message.webhook_id, _d.state == "sent", _d.at < tx.at - KEPT
        tx.connection.execute(sa.delete(webhook_delivery).where(*old))
        return False
    if message.event == TEST:
        _record(tx, message, state="failed", error=str(failure))
        return False
    if message.attempts < MOST_ATTEMPTS and not isinstance(failure, ReceiverGone):
        _record(tx, message, try_at=tx.at + BACK_OFF[message.attempts - 1], error=str(failure))
        return False
    return _record(tx, message, error=str(failure)) and _stop(tx, message, str(failure))


def give_up(tx: Transaction, message_id: int, why: str) -> Message | None:
    """Stop a system's messages because one of them could not even be tried; none if there is no such message."""
    row = tx.connection.execute(_MESSAGE, {"message_id": message_id}).one_or_none()
    if row is None:
        return None
    message = _of(row, row.attempts)
    return message if _stop(tx, message, why) else None


def secrets_id(secret_key: str, number: int, at: datetime) -> str:
    """Return a message's id: the same however often it is tried, and never another's, not even after a restore."""
    return f"msg_{secret_of(secret_key, f'id {number} {at.isoformat()}')[6:30].replace('/', '_').replace('+', '-')}"


def _stop(tx: Transaction, message: Message, why: str) -> bool:
    tx.connection.execute(sa.update(webhook).where(_w.id == message.webhook_id).values(stopped_at=tx.at))
    left = _d.webhook_id == message.webhook_id, _QUEUED
    tx.connection.execute(sa.update(webhook_delivery).where(*left).values(state="waiting"))
    what = (
        f"Messages to “{message.called}” do not arrive, and wait. {why}. Have it put right there, or correct its "
        "address by adding it anew; then try again."
    )
    return service_incidents.open_once(tx, WEBHOOK_STOPPED, message.webhook_id, what)


def _of(row: Any, attempts: int) -> Message:
    return Message(
        id=row.id,
        webhook_id=row.webhook_id,
        called=row.called,
        url=row.url,
        nonce=row.nonce,
        account_id=row.person_id,
        case_id=row.case_id,
        reference=row.reference,
        revision_id=row.revision_id,
        event=row.event,
        at=row.at,
        attempts=attempts,
    )


def _record(tx: Transaction, message: Message, **values: Any) -> bool:
    """Record what became of an attempt, unless the message has been recorded, or claimed again, meanwhile."""
    mine = sa.update(webhook_delivery).where(_d.id == message.id, _QUEUED, _d.attempts == message.attempts)
    return tx.connection.execute(mine.values(**values)).rowcount == 1
