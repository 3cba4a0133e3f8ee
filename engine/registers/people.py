"""People: who may sign in, and which posts they hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from engine import clock
from engine.access import Absent, Person, Post
from engine.calendar.reminders import DIGEST_AT
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import contact, person, post_held

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
_hasher = PasswordHasher()


class EmailTakenError(EngineError):
    """Another account has this email address."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} already has an account; change that one, or give another address")


class NoSuchAccountError(EngineError):
    """No account has this email address."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} has no account; `cspr user list` shows those that there are")


class UnfitPasswordError(EngineError):
    """The password is too short or too long."""

    def __init__(self) -> None:
        super().__init__(f"a password has between {SHORTEST_PASSWORD} and {LONGEST_PASSWORD} characters")


@dataclass(frozen=True, kw_only=True)
class Account:
    """Someone's account, with the posts held on one London date.

    Attributes:
        is_administrator: administers accounts; no post that such an account may hold gives anything.
        is_contact: of an agency, and never signs in: a link and a code open their request.
        has_password: they have one, so that they can sign in with it.
    """

    id: int
    name: str
    email: str
    is_active: bool
    is_administrator: bool
    is_demonstration: bool
    is_contact: bool
    has_password: bool
    posts: tuple[Post, ...]

    @property
    def person(self) -> Person:
        """The person, as the rules of access see them."""
        return Person(
            id=self.id, name=self.name, email=self.email, posts=self.posts, is_administrator=self.is_administrator
        )


def add_person(
    tx: Transaction,
    *,
    name: str,
    email: str,
    posts: Iterable[Post] = (),
    password: str | None = None,
    is_administrator: bool = False,
    is_demonstration: bool = False,
) -> int:
    """Open an account and return its id; the posts are held from today on.

    Raises:
        EmailTakenError: another account has the address.
        UnfitPasswordError: the password is too short or too long.
    """
    email = email_key(email)
    if tx.connection.execute(sa.select(person.c.id).where(person.c.email == email)).first():
        raise EmailTakenError(email)
    row = {
        "name": name,
        "email": email,
        "password_hash": hashed(password) if password else None,
        "is_active": True,
        "is_administrator": is_administrator,
        "is_demonstration": is_demonstration,
        "created_at": tx.at,
        "digest_at": clock.at(clock.london_date(tx.at) + timedelta(days=1), DIGEST_AT),
    }
    person_id: int = tx.connection.execute(person.insert().returning(person.c.id), row).scalar_one()
    give_posts(tx, person_id, posts)
    return person_id


def give_posts(
    tx: Transaction,
    person_id: int,
    posts: Iterable[Post],
    *,
    from_on: date | None = None,
    until_on: date | None = None,
) -> None:
    """Let a person hold posts, from today or another London date on, until a last day or for good."""
    rows = [
        {
            "person_id": person_id,
            "organisation": post.organisation,
            "title": post.title,
            "from_on": from_on or clock.london_date(tx.at),
            "until_on": until_on,
        }
        for post in posts
    ]
    if rows:
        tx.connection.execute(post_held.insert(), rows)


def set_password(tx: Transaction, email: str, password: str) -> int:
    """Give an account a new password and return its id; a contact has an account from then on, and no link any more.

    Raises:
        NoSuchAccountError: no account has the address.
        UnfitPasswordError: the password is too short or too long.
    """
    change = (
        person.update()
        .where(person.c.email == email_key(email))
        .values(password_hash=hashed(password))
        .returning(person.c.id)
    )
    person_id = tx.connection.execute(change).scalar()
    if person_id is None:
        raise NoSuchAccountError(email_key(email))
    if tx.connection.execute(contact.delete().where(contact.c.person_id == person_id)).rowcount:  # who signs in now
        first = clock.at(clock.london_date(tx.at) + timedelta(days=1), DIGEST_AT)
        tx.connection.execute(person.update().where(person.c.id == person_id).values(digest_at=first))
    return int(person_id)


def accounts(tx: Transaction, *, is_demonstration: bool | None = None) -> list[Account]:
    """Return every account, by name, or only those of the demonstration."""
    wanted = person.c.is_demonstration.is_(is_demonstration) if is_demonstration is not None else sa.true()
    query = _with_posts(tx).where(wanted).order_by(person.c.name, person.c.id, post_held.c.id)
    by_person: dict[int, list[sa.Row[Any]]] = {}
    for row in tx.connection.execute(query):
        by_person.setdefault(row.id, []).append(row)
    return [account_of(rows) for rows in by_person.values()]


def find_person(tx: Transaction, person_id: int) -> Person | None:
    """Return someone by id, with today's posts; none if there is no such active account."""
    rows = tx.connection.execute(_with_posts(tx).where(person.c.id == person_id, person.c.is_active)).all()
    return account_of(rows).person if rows else None


