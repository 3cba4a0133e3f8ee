"""Sessions: who is signed in. The database keeps the hash of a session's token, never the token.

A session that has lapsed still tells whose it was, for a day: so what that person was typing can be
kept as their draft when it arrives late. It opens nothing.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from engine.access import Person
from engine.records.db import Transaction
from engine.records.tables import person, post_held, session
from engine.registers.people import ACCOUNT_COLUMNS, account_of, with_posts_today

TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)
"""A session is prolonged at most once in this time, so that reading a page seldom writes."""
KNOWN_AFTERWARDS = timedelta(days=1)
LONGEST = timedelta(hours=12)
"""However busy it is, a session ends after this."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session and whose it is; `is_live` is false once it has lapsed."""

    person: Person
    is_live: bool
    is_stale: bool
    """It is time to prolong it."""


def open_session(tx: Transaction, person_id: int, *, minutes: int) -> str:
    """Sign a person in for `minutes` without a request, and return the token that proves it (256 bits)."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    tx.connection.execute(session.delete().where(session.c.expires_at < tx.at - KNOWN_AFTERWARDS))
    row = {
        "token_sha256": _sha256(token),
        "person_id": person_id,
        "created_at": tx.at,
        "last_seen_at": tx.at,
        "expires_at": tx.at + timedelta(minutes=minutes),
    }
    tx.connection.execute(session.insert(), row)
    return token


def find_session(tx: Transaction, token: str) -> Session | None:
    """Return the session that a token proves, in one statement; none if it is not known (any more)."""
    query = (
        sa.select(session.c.created_at, session.c.last_seen_at, session.c.expires_at, *ACCOUNT_COLUMNS)
        .select_from(with_posts_today(tx, session.join(person, person.c.id == session.c.person_id)))
        .where(session.c.token_sha256 == _sha256(token), person.c.is_active)
        .order_by(post_held.c.id)
    )
    rows = tx.connection.execute(query).all()
    if not rows or rows[0].expires_at < tx.at - KNOWN_AFTERWARDS:
        return None
    return Session(
        person=account_of(rows).person,
        is_live=tx.at <= _end(rows[0].created_at, rows[0].expires_at),
        is_stale=tx.at - rows[0].last_seen_at >= SEEN_EVERY,
    )


def prolong_session(tx: Transaction, token: str, *, minutes: int) -> None:
    """Let a session that is still live last `minutes` from now."""
    tx.connection.execute(
        session.update()
        .where(session.c.token_sha256 == _sha256(token), session.c.expires_at >= tx.at)
        .values(last_seen_at=tx.at, expires_at=tx.at + timedelta(minutes=minutes))
    )


def close_session(tx: Transaction, token: str) -> None:
    """Sign out."""
    tx.connection.execute(session.delete().where(session.c.token_sha256 == _sha256(token)))


def close_sessions_of(tx: Transaction, person_id: int) -> None:
    """Sign someone out everywhere, as after a new password."""
    tx.connection.execute(session.delete().where(session.c.person_id == person_id))


def _end(created_at: datetime, expires_at: datetime) -> datetime:
    return min(expires_at, created_at + LONGEST)


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
