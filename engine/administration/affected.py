"""What every change of an account begins and ends with: whose it is, why it is refused, and what is left behind."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Post
from engine.cases import claims
from engine.cases.holders import Holder, holder
from engine.cases.revisions import Revisions
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import contact, person, post_held
from engine.registers import posts
from engine.registers.people import NoSuchAccountError, email_key

TWO_ACCOUNTS = (
    "Who administers accounts sees no case: a person who does both has two accounts, each with an address of its own"
)
_p, _h = person.c, post_held.c


class AdministrationRefused(EngineError):
    """A change of an account cannot be made.

    Attributes:
        field: what has to be put right, such as `email`; empty if it is the change itself.
    """

    def __init__(self, why: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(why)


@dataclass(frozen=True, kw_only=True)
class Left:
    """What somebody leaves behind whose post or account has ended.

    Attributes:
        person_id: who.
        tasks: how many open tasks that they had taken went back to the role.
        vacant: the parts that nobody holds now.
    """

    person_id: int
    tasks: int
    vacant: tuple[Holder, ...]


def left_behind(tx: Transaction, revisions: Revisions, person_id: int, ended: Collection[Post]) -> Left:
    """Give back what a person had taken and may not do any more, and say what nobody holds now of what has ended."""
    tasks = claims.give_back(tx, revisions, person_id)
    partnership = revisions.current(tx).partnership
    vacant = (holder(partnership, key) for key in posts.vacant(tx, partnership, ended))
    named = tuple(who for who in vacant if partnership.roles[who.role].is_of_posts)  # others are so by any post
    return Left(person_id=person_id, tasks=tasks, vacant=named)


def posts_not_ended(tx: Transaction, person_id: int) -> list[Post]:
    """Return the posts of their own that a person holds today, or will."""
    not_ended = sa.or_(_h.until_on.is_(None), _h.until_on >= clock.london_date(tx.at))
    query = sa.select(_h.organisation, _h.title).where(_h.person_id == person_id, _h.covers.is_(None), not_ended)
    return [Post(organisation=row.organisation, title=row.title) for row in tx.connection.execute(query)]


def by_email(tx: Transaction, email: str) -> Any:
    """Return the row of who has an address, locked.

    Raises:
        NoSuchAccountError: nobody has.
    """
    row = tx.connection.execute(sa.select(person).where(_p.email == email_key(email)).with_for_update()).one_or_none()
    if row is None:
        raise NoSuchAccountError(email_key(email))
    return row


def by_id(tx: Transaction, person_id: int) -> Any:
    """Return the row of a person, locked.

    Raises:
        NoSuchAccountError: there is none.
    """
    row = tx.connection.execute(sa.select(person).where(_p.id == person_id).with_for_update()).one_or_none()
    if row is None:
        raise NoSuchAccountError(str(person_id))
    return row


def is_contact(tx: Transaction, person_id: int) -> bool:
    """Tell whether a person is a contact, who never signs in."""
    query = sa.select(contact.c.person_id).where(contact.c.person_id == person_id)
    return tx.connection.execute(query).first() is not None
