"""Posts that begin and end: for whom, from which day, until which; an account that administers holds none."""

from collections.abc import Iterable
from datetime import date

from engine import clock
from engine.access import Post
from engine.administration.affected import TWO_ACCOUNTS, AdministrationRefused, Left, by_email, is_contact, left_behind
from engine.cases.revisions import Revisions
from engine.diagrams.directory import why_not
from engine.diagrams.partnership import OFFICE, Partnership
from engine.records.db import Transaction
from engine.registers import administration_log, posts


def begin_post(
    tx: Transaction,
    partnership: Partnership,
    email: str,
    post: Post,
    *,
    by: int | None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> int:
    """Let a person hold a post from today, or another London date on, until a last day or for good; return their id.

    Raises:
        NoSuchAccountError: no account has the address.
        PostHeldError: the person holds it on that day, or later.
        AdministrationRefused: there is no such organisation now, the days do not fit, or the account may hold no post.
    """
    was, today = by_email(tx, email), clock.london_date(tx.at)
    if was.is_administrator:
        raise AdministrationRefused(f"{was.name} administers accounts. {TWO_ACCOUNTS}")
    if not was.is_active:
        raise AdministrationRefused("The account is closed: reopen it first")
    refuse_organisation(partnership, post.organisation, today)
    if until_on and until_on < (from_on or today):
        raise AdministrationRefused("The last day must be the first day or later", field="until_on")
    if is_contact(tx, was.id) and post.organisation not in partnership.agencies:
        raise AdministrationRefused(f"{posts.said(post)} is no post of an agency; its holder needs an account")
    posts.begin_post(tx, email, post, from_on=from_on, until_on=until_on)
    note_posts(tx, by, was.id, [post], from_on=from_on or today, until_on=until_on)
    return int(was.id)


def refuse_organisation(partnership: Partnership, organisation: str, day: date) -> None:
    """Refuse an organisation in which nobody can begin a post on a London date.

    Raises:
        AdministrationRefused: there is none, or it does not stand then.
    """
    known = (OFFICE, *partnership.partners, *partnership.agencies)
    if organisation not in known:
        raise AdministrationRefused(f"{organisation!r} is none of: {', '.join(sorted(known))}", field="post")
    if why := why_not(partnership.agencies, organisation, day):
        raise AdministrationRefused(why, field="post")


def end_post(
    tx: Transaction, revisions: Revisions, email: str, post: Post, *, by: int | None, until_on: date | None = None
) -> Left:
    """End a post at once, or after a last London date; what its holder may not do any more goes back to the role.

    Raises:
        NoSuchAccountError: no account has the address.
        PostNotHeldError: the person does not hold it, today or later.
    """
    person_id = posts.end_post(tx, email, post, until_on=until_on)
    said = {"organisation": post.organisation, "title": post.title, "until_on": until_on}
    administration_log.note(tx, "post_ended", by=by, about=person_id, **said)
    return left_behind(tx, revisions, person_id, [post])


def note_posts(
    tx: Transaction,
    by: int | None,
    person_id: int,
    held: Iterable[Post],
    *,
    from_on: date | None = None,
    until_on: date | None = None,
) -> None:
    """Log that posts begin for a person, from today or another London date on."""
    days = {"from_on": from_on or clock.london_date(tx.at), "until_on": until_on}
    for post in held:
        said = {"organisation": post.organisation, "title": post.title, **days}
        administration_log.note(tx, "post_begun", by=by, about=person_id, **said)
