"""What somebody asked for, kept for a while under a key: the address of the page that shows what was found holds it.

An address is written into logs and histories, and what is asked for may be a child's name.
"""

import secrets
from datetime import timedelta

import sqlalchemy as sa

from engine.cases.searching.words import MOST_CHARACTERS
from engine.records.db import Transaction
from engine.records.searches import search

KEPT = timedelta(hours=2)
KEY_BYTES = 16


def keep_asked(tx: Transaction, person_id: int, asked: str) -> str:
    """Keep what a person asks for, and return its key; what was asked too long ago is dropped."""
    tx.connection.execute(search.delete().where(search.c.at < tx.at - KEPT))
    key = secrets.token_urlsafe(KEY_BYTES)
    said = asked.replace("\0", "")[:MOST_CHARACTERS]
    tx.connection.execute(search.insert(), {"key": key, "person_id": person_id, "asked": said, "at": tx.at})
    return key


def asked_by(tx: Transaction, person_id: int, key: str) -> str | None:
    """Return what a person asked for; none if it is not kept any more, or another person asked."""
    found: str | None = tx.connection.scalar(
        sa.select(search.c.asked).where(
            search.c.key == key, search.c.person_id == person_id, search.c.at >= tx.at - KEPT
        )
    )
    return found
