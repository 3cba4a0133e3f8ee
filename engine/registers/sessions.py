"""Sessions: who is signed in. The database keeps the hash of a session's token, never the token.

A session that has lapsed still tells whose it was, for a day: so what that person was typing can be
kept as their draft when it arrives late. It opens nothing. Nor does one that lacks something: it is of
somebody who has given a password, and leads to the pages alone on which the rest is proved.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.records.db import Transaction
from engine.records.tables import contact, guest_link, guest_session, person, post_held, safeguarding_case, session
from engine.registers.guests.door import confined
from engine.registers.people import ACCOUNT_COLUMNS, account_of, with_posts_on
from engine.registers.tokens import end_tokens_of

TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)
"""A session is prolonged at most once in this time, so that reading a page seldom writes."""
KNOWN_AFTERWARDS = timedelta(days=1)
LONGEST = timedelta(hours=12)
"""However busy it is, a session ends after this, if the settings say nothing else."""
LONGEST_BY_LINK = timedelta(hours=2)
"""And one that a link has opened after this."""
HALF_MINUTES = 15
"""So long may it take to prove the rest after the password."""
FRESH = timedelta(minutes=15)
"""So long after signing in somebody may change how they sign in; later they sign in again first."""
CODE, FACTOR = "code", "factor"
"""What a session may lack: the code of a second step, or a second step altogether, which has to be set up first."""
PASSWORD, PASSKEY, PROVIDER = "password", "passkey", "provider"
MOST_LISTED = 50


_LINK = (
    guest_link.c.case_id,
    guest_link.c.held_by,
    safeguarding_case.c.reference,
    guest_link.c.ended_at,
    guest_link.c.expires_at.label("link_until"),
)
_s = session.c


def _statement() -> sa.Select[Any]:
    by_link = session.outerjoin(guest_session, guest_session.c.token_sha256 == _s.token_sha256)
    known = (
        by_link.outerjoin(guest_link, guest_link.c.id == guest_session.c.link_id)
        .outerjoin(safeguarding_case, safeguarding_case.c.id == guest_link.c.case_id)
        .join(person, person.c.id == _s.person_id)
        .outerjoin(contact, contact.c.person_id == person.c.id)
    )
    today = sa.bindparam("today", type_=post_held.c.from_on.type)
    until = _s.expires_at.label("session_until")
    return (
        sa.select(_s.created_at, _s.last_seen_at, until, _s.lacks, _s.how, *_LINK, *ACCOUNT_COLUMNS)
        .select_from(with_posts_on(today, known))
        .where(_s.token_sha256 == sa.bindparam("token"), person.c.is_active)
        .where(guest_link.c.id.is_(None) == contact.c.person_id.is_(None))
        .order_by(post_held.c.id)
    )


_FIND = _statement()
"""Built once: every request asks it."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session and whose it is; `is_live` is false once it has lapsed.

    Attributes:
        is_stale: it is time to prolong it.
        lacks: `CODE` or `FACTOR` while the person has not proved all; empty of who is signed in.
        how: the person signed in: `PASSWORD`, `PASSKEY`, `PROVIDER`, or empty for a link or a demonstration's button.
        since: when (UTC).
    """

    person: Person
    is_live: bool
    is_stale: bool
    lacks: str
    how: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where somebody is signed in.

    Attributes:
        id: by which it is ended; it opens nothing.
        device: in plain words; empty if the browser did not say.
        how: see `Session`.
        since: when they signed in there (UTC).
        seen_at: when its last request came (UTC), to the minute.
        is_this: it is where they are looking at it.
    """

    id: str
    device: str
    how: str
    since: datetime
    seen_at: datetime
    is_this: bool


