"""The demonstration's people: their accounts, and the buttons that sign in as one of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from engine.access import Post
from engine.records.db import Transaction
from engine.registers.guests.door import add_contact
from engine.registers.people import Account, add_person, give_posts

FILE = Path(__file__).with_name("people.yaml")
HELD_SINCE = date(2020, 1, 1)
"""Their posts are older than their oldest case, so that its letters found somebody to go to."""


@dataclass(frozen=True, kw_only=True)
class Invented:
    """Someone invented: what the button says, and what can be done as this person.

    Attributes:
        organisation: of the post; an administrator holds none, and sees no case.
        is_contact: has no account, and no button: a link that is mailed opens what this person is asked for.
    """

    name: str
    button: str
    does: str
    organisation: str = ""
    post: str = ""
    is_administrator: bool = False
    is_contact: bool = False

    @property
    def email(self) -> str:
        """An address that nobody can have."""
        return f"{re.sub('[^a-z]+', '.', self.name.lower()).strip('.')}@example.org"


@dataclass(frozen=True, kw_only=True)
class Group:
    """People under one heading; a folded group is opened by who looks for it."""

    title: str
    people: tuple[Invented, ...]
    is_folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One button of the sign-in page."""

    person_id: int
    invented: Invented


@cache
def groups() -> tuple[Group, ...]:
    """Read the invented people."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Group(**{**group, "people": tuple(Invented(**one) for one in group["people"])}) for group in data)


def add_people(tx: Transaction, present: Sequence[Account]) -> None:
    """Open the accounts that are not there yet."""
    emails = {account.email for account in present}
    for one in (one for group in groups() for one in group.people if one.email not in emails):
        posts = [Post(organisation=one.organisation, title=one.post)] if one.post else []
        give_posts(tx, _added(tx, one), posts, from_on=HELD_SINCE)


def _added(tx: Transaction, one: Invented) -> int:
    if one.is_contact:
        return add_contact(tx, name=one.name, email=one.email, posts=(), is_demonstration=True)
    administers = one.is_administrator
    return add_person(tx, name=one.name, email=one.email, is_administrator=administers, is_demonstration=True)


def contacts() -> frozenset[str]:
    """Return the addresses of those who have no account, and no button signs in as."""
    return frozenset(one.email for group in groups() for one in group.people if one.is_contact)


def choices(present: Sequence[Account]) -> list[tuple[Group, list[Choice]]]:
    """Return the buttons of the sign-in page, by group, for the accounts that there are."""
    ids = {account.email: account.id for account in present if account.is_active}
    return [
        (group, [Choice(person_id=ids[one.email], invented=one) for one in group.people if one.email in ids])
        for group in groups()
    ]
