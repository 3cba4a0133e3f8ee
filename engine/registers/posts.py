"""Posts that people begin and cease to hold, and accounts that are closed: who leaves, answers for nothing any more."""

from collections.abc import Collection
from datetime import date, timedelta

import sqlalchemy as sa

from engine import clock
from engine.access import Post, keys_of
from engine.diagrams.partnership import Partnership
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import person, post_held
from engine.registers.cover import cut_short
from engine.registers.feeds import end_feed
from engine.registers.people import NoSuchAccountError, email_key, give_posts
from engine.registers.sessions import close_sessions_of


class PostNotHeldError(EngineError):
    """The person does not hold the post."""

    def __init__(self, email: str, post: Post) -> None:
        super().__init__(f"{email} does not hold {said(post)}; `cspr user list` shows who holds what")


class PostHeldError(EngineError):
    """The person holds the post already, or will before the day on which it would begin."""

    def __init__(self, email: str, post: Post) -> None:
        super().__init__(f"{email} holds {said(post)} already; end it first if it shall begin anew")


def said(post: Post) -> str:
    """Return a post as the command line names it: `mill: Master Miller`, and for whom until when, if it is covered."""
    away = f" (for {post.covers.name} until {post.covers.until_on})" if post.covers else ""
    return f"{post.organisation}: {post.title}{away}"


def begin_post(
    tx: Transaction, email: str, post: Post, *, from_on: date | None = None, until_on: date | None = None
) -> int:
    """Let a person hold a post from today, or another London date on, until a last day or for good; return their id.

    Raises:
        NoSuchAccountError: no account has the address.
        PostHeldError: the person holds it on that day, or later.
    """
    person_id = _person(tx, email)
    held = sa.select(post_held.c.id).where(*_rows(person_id, post, from_on or clock.london_date(tx.at)))
    if tx.connection.execute(held).first():
        raise PostHeldError(email_key(email), post)
    give_posts(tx, person_id, [post], from_on=from_on, until_on=until_on)
    return person_id


def end_post(tx: Transaction, email: str, post: Post, *, until_on: date | None = None) -> int:
    """End a post, and with it covers of it and by it; return the person's id.

    Args:
        tx: the transaction.
        email: of the account.
        post: the post.
        until_on: the last London date on which it is held; by default yesterday, so that it ends at once.

    Raises:
        NoSuchAccountError: no account has the address.
        PostNotHeldError: the person does not hold it, today or later.
    """
    person_id, today = _person(tx, email), clock.london_date(tx.at)
    last = until_on or today - timedelta(days=1)
    ended = sa.update(post_held).where(*_rows(person_id, post, today)).values(until_on=last)
    if not tx.connection.execute(ended).rowcount:
        raise PostNotHeldError(email_key(email), post)
    cut_short(tx, person_id, last, post)
    return person_id


def close_account(tx: Transaction, email: str) -> int:
    """Close an account: sign it out everywhere, let nobody sign in, end its posts and calendar; return the person's id.

    What the person did stays under their name.

    Raises:
        NoSuchAccountError: no account has the address.
    """
    person_id, today = _person(tx, email), clock.london_date(tx.at)
    tx.connection.execute(sa.update(person).where(person.c.id == person_id).values(is_active=False))
    cut_short(tx, person_id, today - timedelta(days=1))
    still = post_held.c.person_id == person_id, _not_ended(today)
    tx.connection.execute(sa.update(post_held).where(*still).values(until_on=today - timedelta(days=1)))
    close_sessions_of(tx, person_id)
    end_feed(tx, person_id)
    return person_id


def reopen_account(tx: Transaction, email: str) -> int:
    """Let the person of a closed account sign in again, without any post; return the person's id.

    Raises:
        NoSuchAccountError: no account has the address.
    """
    person_id = _person(tx, email)
    tx.connection.execute(sa.update(person).where(person.c.id == person_id).values(is_active=True))
    return person_id


def vacant(tx: Transaction, partnership: Partnership, posts: Collection[Post]) -> tuple[str, ...]:
    """Return the `held_by` keys of some posts that nobody holds on the transaction's London date, sorted."""
    today = clock.london_date(tx.at)
    held = (
        sa.select(post_held.c.organisation, post_held.c.title)
        .join_from(post_held, person, person.c.id == post_held.c.person_id)
        .where(person.c.is_active, ~person.c.is_administrator, post_held.c.from_on <= today, _not_ended(today))
        .distinct()
    )
    holders = [Post(organisation=row.organisation, title=row.title) for row in tx.connection.execute(held)]
    holding = {key for post in holders for key in keys_of(partnership, post)}
    return tuple(sorted({key for post in posts for key in keys_of(partnership, post)} - holding))


def _person(tx: Transaction, email: str) -> int:
    found: int | None = tx.connection.scalar(sa.select(person.c.id).where(person.c.email == email_key(email)))
    if found is None:
        raise NoSuchAccountError(email_key(email))
    return found


def _rows(person_id: int, post: Post, day: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions of the rows by which a person holds a post of their own on a London date, or later."""
    of_post = post_held.c.organisation == post.organisation, post_held.c.title == post.title
    return (post_held.c.person_id == person_id, post_held.c.covers.is_(None), *of_post, _not_ended(day))


def _not_ended(day: date) -> sa.ColumnElement[bool]:
    return sa.or_(post_held.c.until_on.is_(None), post_held.c.until_on >= day)
