"""Accounts that administrators open, change and close; each change is logged.

Pages and `cspr user` call the same functions. `by` is the administrator's id; none on the command line. Who administers
accounts sees no case, so that an account either administers or holds posts: a person who does both has two accounts.
"""

from collections.abc import Collection

import sqlalchemy as sa

from engine.access import Person, Post
from engine.administration.affected import (
    TWO_ACCOUNTS,
    AdministrationRefused,
    Left,
    by_email,
    by_id,
    is_contact,
    left_behind,
    posts_not_ended,
)
from engine.administration.holding import note_posts
from engine.cases.revisions import Revisions
from engine.correspondence.notices import notify
from engine.diagrams.partnership import Partnership
from engine.records.db import Transaction
from engine.records.tables import person
from engine.registers import administration_log, password_links, people, posts
from engine.registers.factors import reset_factors
from engine.registers.guests.door import add_contact as enter_contact
from engine.registers.people import EmailTakenError, email_key
from engine.registers.sessions import close_sessions_of

_p = person.c


def open_account(
    tx: Transaction,
    *,
    by: int | None,
    name: str,
    email: str,
    held: Collection[Post] = (),
    password: str | None = None,
    is_administrator: bool = False,
) -> int:
    """Open an account and return its id; without a password nobody can sign in until one is set.

    Raises:
        EmailTakenError: another account has the address.
        UnfitPasswordError: the password is too short or too long.
        AdministrationRefused: it would administer and hold posts.
    """
    if held and is_administrator:
        raise AdministrationRefused(TWO_ACCOUNTS)
    added = people.add_person(
        tx, name=name, email=email, posts=held, password=password, is_administrator=is_administrator
    )
    said = {"name": name, "email": email_key(email), "is_administrator": is_administrator}
    administration_log.note(tx, "account_opened", by=by, about=added, **said)
    note_posts(tx, by, added, held)
    return added


def invite(
    tx: Transaction, partnership: Partnership, *, by: int | None, name: str, email: str, is_administrator: bool = False
) -> int:
    """Open an account and mail its person a link by which they set a password; return its id.

    Raises:
        EmailTakenError: another account has the address.
    """
    added = open_account(tx, by=by, name=name, email=email, is_administrator=is_administrator)
    to = Person(id=added, name=name, email=email_key(email), posts=())
    password_links.send_link(tx, partnership, to, purpose=password_links.INVITATION, by=by)
    return added


def add_contact(
    tx: Transaction, partnership: Partnership, *, by: int | None, name: str, email: str, held: Collection[Post]
) -> int:
    """Enter a contact of an agency, who never signs in, and return its id.

    Raises:
        EmailTakenError: somebody else has the address.
        AdministrationRefused: a post is of no agency.
    """
    for post in held:
        if post.organisation not in partnership.agencies:
            raise AdministrationRefused(
                f"{posts.said(post)} is no post of an agency; its holder needs an account", field="post"
            )
    added = enter_contact(tx, name=name, email=email, posts=held)
    administration_log.note(tx, "contact_added", by=by, about=added, name=name, email=email_key(email))
    note_posts(tx, by, added, held)
    return added


def change_details(
    tx: Transaction, partnership: Partnership, *, by: int | None, person_id: int, name: str, email: str
) -> None:
    """Change somebody's name or address. A new address is told to both, and ends links that set a password.

    Raises:
        EmailTakenError: another account has the address.
        NoSuchAccountError: there is no such account.
    """
    was = by_id(tx, person_id)
    email = email_key(email)
    changed = {
        key: [old, new] for key, old, new in (("name", was.name, name), ("email", was.email, email)) if old != new
    }
    if not changed:
        return
    if "email" in changed and tx.connection.execute(sa.select(_p.id).where(_p.email == email)).first():
        raise EmailTakenError(email)
    tx.connection.execute(sa.update(person).where(_p.id == person_id).values(name=name, email=email))
    seq = administration_log.note(tx, "account_changed", by=by, about=person_id, **changed)
    if "email" in changed:
        password_links.end_links(tx, person_id)
        body = (
            f"Dear {name}\n\nThe address of your account was changed. Mail comes to the new one from now on, and you "
            "sign in with it. If you know nothing of this, tell us at once.\n\n"
            f"{partnership.name}\n{partnership.mailbox}"
        )
        for which, address in (("old", was.email), ("new", email)):
            to = Person(id=person_id, name=name, email=address, posts=())
            notify(
                tx, partnership, to, once_key=f"address|{seq}|{which}", subject="Your address was changed", body=body
            )


def close_account(tx: Transaction, revisions: Revisions, email: str, *, by: int | None) -> Left:
    """Close an account: sign it out, end posts, links and calendar, give back what was taken on; say what is left.

    Raises:
        NoSuchAccountError: no account has the address.
        AdministrationRefused: it is one's own, or the last that administers.
    """
    was = by_email(tx, email)
    _refuse_own(by, was.id, "close your own account")
    if was.is_administrator and was.is_active:
        _refuse_last(tx, was.id)
    ended = posts_not_ended(tx, was.id)
    posts.close_account(tx, email)
    password_links.end_links(tx, was.id)
    administration_log.note(tx, "account_closed", by=by, about=was.id)
    return left_behind(tx, revisions, was.id, ended)


