"""Notices: what one person is told that is about no case, kept and delivered as letters are.

A notice names cases by their references alone, and leads to where more is told, behind the sign-in.
"""

from sqlalchemy.dialects import postgresql, sqlite

from engine.access import Person
from engine.correspondence.recipients import deliver_notice
from engine.diagrams.partnership import Partnership
from engine.records.db import Transaction
from engine.records.tables import notice

_ADD_ONCE = {
    name: dialect.insert(notice).on_conflict_do_nothing(index_elements=[notice.c.once_key]).returning(notice.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def notify(tx: Transaction, partnership: Partnership, to: Person, *, once_key: str, subject: str, body: str) -> bool:
    """Write a notice to a person and queue its delivery; tell whether they had not been told it yet.

    Args:
        tx: the transaction.
        partnership: whose service it is.
        to: who receives it.
        once_key: what must not be told twice, at most 100 characters.
        subject: of the mail.
        body: plain text.
    """
    row = {"person_id": to.id, "once_key": once_key, "subject": subject, "body": f"{body}\n", "at": tx.at}
    added: int | None = tx.connection.execute(_ADD_ONCE[tx.connection.dialect.name], row).scalar_one_or_none()
    if added is not None:
        deliver_notice(tx, partnership, added, to)
    return added is not None
