"""The named lists that questions offer: those of the case's revision, and its people."""

from collections.abc import Callable, Mapping

from engine.diagrams.partnership import Agency, Partner, Partnership
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from engine.registers.people import accounts

PEOPLE = "people"
Lists = Callable[[str], Mapping[str, str]]
"""Gives a named list, by key and label."""


def lists_of(tx: Transaction, revision: Revision, *, with_past: bool = False) -> Lists:
    """Return what gives the lists of a revision; its people are read at once, if any of its forms asks for one.

    Args:
        tx: the transaction; the lists may be asked for when it has ended.
        revision: of the case.
        with_past: name also people who hold no post any more, for answers that were given once.
    """
    known = people(tx, revision, with_past=with_past) if revision.asks_for_people else {}
    return lambda name: known if name == PEOPLE else revision.choices(name)


def people(tx: Transaction, revision: Revision, *, with_past: bool) -> dict[str, str]:
    """Return the people who hold a post today, by the id of their account: name, post and organisation."""
    partnership = revision.partnership
    organisations: dict[str, Agency | Partner | Partnership] = {**partnership.agencies, **partnership.partners}
    found = {}
    for account in accounts(tx):
        posts = [f"{p.title}, {organisations.get(p.organisation, partnership).name}" for p in account.posts]
        if with_past or (account.is_active and posts):
            found[str(account.id)] = "; ".join((account.name, *posts))
    return found
