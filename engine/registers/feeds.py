"""The secret address from which a person's calendar program fetches what is due: the database keeps its hash alone.

A calendar program cannot sign in, so whoever has the address reads what it gives. It is shown once; a new one ends
the one before, and the closing of the account ends it for good.
"""

import secrets
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from engine.access import Person
from engine.records.db import Transaction
from engine.records.tables import calendar_feed, person, post_held
from engine.registers.people import ACCOUNT_COLUMNS, account_of, with_posts_today

TOKEN_BYTES = 32


def renew_feed(tx: Transaction, person_id: int) -> str:
    """Give a person an address in place of the one before, and return the token that stands in it (256 bits)."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    end_feed(tx, person_id)
    row = {"token_sha256": _sha256(token), "person_id": person_id, "created_at": tx.at}
    tx.connection.execute(calendar_feed.insert(), row)
    return token


def end_feed(tx: Transaction, person_id: int) -> None:
    """Let a person's address lead nowhere any more, if there is one."""
    tx.connection.execute(calendar_feed.delete().where(calendar_feed.c.person_id == person_id))


def feed_since(tx: Transaction, person_id: int) -> datetime | None:
    """Return since when (UTC) a person has had an address; none if there is none."""
    since: datetime | None = tx.connection.scalar(
        sa.select(calendar_feed.c.created_at).where(calendar_feed.c.person_id == person_id)
    )
    return since


def find_reader(tx: Transaction, token: str) -> Person | None:
    """Return whose address a token stands in, with the posts held today; none if it leads nowhere. One statement."""
    query = (
        sa.select(*ACCOUNT_COLUMNS)
        .select_from(with_posts_today(tx, calendar_feed.join(person, person.c.id == calendar_feed.c.person_id)))
        .where(calendar_feed.c.token_sha256 == _sha256(token), person.c.is_active)
        .order_by(post_held.c.id)
    )
    rows = tx.connection.execute(query).all()
    return account_of(rows).person if rows else None


def _sha256(token: str) -> str:
    return sha256(token.encode()).hexdigest()
