"""`cspr bounce`: takes what mail servers report of letters that did not arrive."""

import os

import click
import sqlalchemy as sa

from engine.correspondence.bounces import LARGEST_REPORT_BYTES, NotAReport, read_report, record
from engine.records.db import Database
from engine.settings import database_of_environment

OUTCOMES = {
    "bounced": "the letter came back; its case has an incident",
    "delayed": "the letter is delayed; its mail server goes on trying",
    "arrived": "the letter arrived; there is nothing to record",
    "known": "known already",
}


@click.command(epilog='Example: cspr bounce < notice.eml, or in /etc/aliases: bounces: "|/srv/cspr/run.py bounce"')
@click.argument("notices", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="[FILE]...")
@click.pass_context
def bounce(context: click.Context, *, notices: tuple[str, ...]) -> None:
    """Reads delivery status notifications (RFC 3464), from files or as a mail server pipes one in.

    What failed for good, or was given up, becomes an incident of the letter's case, with a retry; a delay is noted.
    The same notification a second time changes nothing.

    Exit status, as mail servers understand it: 0 recorded, or known; 65 this is no such notification, or of no letter
    of ours; 75 the database is away: hand it over again.
    """
    database = Database(database_of_environment())
    is_refused = False
    try:
        for notice in notices or ("-",):
            with click.open_file(notice, "rb") as opened:
                data = opened.read(LARGEST_REPORT_BYTES + 1)
            try:
                report = read_report(data)
                with database.transaction() as tx:
                    outcome = record(tx, report)
                click.echo(f"{notice}: {OUTCOMES[outcome]}")
            except NotAReport as refused:
                click.echo(f"{notice}: {refused}", err=True)
                is_refused = True
    except sa.exc.OperationalError:
        click.echo("The database cannot be reached; nothing more was recorded", err=True)
        context.exit(os.EX_TEMPFAIL)
    finally:
        database.close()
    context.exit(os.EX_DATAERR if is_refused else os.EX_OK)