def open_session(
    tx: Transaction,
    person_id: int,
    *,
    minutes: int,
    link_id: int | None = None,
    device: str = "",
    how: str = "",
    lacks: str = "",
) -> str:
    """Sign a person in for `minutes` without a request, and return the token that proves it (256 bits).

    Args:
        tx: the transaction.
        person_id: whose it is.
        minutes: for how long; where it lacks something, `HALF_MINUTES` count instead, whatever is asked.
        link_id: of the link by which they came, to which they are confined; none for who signs in.
        device: where, in plain words.
        how: see `Session`.
        lacks: see `Session`.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    tx.connection.execute(session.delete().where(_s.expires_at < tx.at - KNOWN_AFTERWARDS))
    row = {
        "token_sha256": _sha256(token),
        "person_id": person_id,
        "created_at": tx.at,
        "last_seen_at": tx.at,
        "expires_at": tx.at + timedelta(minutes=HALF_MINUTES if lacks else minutes),
        "device": device,
        "how": how,
        "lacks": lacks,
    }
    tx.connection.execute(session.insert(), row)
    if link_id is not None:
        tx.connection.execute(guest_session.insert(), {"token_sha256": row["token_sha256"], "link_id": link_id})
    return token


def find_session(tx: Transaction, token: str, *, longest: timedelta = LONGEST) -> Session | None:
    """Return the session that a token proves, in one statement; none if it is not known (any more).

    Args:
        tx: the transaction.
        token: of the session.
        longest: after which it ends, however busy it is; of one that a link has opened, `LONGEST_BY_LINK`.
    """
    asked = {"token": _sha256(token), "today": clock.london_date(tx.at)}
    rows = tx.connection.execute(_FIND, asked).all()
    if not rows or rows[0].session_until < tx.at - KNOWN_AFTERWARDS:
        return None
    row, found = rows[0], account_of(rows).person
    if row.held_by is not None:
        found = confined(found, row)
        is_live = row.ended_at is None and tx.at <= min(row.link_until, row.created_at + LONGEST_BY_LINK)
    else:
        is_live = tx.at <= row.created_at + longest
    return Session(
        person=found,
        is_live=is_live and tx.at <= row.session_until,
        is_stale=tx.at - row.last_seen_at >= SEEN_EVERY,
        lacks=row.lacks,
        how=row.how,
        since=row.created_at,
    )


def prolong_session(tx: Transaction, token: str, *, minutes: int) -> None:
    """Let a session that is still live, and lacks nothing, last `minutes` from now."""
    tx.connection.execute(
        session.update()
        .where(_s.token_sha256 == _sha256(token), _s.expires_at >= tx.at, _s.lacks == "")
        .values(last_seen_at=tx.at, expires_at=tx.at + timedelta(minutes=minutes))
    )


def places_of(tx: Transaction, person_id: int, token: str, *, longest: timedelta = LONGEST) -> tuple[Place, ...]:
    """Return where a person is signed in, seen last first, `MOST_LISTED` at most.

    Args:
        tx: the transaction.
        person_id: whose sessions.
        token: of the session in which they look at them.
        longest: see `find_session`.
    """
    live = _s.expires_at >= tx.at, _s.created_at >= tx.at - longest, _s.lacks == ""
    query = sa.select(session).where(_s.person_id == person_id, *live).order_by(_s.last_seen_at.desc())
    this = _sha256(token)
    return tuple(
        Place(
            id=row.token_sha256,
            device=row.device,
            how=row.how,
            since=row.created_at,
            seen_at=row.last_seen_at,
            is_this=row.token_sha256 == this,
        )
        for row in tx.connection.execute(query.limit(MOST_LISTED))
    )


def close_session(tx: Transaction, token: str) -> None:
    """Sign out."""
    tx.connection.execute(session.delete().where(_s.token_sha256 == _sha256(token)))


def end_place(tx: Transaction, person_id: int, place_id: str) -> bool:
    """Sign a person out in one place, from its next request on; tell whether they were signed in there."""
    ended = session.delete().where(_s.person_id == person_id, _s.token_sha256 == place_id)
    return bool(tx.connection.execute(ended).rowcount)


def end_other_sessions(tx: Transaction, person_id: int, token: str) -> int:
    """Sign a person out everywhere but in the session of `token`; return how many sessions ended."""
    ended = session.delete().where(_s.person_id == person_id, _s.token_sha256 != _sha256(token))
    return int(tx.connection.execute(ended).rowcount)


def close_sessions_of(tx: Transaction, person_id: int) -> None:
    """Sign someone out everywhere, as after a new password; it counts from the next request on, in every process.

    What acts for them by a token is shut out, too.
    """
    tx.connection.execute(session.delete().where(_s.person_id == person_id))
    end_tokens_of(tx, person_id)


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
