"""`cspr registers`: works the registers out again from what the cases were sent."""

import click

from engine.cases.engine import CaseEngine
from engine.cases.registering import register_again
from engine.records.db import Database
from engine.settings import database_of_environment


@click.command(epilog="Example: cspr registers --database sqlite:///demo-data/cspr.sqlite")
@click.option("--database", "url", metavar="URL", help="The database; by default what CSPR_DATABASE_URL says.")
@click.pass_context
def registers(context: click.Context, *, url: str | None) -> None:
    """Works out what each case has in the registers, and puts right what is not as it should be.

    Steps keep the registers by themselves. This is for after an update that says so, and for whoever doubts them; a
    case is locked only while it is looked at, so that people can go on working.

    Exit status: 0 everything was as it should be, 1 something was put right.
    """
    database = Database(url or database_of_environment())
    cases = wrong = 0
    for _, number in register_again(database, CaseEngine()):
        cases, wrong = cases + 1, wrong + number
    database.close()
    state = f"{wrong} entries were put right" if wrong else "every entry is as it should be"
    click.echo(f"{cases:,} cases: {state}")
    context.exit(1 if wrong else 0)
