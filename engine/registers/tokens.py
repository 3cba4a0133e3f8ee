"""Tokens by which other programs act for a person, within scopes and for a time: the database keeps their hash alone.

A token never may more than the person whom it acts for: it is that person who is asked for, with the posts held today.
It is shown once. It ends when its time is over, when the person ends it, and with the account.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from engine.access import Person
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import access_token, contact, person, post_held
from engine.registers.people import ACCOUNT_COLUMNS, account_of, with_posts_today

SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "read": "Read the cases, tasks, answers, letters, documents and dates that you may read",
        "registers": "Read the registers that you may open",
        "act": "Claim, give back and complete tasks that are yours",
        "refer": "Open cases by a referral, if you may refer",
    }
)
"""What a token may be used for, and what a person is told of it."""
LIFETIMES_DAYS = (7, 30, 90, 365)
"""For how long a token may be made."""
MOST = 20
"""So many tokens of one person are good at the same time."""
LONGEST_NAME = 100
MARK = "cspr_"
"""What every token begins with, so that programs that look for secrets in files know one."""
TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=10)
"""That a token was used is noted at most once in this time, so that reading seldom writes."""

_a = access_token.c
_IS_LIVE = sa.and_(_a.ended_at.is_(None), _a.expires_at > sa.bindparam("now", type_=_a.expires_at.type))


class TokenRefused(EngineError):
    """A token cannot be made as it was asked for.

    Attributes:
        errors: what to do, by what is wrong: `name`, `scopes`, `days`.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = errors
        super().__init__("; ".join(errors.values()))


@dataclass(frozen=True, kw_only=True)
class Token:
    """What is known of a token; not the token.

    Attributes:
        name: what the person calls it.
        last_used_at: to about `SEEN_EVERY` (UTC); none if it never was.
        ended_at: when the person ended it (UTC); none if they did not.
    """

    id: int
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    ended_at: datetime | None

    def is_live(self, at: datetime) -> bool:
        """Tell whether it is good at an instant."""
        return self.ended_at is None and at < self.expires_at

    def is_stale(self, at: datetime) -> bool:
        """Tell whether it is time to note that it was used."""
        return self.last_used_at is None or at - self.last_used_at >= SEEN_EVERY


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """For whom a request is made that bears a token, and which token that is."""

    person: Person
    token: Token


def make_token(tx: Transaction, person_id: int, *, name: str, scopes: Collection[str], days: int) -> tuple[str, Token]:
    """Make a token for a person, and return it with what is kept of it.

    Raises:
        TokenRefused: with everything that is wrong: no name or too long a one, no scope or an unknown one, a lifetime
            that there is not, or as many tokens as a person may have.
    """
    name = " ".join(name.split())
    _refuse_unfit(tx, person_id, name, scopes, days)
    secret = MARK + secrets.token_urlsafe(TOKEN_BYTES)
    row = {
        "person_id": person_id,
        "token_sha256": _sha256(secret),
        "name": name,
        "scopes": " ".join(scope for scope in SCOPES if scope in scopes),
        "created_at": tx.at,
        "expires_at": tx.at + timedelta(days=days),
    }
    made = tx.connection.execute(access_token.insert().returning(access_token), row).one()
    return secret, _token(made)


def _refuse_unfit(tx: Transaction, person_id: int, name: str, scopes: Collection[str], days: int) -> None:
    errors = dict[str, str]()
    if not name or not name.isprintable():
        errors["name"] = "Enter what the token is for"
    elif len(name) > LONGEST_NAME:
        errors["name"] = f"What the token is for must be {LONGEST_NAME} characters or fewer"
    elif _live(tx, person_id) >= MOST:
        errors["name"] = f"You have {MOST} tokens. End one first"
    if not scopes or not set(scopes) <= set(SCOPES):
        errors["scopes"] = "Choose what the token may be used for"
    if days not in LIFETIMES_DAYS:
        errors["days"] = "Choose how long the token is good for"
    if errors:
        raise TokenRefused(errors)


def _live(tx: Transaction, person_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(access_token).where(_a.person_id == person_id, _IS_LIVE)
    return int(tx.connection.execute(query, {"now": tx.at}).scalar_one())


def tokens_of(tx: Transaction, person_id: int, *, most: int = 100) -> tuple[Token, ...]:
    """Return a person's tokens, the newest first, those that are good no more among them."""
    query = sa.select(access_token).where(_a.person_id == person_id).order_by(_a.id.desc()).limit(most)
    return tuple(_token(row) for row in tx.connection.execute(query))


def end_token(tx: Transaction, person_id: int, token_id: int) -> bool:
    """Let a person's token be good no more; tell whether it was until now."""
    own = _a.id == token_id, _a.person_id == person_id, _a.ended_at.is_(None)
    return bool(tx.connection.execute(access_token.update().where(*own).values(ended_at=tx.at)).rowcount)


def end_tokens_of(tx: Transaction, person_id: int) -> int:
    """Let every token of a person be good no more, and tell how many were."""
    own = _a.person_id == person_id, _a.ended_at.is_(None)
    return tx.connection.execute(access_token.update().where(*own).values(ended_at=tx.at)).rowcount


def find_bearer(tx: Transaction, secret: str) -> Bearer | None:
    """Return for whom a token acts, with the posts held today, in one statement; none if it is good no more.

    A contact, who never signs in, has none; nor has an account that was closed.
    """
    known = access_token.join(person, person.c.id == _a.person_id)
    tables = with_posts_today(tx, known.outerjoin(contact, contact.c.person_id == person.c.id))
    columns = (column.label(f"token_{column.name}") for column in access_token.c)
    query = (
        sa.select(*columns, *ACCOUNT_COLUMNS)
        .select_from(tables)
        .where(_a.token_sha256 == _sha256(secret), _IS_LIVE, person.c.is_active, contact.c.person_id.is_(None))
        .order_by(post_held.c.id)
    )
    rows = tx.connection.execute(query, {"now": tx.at}).all()
    return Bearer(person=account_of(rows).person, token=_token(rows[0], "token_")) if rows else None


def note_use(tx: Transaction, token_id: int) -> None:
    """Note that a token is used."""
    tx.connection.execute(access_token.update().where(_a.id == token_id).values(last_used_at=tx.at))


def _token(row: Any, before: str = "") -> Token:
    def of(column: str) -> Any:
        return getattr(row, before + column)

    return Token(
        id=of("id"),
        name=of("name"),
        scopes=tuple(of("scopes").split()),
        created_at=of("created_at"),
        expires_at=of("expires_at"),
        last_used_at=of("last_used_at"),
        ended_at=of("ended_at"),
    )


def _sha256(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