def find_by_email(tx: Transaction, email: str) -> Person | None:
    """Return whose active account has an address, with today's posts; none if nobody's has."""
    wanted = person.c.email == email_key(email), person.c.is_active
    rows = tx.connection.execute(_with_posts(tx).where(*wanted).order_by(post_held.c.id)).all()
    return account_of(rows).person if rows else None


def password_of(tx: Transaction, email: str) -> tuple[int, str] | None:
    """Return the id and the password's hash of an active account that has one."""
    query = sa.select(person.c.id, person.c.password_hash).where(
        person.c.email == email_key(email), person.c.is_active, person.c.password_hash.is_not(None)
    )
    row = tx.connection.execute(query).first()
    return (row.id, row.password_hash) if row else None


def is_password(password_hash: str | None, password: str) -> bool:
    """Tell whether `password` is the one hashed; takes as long if there is no hash. Outside any transaction."""
    try:
        _hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _nobodys_hash() -> str:
    """Return what stands in for an account that does not exist, so that asking for it takes as long."""
    return _hasher.hash("no account has this password")


def hashed(password: str) -> str:
    """Hash a password (argon2id).

    Raises:
        UnfitPasswordError: it is too short or too long.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UnfitPasswordError
    return _hasher.hash(password)


def email_key(email: str) -> str:
    """Return an email address as accounts keep it, without the NUL that PostgreSQL does not even look for."""
    return email.replace("\0", "").strip().lower()


def _with_posts(tx: Transaction) -> sa.Select[Any]:
    return sa.select(*ACCOUNT_COLUMNS).select_from(with_posts_today(tx, person))


_absent, _contact = person.alias("absent"), contact.alias("never_signs_in")
ACCOUNT_COLUMNS = (
    person.c.id,
    person.c.name,
    person.c.email,
    person.c.is_active,
    person.c.is_administrator,
    person.c.is_demonstration,
    person.c.password_hash.is_not(None).label("has_password"),
    sa.exists().where(_contact.c.person_id == person.c.id).correlate(person).label("is_contact"),
    post_held.c.organisation,
    post_held.c.title,
    post_held.c.covers,
    post_held.c.until_on,
    _absent.c.name.label("absent"),
)


def with_posts_today(tx: Transaction, people: sa.FromClause) -> sa.Join:
    """Join to people their posts of the transaction's London date, and in whose place they hold one."""
    return with_posts_on(clock.london_date(tx.at), people)


def with_posts_on(day: date | sa.BindParameter[date], people: sa.FromClause) -> sa.Join:
    """Join to people their posts of a London date, or of one that a statement is told when it is executed."""
    held = sa.and_(
        post_held.c.person_id == person.c.id,
        post_held.c.from_on <= day,
        sa.or_(post_held.c.until_on.is_(None), post_held.c.until_on >= day),
    )
    return people.outerjoin(post_held, held).outerjoin(_absent, _absent.c.id == post_held.c.covers)


def account_of(rows: Sequence[Any]) -> Account:
    """Make one account of its rows, one a post: its own posts first, then those that it covers.

    Who administers accounts sees no case: whatever post the account may hold counts for nothing.
    """
    first = rows[0]
    held = (_post(row) for row in rows if row.organisation is not None and not first.is_administrator)
    return Account(
        id=first.id,
        name=first.name,
        email=first.email,
        is_active=first.is_active,
        is_administrator=first.is_administrator,
        is_demonstration=first.is_demonstration,
        is_contact=first.is_contact,
        has_password=first.has_password,
        posts=tuple(sorted(held, key=lambda post: post.covers is not None)),
    )


def _post(row: Any) -> Post:
    absent = Absent(id=row.covers, name=row.absent, until_on=row.until_on) if row.covers else None
    return Post(organisation=row.organisation, title=row.title, covers=absent)
