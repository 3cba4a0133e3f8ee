"""What was sent to one person: letters of cases, and notices; each as the outbox knows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from engine.records.db import Transaction
from engine.records.tables import delivery, letter, notice, safeguarding_case
from engine.registers import need_to_know

PAGE = 50
_d = delivery.c
_PERSON = sa.bindparam("person_id", type_=_d.person_id.type)
_RECEIVED = (
    sa.select(
        _d.letter_id,
        _d.state,
        _d.error,
        safeguarding_case.c.reference,
        notice.c.body,
        sa.func.coalesce(letter.c.subject, notice.c.subject).label("subject"),
        sa.func.coalesce(letter.c.at, notice.c.at).label("at"),
    )
    .outerjoin_from(delivery, letter, letter.c.id == _d.letter_id)
    .outerjoin(notice, notice.c.id == _d.notice_id)
    .outerjoin(safeguarding_case, safeguarding_case.c.id == _d.case_id)
    .where(_d.person_id == _PERSON, ~need_to_know.shut_out(_d.case_id, _PERSON))
    .order_by(_d.id.desc())
    .limit(PAGE)
)


@dataclass(frozen=True, kw_only=True)
class Received:
    """Something that was sent to a person.

    Attributes:
        at: when it was written (UTC).
        reference: of the case whose letter it is; empty for a notice.
        letter_id: of the letter; none for a notice.
        body: what a notice says; empty for a letter, which is read in its case by who may see that now.
        state: queued, sent, failed or bounced.
        error: what went wrong; empty if nothing did.
    """

    at: datetime
    subject: str
    reference: str
    letter_id: int | None
    body: str
    state: str
    error: str


def received(tx: Transaction, person_id: int) -> Sequence[Received]:
    """Return what was sent to a person, the newest first, `PAGE` at most: one statement, by its own index.

    Letters of a case in which they have a conflict of interest are left out.
    """
    return [
        Received(
            at=row.at,
            subject=row.subject,
            reference=row.reference or "",
            letter_id=row.letter_id,
            body=row.body or "",
            state=row.state,
            error=row.error or "",
        )
        for row in tx.connection.execute(_RECEIVED, {"person_id": person_id})
    ]