def reopen_account(tx: Transaction, email: str, *, by: int | None) -> int:
    """Let the person of a closed account sign in again, without any post; return the person's id.

    Raises:
        NoSuchAccountError: no account has the address.
        AdministrationRefused: it is open.
    """
    if by_email(tx, email).is_active:
        raise AdministrationRefused(f"The account of {email_key(email)} is open")
    reopened = posts.reopen_account(tx, email)
    administration_log.note(tx, "account_reopened", by=by, about=reopened)
    return reopened


def let_administer(tx: Transaction, email: str, *, by: int | None) -> None:
    """Let an account administer accounts; from then on it can hold no post.

    Raises:
        NoSuchAccountError: no account has the address.
        AdministrationRefused: it holds a post, is a contact's, closed, or administers already.
    """
    was = by_email(tx, email)
    if was.is_administrator or not was.is_active:
        raise AdministrationRefused("The account administers already, or it is closed")
    if posts_not_ended(tx, was.id):
        raise AdministrationRefused(f"{was.name} holds a post. {TWO_ACCOUNTS}")
    if is_contact(tx, was.id):
        raise AdministrationRefused(f"{was.name} is a contact, who never signs in")
    tx.connection.execute(sa.update(person).where(_p.id == was.id).values(is_administrator=True))
    administration_log.note(tx, "administration_given", by=by, about=was.id)


def end_administering(tx: Transaction, email: str, *, by: int | None) -> None:
    """Let an account administer no more.

    Raises:
        NoSuchAccountError: no account has the address.
        AdministrationRefused: it is one's own, the last, or does not administer.
    """
    was = by_email(tx, email)
    if not was.is_administrator:
        raise AdministrationRefused("The account does not administer")
    _refuse_own(by, was.id, "take this from your own account")
    if was.is_active:
        _refuse_last(tx, was.id)
    tx.connection.execute(sa.update(person).where(_p.id == was.id).values(is_administrator=False))
    administration_log.note(tx, "administration_ended", by=by, about=was.id)


def send_password_link(tx: Transaction, partnership: Partnership, email: str, *, by: int | None) -> None:
    """Mail somebody a link by which they set a password; a contact who uses it has an account from then on.

    Raises:
        NoSuchAccountError: no account has the address.
        AdministrationRefused: it is closed.
    """
    was = by_email(tx, email)
    if not was.is_active:
        raise AdministrationRefused("The account is closed: reopen it first")
    purpose = password_links.SENT if was.password_hash else password_links.INVITATION
    to = Person(id=was.id, name=was.name, email=was.email, posts=())
    password_links.send_link(tx, partnership, to, purpose=purpose, by=by)


def set_password(tx: Transaction, email: str, password: str, *, by: int | None) -> int:
    """Give an account a new password, sign it out everywhere, and return its id.

    Raises:
        NoSuchAccountError: no account has the address.
        UnfitPasswordError: the password is too short or too long.
    """
    person_id = people.set_password(tx, email, password)
    close_sessions_of(tx, person_id)
    password_links.end_links(tx, person_id)
    administration_log.note(tx, "password_given", by=by, about=person_id)
    return person_id


def sign_out(tx: Transaction, email: str, *, by: int | None) -> None:
    """End every session of an account, from the next request on.

    Raises:
        NoSuchAccountError: no account has the address.
    """
    was = by_email(tx, email)
    close_sessions_of(tx, was.id)
    administration_log.note(tx, "signed_out", by=by, about=was.id)


def reset_second_step(tx: Transaction, partnership: Partnership, email: str, *, by: int | None) -> None:
    """Take every second step from an account whose owner has lost theirs, and sign it out everywhere; they are told.

    Raises:
        NoSuchAccountError: no account has the address.
    """
    was = by_email(tx, email)
    reset_factors(tx, partnership, Person(id=was.id, name=was.name, email=was.email, posts=()))
    administration_log.note(tx, "second_step_reset", by=by, about=was.id)


def _refuse_own(by: int | None, person_id: int, what: str) -> None:
    if by == person_id:
        raise AdministrationRefused(f"You cannot {what}: another administrator does")


def _refuse_last(tx: Transaction, person_id: int) -> None:
    """Refuse to leave nobody who administers; of two who would at once, one waits for the other.

    Raises:
        AdministrationRefused: there is no other.
    """
    administers = sa.select(_p.id).where(_p.is_administrator, _p.is_active).order_by(_p.id).with_for_update()
    if not set(tx.connection.execute(administers).scalars()) - {person_id}:
        raise AdministrationRefused("This is the last administrator: let somebody else administer first")
