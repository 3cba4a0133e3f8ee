"""`cspr user`: accounts, from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from engine.access import OFFICE, Post
from engine.cases.revisions import Revisions
from engine.diagrams.partnership import Partnership
from engine.records.db import Database, Transaction
from engine.registers import people
from engine.registers.sessions import close_sessions_of
from engine.settings import database_of_environment


@click.group()
def user() -> None:
    """Opens accounts, sets passwords, lists who there is."""


@user.command(
    epilog='Example: cspr user add --name "Jo Park" --email jo.park@example.org --post "partnership: Business Manager"'
)
@click.option("--name", required=True, help="As it is shown to others.")
@click.option("--email", required=True, help="The work address, with which the person signs in.")
@click.option(
    "--post",
    "posts",
    multiple=True,
    metavar='"ORGANISATION: TITLE"',
    help="A post that is held from today; `partnership`, or a key of bpmn/partnership.yaml. May be repeated.",
)
@click.option("--administrator", is_flag=True, help="May look after accounts; sees no case by that.")
@click.password_option(help="Asked for, if it is not given.")
def add(*, name: str, email: str, posts: tuple[str, ...], administrator: bool, password: str) -> None:
    """Opens an account."""
    with _transaction() as tx:
        partnership = Revisions().current(tx).partnership if posts else None
        held = [_post(text, partnership) for text in posts]
        people.add_person(tx, name=name, email=email, posts=held, password=password, is_administrator=administrator)
    click.echo(f"{people.email_key(email)} can sign in")


@user.command(epilog="Example: cspr user password jo.park@example.org")
@click.argument("email")
@click.password_option(help="Asked for, if it is not given.")
def password(*, email: str, password: str) -> None:
    """Gives an account a new password, and signs it out everywhere."""
    with _transaction() as tx:
        close_sessions_of(tx, people.set_password(tx, email, password))
    click.echo(f"{people.email_key(email)} has a new password, and is signed out everywhere")


@user.command(name="list", epilog="Example: cspr user list")
def list_() -> None:
    """Lists every account with the posts that are held today."""
    with _transaction() as tx:
        found = people.accounts(tx)
    for account in found:
        posts = "; ".join(f"{post.organisation}: {post.title}" for post in account.posts) or "no post"
        marks = [mark for mark, is_so in _marks(account) if is_so]
        click.echo(f"{account.email}  {account.name}  {posts}{''.join(f'  [{mark}]' for mark in marks)}")


def _marks(account: people.Account) -> tuple[tuple[str, bool], ...]:
    return (
        ("administrator", account.is_administrator),
        ("closed", not account.is_active),
        ("demonstration", account.is_demonstration),
    )


def _post(text: str, partnership: Partnership | None) -> Post:
    organisation, _, title = (part.strip() for part in text.partition(":"))
    assert partnership is not None
    known = {OFFICE, *partnership.partners, *partnership.agencies}
    if organisation not in known or not title:
        raise click.BadParameter(f"{text!r} must be ORGANISATION: TITLE, with one of: {', '.join(sorted(known))}")
    return Post(organisation=organisation, title=title)


@contextmanager
def _transaction() -> Iterator[Transaction]:
    database = Database(database_of_environment())
    try:
        with database.transaction() as tx:
            yield tx
    finally:
        database.close()
