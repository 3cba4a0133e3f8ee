"""Accounts as administrators see them: listed, searched, and one with every post that it holds, held and will hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Absent, Post
from engine.records.accounts import password_link
from engine.records.db import Transaction
from engine.records.tables import contact, person, post_held
from engine.registers.factors import Factors, factors_of
from engine.registers.people import ACCOUNT_COLUMNS, Account, account_of, with_posts_today

PAGE = 50
_p, _h, _l = person.c, post_held.c, password_link.c
_absent = person.alias("absent")
_TODAY = sa.bindparam("today", type_=_h.from_on.type)
_IS_CONTACT = sa.exists().where(contact.c.person_id == _p.id)
_HAS_POST = sa.exists().where(
    _h.person_id == _p.id, _h.from_on <= _TODAY, sa.or_(_h.until_on.is_(None), _h.until_on >= _TODAY)
)
KINDS: Mapping[str, tuple[str, sa.ColumnElement[bool]]] = {
    "open": ("Open accounts", _p.is_active),
    "administrators": ("Administrators", sa.and_(_p.is_active, _p.is_administrator)),
    "contacts": ("Contacts, who never sign in", sa.and_(_p.is_active, _IS_CONTACT)),
    "invited": ("No password yet", sa.and_(_p.is_active, _p.password_hash.is_(None), ~_IS_CONTACT)),
    "without-post": ("No post today", sa.and_(_p.is_active, ~_p.is_administrator, ~_HAS_POST)),
    "closed": ("Closed accounts", ~_p.is_active),
}
"""By which accounts can be listed: in words, and the condition."""


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """A page of accounts by name; `more` is after which name and id the next page starts, if there is one."""

    items: tuple[Account, ...]
    more: tuple[str, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Held:
    """A post that an account holds, held, or will hold; its days are London dates.

    Attributes:
        until_on: the last day; none while it has none.
    """

    id: int
    post: Post
    from_on: date
    until_on: date | None

    @property
    def has_ended(self) -> bool:
        """Whether its last day has passed, or it was called off before it began."""
        return self.until_on is not None and self.until_on < max(clock.today(), self.from_on)

    @property
    def is_to_come(self) -> bool:
        """Whether it begins after today."""
        return not self.has_ended and self.from_on > clock.today()


@dataclass(frozen=True, kw_only=True)
class Known:
    """An account with everything that an administrator may know of it.

    Attributes:
        created_at: when it was opened (UTC).
        held: its posts, the latest first.
        link_until: until when (UTC) a link works by which a password is set; none if none does.
        factors: what they can prove themselves with besides a password.
    """

    account: Account
    created_at: datetime
    held: tuple[Held, ...]
    link_until: datetime | None
    factors: Factors


def list_accounts(
    tx: Transaction, *, kind: str = "open", asked: str = "", after: tuple[str, int] | None = None
) -> Accounts:
    """Return a page of accounts by name, in two statements.

    Args:
        tx: the transaction.
        kind: one of `KINDS`.
        asked: a part of the name or the address; empty for all.
        after: the name and the id of the last account of the page before.
    """
    today = clock.london_date(tx.at)
    found = sa.select(_p.id, _p.name).where(KINDS[kind][1]).order_by(_p.name, _p.id).limit(PAGE + 1)
    if asked:
        found = found.where(
            sa.or_(_p.name.icontains(asked, autoescape=True), _p.email.icontains(asked, autoescape=True))
        )
    if after:
        found = found.where(sa.or_(_p.name > after[0], sa.and_(_p.name == after[0], _p.id > after[1])))
    rows = tx.connection.execute(found, {"today": today}).all()
    page = rows[:PAGE]
    by_id = dict[int, list[sa.Row[Any]]]()
    for row in tx.connection.execute(_of(tx, [one.id for one in page])):
        by_id.setdefault(row.id, []).append(row)
    more = (page[-1].name, page[-1].id) if len(rows) > PAGE else None
    return Accounts(items=tuple(account_of(by_id[one.id]) for one in page), more=more)


def find_account(tx: Transaction, person_id: int) -> Known | None:
    """Return an account by id, in a few statements; none if there is none."""
    rows = tx.connection.execute(_of(tx, [person_id])).all()
    if not rows:
        return None
    works = _l.person_id == person_id, _l.used_at.is_(None), _l.ended_at.is_(None), _l.expires_at >= tx.at
    link_until = sa.select(sa.func.max(_l.expires_at)).where(*works).scalar_subquery()
    row = tx.connection.execute(sa.select(_p.created_at, link_until.label("until")).where(_p.id == person_id)).one()
    return Known(
        account=account_of(rows),
        created_at=row.created_at,
        held=_held(tx, person_id),
        link_until=row.until,
        factors=factors_of(tx, person_id),
    )


def _of(tx: Transaction, ids: list[int]) -> sa.Select[Any]:
    return sa.select(*ACCOUNT_COLUMNS).select_from(with_posts_today(tx, person)).where(_p.id.in_(ids)).order_by(_h.id)


def _held(tx: Transaction, person_id: int) -> tuple[Held, ...]:
    query = (
        sa.select(_h.id, _h.organisation, _h.title, _h.from_on, _h.until_on, _h.covers, _absent.c.name.label("absent"))
        .outerjoin_from(post_held, _absent, _absent.c.id == _h.covers)
        .where(_h.person_id == person_id)
        .order_by(_h.from_on.desc(), _h.id.desc())
    )
    return tuple(_one(row) for row in tx.connection.execute(query))


def _one(row: Any) -> Held:
    absent = Absent(id=row.covers, name=row.absent, until_on=row.until_on) if row.covers else None
    post = Post(organisation=row.organisation, title=row.title, covers=absent)
    return Held(id=row.id, post=post, from_on=row.from_on, until_on=row.until_on)
