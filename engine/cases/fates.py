"""What became of a case's letters: each delivery, to whom, how often it was tried, when it went, why it did not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import sqlalchemy as sa

from engine.records.db import Transaction
from engine.records.tables import delivery, person


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One letter on its way to one address.

    Attributes:
        name: of the person; empty for a mailbox.
        state: queued, sent, failed, or bounced: sent, and it came back.
        attempts: how often it was tried.
        try_at: when it is tried next (UTC), while it is queued.
        sent_at: when a mail server took it (UTC).
        error: what the last attempt met, or what the mail server reported since; empty if nothing went wrong.
        because: why it went to another than its letter says; empty if it did not.
        is_last: nothing was sent to the same recipient since.
    """

    name: str
    address: str
    state: str
    attempts: int
    try_at: datetime
    sent_at: datetime | None
    error: str
    because: str
    is_last: bool


_d = delivery.c
_DELIVERIES = (
    sa.select(delivery, person.c.name)
    .outerjoin(person, person.c.id == _d.person_id)
    .where(_d.case_id == sa.bindparam("case_id", type_=_d.case_id.type))
    .order_by(_d.letter_id, _d.id)
)


def deliveries(tx: Transaction, case_id: int) -> Mapping[int, tuple[Delivery, ...]]:
    """Return the deliveries of a case's letters, by letter, in the order in which they were queued."""
    found = {}
    rows = tx.connection.execute(_DELIVERIES, {"case_id": case_id}).all()
    for letter_id, each in groupby(rows, key=lambda row: row.letter_id):
        of_letter = list(each)
        last = {row.person_id or row.address: row.id for row in of_letter}
        found[letter_id] = tuple(
            Delivery(
                name=row.name or "",
                address=row.address,
                state=row.state,
                attempts=row.attempts,
                try_at=row.try_at,
                sent_at=row.sent_at,
                error=row.error or "",
                because=row.because or "",
                is_last=row.id in last.values(),
            )
            for row in of_letter
        )
    return found
