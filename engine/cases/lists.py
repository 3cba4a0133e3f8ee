"""The named lists that questions offer: those of the case's revision, and its people."""

from collections.abc import Callable, Mapping, Sequence

from engine import clock
from engine.access import Post, keys_of
from engine.diagrams.directory import Agency
from engine.diagrams.partnership import Partner, Partnership
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from engine.registers.people import Account, accounts

PEOPLE = "people"
Lists = Callable[[str], Mapping[str, str]]
"""Gives a named list, by key and label."""


def lists_of(tx: Transaction, revision: Revision, *, with_past: bool = False) -> Lists:
    """Return what gives the lists of a revision; its people are read at once, if any of its forms asks for one.

    Besides the revision's own lists and its people, a role's name is a list: of the people who hold it.

    Args:
        tx: the transaction; the lists may be asked for when it has ended.
        revision: of the case.
        with_past: name everybody, also who holds no post any more and agencies that have closed, for answers that
            were given once.
    """
    roles, today = revision.partnership.roles, clock.london_date(tx.at)
    known = accounts(tx) if revision.asks_for_people else []

    def named(name: str) -> Mapping[str, str]:
        if name != PEOPLE and name not in roles:
            return revision.choices(name) if with_past else revision.choices_on(name, today)
        return _labels(revision, known, role="" if name == PEOPLE else name, with_past=with_past)

    return named


def people(tx: Transaction, revision: Revision, *, with_past: bool) -> dict[str, str]:
    """Return the people who hold a post today, by the id of their account: name, post and organisation."""
    return _labels(revision, accounts(tx), with_past=with_past)


def _labels(revision: Revision, known: Sequence[Account], *, role: str = "", with_past: bool) -> dict[str, str]:
    """Return the accounts of who holds a role today, or any post; with the past, all accounts."""
    partnership = revision.partnership

    def belongs(account: Account) -> bool:
        holds = any(post.covers is None and _holds(partnership, post, role) for post in account.posts)
        return with_past or (account.is_active and holds)

    return {str(account.id): _label(partnership, account) for account in known if belongs(account)}


def _label(partnership: Partnership, account: Account) -> str:
    """Return how a list names somebody: name, posts of their own and organisations."""
    organisations: dict[str, Agency | Partner | Partnership] = {**partnership.agencies, **partnership.partners}
    own = (post for post in account.posts if post.covers is None)
    posts = (f"{p.title}, {organisations.get(p.organisation, partnership).name}" for p in own)
    return "; ".join((account.name, *posts))


def _holds(partnership: Partnership, post: Post, role: str) -> bool:
    """Tell whether a post holds a role, or for no role that it is a post at all."""
    return not role or any(key.partition("|")[0] == role for key in keys_of(partnership, post))
