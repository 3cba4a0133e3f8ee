"""Sessions: who is signed in. The database keeps the hash of a session's token, never the token.

A session that has lapsed still tells whose it was, for a day: so what that person was typing can be
kept as their draft when it arrives late. It opens nothing.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from engine.access import Person
from engine.records.db import Transaction
from engine.records.tables import contact, guest_link, guest_session, person, post_held, safeguarding_case, session
from engine.registers.guests.door import confined
from engine.registers.people import ACCOUNT_COLUMNS, account_of, with_posts_today

TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)
"""A session is prolonged at most once in this time, so that reading a page seldom writes."""
KNOWN_AFTERWARDS = timedelta(days=1)
LONGEST = timedelta(hours=12)
"""However busy it is, a session ends after this."""
LONGEST_BY_LINK = timedelta(hours=2)
"""And one that a link has opened after this."""


_LINK = (
    guest_link.c.case_id,
    guest_link.c.held_by,
    safeguarding_case.c.reference,
    guest_link.c.ended_at,
    guest_link.c.expires_at.label("link_until"),
)


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session and whose it is; `is_live` is false once it has lapsed."""

    person: Person
    is_live: bool
    is_stale: bool
    """It is time to prolong it."""


def open_session(tx: Transaction, person_id: int, *, minutes: int, link_id: int | None = None) -> str:
    """Sign a person in for `minutes` without a request, and return the token that proves it (256 bits).

    Args:
        tx: the transaction.
        person_id: whose it is.
        minutes: for how long.
        link_id: of the link by which they came, to which they are confined; none for who signs in.
    """
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
    if link_id is not None:
        tx.connection.execute(guest_session.insert(), {"token_sha256": row["token_sha256"], "link_id": link_id})
    return token


def find_session(tx: Transaction, token: str) -> Session | None:
    """Return the session that a token proves, in one statement; none if it is not known (any more)."""
    by_link = session.outerjoin(guest_session, guest_session.c.token_sha256 == session.c.token_sha256)
    tables = (
        by_link.outerjoin(guest_link, guest_link.c.id == guest_session.c.link_id)
        .outerjoin(safeguarding_case, safeguarding_case.c.id == guest_link.c.case_id)
        .join(person, person.c.id == session.c.person_id)
    )
    until = session.c.expires_at.label("session_until")
    query = (
        sa.select(session.c.created_at, session.c.last_seen_at, until, *_LINK, *ACCOUNT_COLUMNS)
        .select_from(with_posts_today(tx, tables.outerjoin(contact, contact.c.person_id == person.c.id)))
        .where(session.c.token_sha256 == _sha256(token), person.c.is_active)
        .where(guest_link.c.id.is_(None) == contact.c.person_id.is_(None))
        .order_by(post_held.c.id)
    )
    rows = tx.connection.execute(query).all()
    if not rows or rows[0].session_until < tx.at - KNOWN_AFTERWARDS:
        return None
    row, found = rows[0], account_of(rows).person
    if row.held_by is not None:
        found = confined(found, row)
        is_live = row.ended_at is None and tx.at <= min(row.link_until, row.created_at + LONGEST_BY_LINK)
    else:
        is_live = tx.at <= row.created_at + LONGEST
    return Session(
        person=found,
        is_live=is_live and tx.at <= row.session_until,
        is_stale=tx.at - row.last_seen_at >= SEEN_EVERY,
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


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
