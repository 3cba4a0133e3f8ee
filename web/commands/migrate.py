"""`cspr migrate`: brings the database to this program's tables."""

import click

from engine.records.db import Database
from engine.records.schema import HEAD
from engine.records.schema import migrate as bring_to_head
from engine.settings import database_of_environment


@click.command(epilog="Example: cspr migrate")
def migrate() -> None:
    """Creates or changes the database's tables as this program needs them; run it before a new version serves.

    It can be run again: a database that is there already stays as it is.
    """
    database = Database(database_of_environment())
    before = bring_to_head(database)
    database.close()
    click.echo(f"The database is at {HEAD}" + (", as it was" if before == HEAD else f"; it was {before or 'empty'}"))
