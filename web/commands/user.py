"""`cspr user`: accounts, from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from engine import clock
from engine.access import Post
from engine.administration import changing, holding
from engine.administration.affected import AdministrationRefused, Left
from engine.cases.revisions import Revisions
from engine.diagrams.partnership import Partnership
from engine.records.db import Database, Transaction
from engine.registers import people, posts
from engine.settings import database_of_environment

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def user() -> None:
    """Opens and closes accounts, begins and ends posts, sets passwords, lists who there is."""


@user.command(
    epilog='Example: cspr user add --name "Jo Park" --email jo.park@example.org --post "partnership: Business Manager"'
)
@click.option("--name", required=True, help="As it is shown to others.")
@click.option("--email", required=True, help="The work address, with which the person signs in.")
@click.option(
    "--post",
    "titles",
    multiple=True,
    metavar='"ORGANISATION: TITLE"',
    help="A post that is held from today; `partnership`, or a key of bpmn/partnership.yaml. May be repeated.",
)
@click.option(
    "--administrator", is_flag=True, help="Administers accounts and the calendar, holds no post, and sees no case."
)
@click.password_option(help="Asked for, if it is not given.")
def add(*, name: str, email: str, titles: tuple[str, ...], administrator: bool, password: str) -> None:
    """Opens an account."""
    with _transaction() as tx:
        partnership = Revisions().current(tx).partnership if titles else None
        held = [_post(text, partnership) for text in titles]
        changing.open_account(
            tx, by=None, name=name, email=email, held=held, password=password, is_administrator=administrator
        )
    click.echo(f"{people.email_key(email)} can sign in")


@user.command(
    epilog='Example: cspr user add-contact --name "Jo Park" --email jo@school.example.org --post "school: Headteacher"'
)
@click.option("--name", required=True, help="As it is shown to others.")
@click.option("--email", required=True, help="The work address, to which links and codes are sent.")
@click.option(
    "--post",
    "titles",
    multiple=True,
    required=True,
    metavar='"AGENCY: TITLE"',
    help="A post of an agency that is held from today. May be repeated.",
)
def add_contact(*, name: str, email: str, titles: tuple[str, ...]) -> None:
    """Enters a contact of an agency, who never signs in: a link in each letter, and a code, open their request."""
    with _transaction() as tx:
        partnership = Revisions().current(tx).partnership
        held = [_post(text, partnership) for text in titles]
        changing.add_contact(tx, partnership, by=None, name=name, email=email, held=held)
    click.echo(
        f"{people.email_key(email)} is sent a link with each letter; `cspr user password` gives an account instead"
    )


@user.command(epilog="Example: cspr user password jo.park@example.org")
@click.argument("email")
@click.password_option(help="Asked for, if it is not given.")
def password(*, email: str, password: str) -> None:
    """Gives an account a new password, and signs it out everywhere."""
    with _transaction() as tx:
        changing.set_password(tx, email, password, by=None)
    click.echo(f"{people.email_key(email)} has a new password, and is signed out everywhere")


@user.command(
    epilog='Example: cspr user begin-post jo.park@example.org "hospital: Deputy Chief Nurse" --from 2026-09-01'
)
@click.argument("email")
@click.argument("post")
@click.option("--from", "from_on", type=DAY, help="The first day; today, if it is not given.")
@click.option("--until", "until_on", type=DAY, help="The last day; for good, if it is not given.")
def begin_post(*, email: str, post: str, from_on: datetime | None, until_on: datetime | None) -> None:
    """Lets a person hold a post: "ORGANISATION: TITLE"."""
    with _transaction() as tx:
        held = _post(post, Revisions().current(tx).partnership)
        holding.begin_post(
            tx,
            Revisions().current(tx).partnership,
            email,
            held,
            by=None,
            from_on=from_on and from_on.date(),
            until_on=until_on and until_on.date(),
        )
    days = "".join(f" {word} {day:%Y-%m-%d}" for word, day in (("from", from_on), ("until", until_on)) if day)
    click.echo(f"{people.email_key(email)} holds {posts.said(held)}{days}")


@user.command(epilog='Example: cspr user end-post jo.park@example.org "hospital: Deputy Chief Nurse"')
@click.argument("email")
@click.argument("post")
@click.option("--until", "until_on", type=DAY, help="The last day; if it is not given, the post ends at once.")
def end_post(*, email: str, post: str, until_on: datetime | None) -> None:
    """Ends a post; what its holder had taken on and may not do any more goes back to the role."""
    organisation, _, title = (part.strip() for part in post.partition(":"))
    held = Post(organisation=organisation, title=title)
    with _transaction() as tx:
        left = holding.end_post(tx, Revisions(), email, held, by=None, until_on=until_on and until_on.date())
    last = f" after {until_on:%Y-%m-%d}" if until_on else ""
    click.echo(f"{people.email_key(email)} does not hold {posts.said(held)} any more{last}")
    _tell(left)


@user.command(epilog="Example: cspr user administer jo.park@example.org")
@click.argument("email")
@click.option("--no-more", is_flag=True, help="Takes it away again.")
def administer(*, email: str, no_more: bool) -> None:
    """Lets an account that holds no post administer accounts and the calendar."""
    with _transaction() as tx:
        if no_more:
            changing.end_administering(tx, email, by=None)
        else:
            changing.let_administer(tx, email, by=None)
    click.echo(f"{people.email_key(email)} administers{' no more' if no_more else ''}")


@user.command(epilog="Example: cspr user close jo.park@example.org")
@click.argument("email")
def close(*, email: str) -> None:
    """Closes an account, and ends its posts; what the person did stays under their name."""
    with _transaction() as tx:
        left = changing.close_account(tx, Revisions(), email, by=None)
    click.echo(f"{people.email_key(email)} is closed, and signed out everywhere")
    _tell(left)


@user.command(epilog="Example: cspr user reopen jo.park@example.org")
@click.argument("email")
def reopen(*, email: str) -> None:
    """Opens a closed account again, without any post."""
    with _transaction() as tx:
        changing.reopen_account(tx, email, by=None)
    click.echo(f"{people.email_key(email)} can sign in again, and holds no post; `cspr user begin-post` gives one")


@user.command(epilog="Example: cspr user reset-second-step jo.park@example.org")
@click.argument("email")
def reset_second_step(*, email: str) -> None:
    """Takes the second step from an account whose owner has lost theirs, and signs it out everywhere.

    They are told by mail, and set up another when they next sign in with their password. Be sure that they ask for it.
    """
    with _transaction() as tx:
        changing.reset_second_step(tx, Revisions().current(tx).partnership, email, by=None)
    click.echo(f"{people.email_key(email)} has no second step any more, and is signed out everywhere")


@user.command(name="list", epilog="Example: cspr user list")
def list_() -> None:
    """Lists every account with the posts that are held today."""
    with _transaction() as tx:
        found = people.accounts(tx)
    for account in found:
        held = "; ".join(map(posts.said, account.posts)) or "no post"
        marks = [mark for mark, is_so in _marks(account) if is_so]
        click.echo(f"{account.email}  {account.name}  {held}{''.join(f'  [{mark}]' for mark in marks)}")


def _marks(account: people.Account) -> tuple[tuple[str, bool], ...]:
    return (
        ("administrator", account.is_administrator),
        ("contact", account.is_contact),
        ("closed", not account.is_active),
        ("demonstration", account.is_demonstration),
    )


def _tell(left: Left) -> None:
    """Say what went back to the role, and what nobody does now, a line each."""
    if left.tasks:
        click.echo(f"{left.tasks} tasks that they had taken went back to the role")
    for who in left.vacant:
        click.echo(f"Nobody is {who.role}{f' of {who.organisation}' if who.organisation else ''} now")


def _post(text: str, partnership: Partnership | None) -> Post:
    organisation, _, title = (part.strip() for part in text.partition(":"))
    assert partnership is not None
    if not title:
        raise click.BadParameter(f"{text!r} must be ORGANISATION: TITLE")
    try:
        holding.refuse_organisation(partnership, organisation, clock.today())
    except AdministrationRefused as refused:
        raise click.BadParameter(str(refused)) from refused
    return Post(organisation=organisation, title=title)


@contextmanager
def _transaction() -> Iterator[Transaction]:
    database = Database(database_of_environment())
    try:
        with database.transaction() as tx:
            yield tx
    finally:
        database.close()
