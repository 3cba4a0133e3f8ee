"""`cspr retention`: what falls due to be destroyed, and destroying again what a copy brought back."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import click
import orjson

from engine import clock
from engine.cases.retention.again import destroy_what_came_back
from engine.cases.retention.schedule import DueCase, every_due_case
from engine.cases.revisions import Revisions
from engine.records.db import Database
from engine.records.schema import HEAD, version
from engine.settings import CERTIFICATES, database_of_environment, places_of_environment
from web.commands import WrongCall


class Day(click.ParamType[date]):
    """A London date, `2036-04-14`."""

    name = "iso"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} must be a real date like 2036-04-14", param, ctx)


@click.command(epilog="Examples: cspr retention --by 2036-12-31; cspr retention --again --certificates /mnt/kept")
@click.option("--by", type=Day(), metavar="ISO", help="What is due by this London date; by default today.")
@click.option("--database", "url", metavar="URL", help="The database; by default what CSPR_DATABASE_URL says.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--again", is_flag=True, help="Destroy again what came back with an older copy of the database.")
@click.option(
    "--certificates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --again: the folder of the certificates; by default `certificates` in the data folder.",
)
def retention(*, by: date | None, url: str | None, as_json: bool, again: bool, certificates: Path | None) -> None:
    """Lists the closed cases that have been kept for as long as the partnership's schedule says, by their references.

    Nothing is destroyed by this: people look at each case on its page, and two of them decide. With --again the
    certificates of what was destroyed are compared with the database, and what came back with an older copy is
    destroyed again; so does `cspr restore` by itself.
    """
    if again:
        if by or as_json:
            raise click.UsageError("--again destroys what came back; --by and --json only go with the list")
        _again(url, certificates)
        return
    if certificates:
        raise click.UsageError("--certificates goes with --again")
    day = by or clock.today()
    with closing(Database(url or database_of_environment())) as database:
        found = list(_every(database, day))
    if as_json:
        click.echo(orjson.dumps({"by": day, "cases": [_told(one) for one in found]}))
        return
    for one in found:
        rule = f"{one.due.period.years} years from {one.due.period.counted_from} ({one.due.counted_on})"
        click.echo(f"{one.reference}  due {one.due.on}, {rule}{_kept(one, day)}")
    click.echo(f"{len(found)} cases are due by {day}")


def tell_what_came_back(came_back: list[str]) -> None:
    """Say which cases had come back, and that they are destroyed again."""
    if came_back:
        click.echo(f"Came back with this copy although they had been destroyed: {', '.join(came_back)}")
        click.echo("They are destroyed again; start a worker, which erases their files")
    else:
        click.echo("Nothing that had been destroyed came back")


def _again(url: str | None, certificates: Path | None) -> None:
    if certificates is None:
        place, uploads = places_of_environment()
        url, certificates = url or place, certificates_beside(uploads)
    with closing(Database(url or database_of_environment())) as database:
        if version(database) != HEAD:
            raise WrongCall("the database's tables are not those of this version; run `cspr migrate` first")
        tell_what_came_back(destroy_what_came_back(database, certificates))


def certificates_beside(uploads: Path) -> Path:
    """Return the folder of the certificates: beside that of the uploads."""
    return uploads.parent / CERTIFICATES


def _every(database: Database, day: date) -> Iterator[DueCase]:
    revisions, after = Revisions(), None
    with database.reading() as tx:
        while True:
            page = every_due_case(tx, revisions, by=day, after=after)
            yield from page.items
            if page.more is None:
                return
            after = page.more


def _kept(one: DueCase, day: date) -> str:
    if one.holds:
        return "; kept by a legal hold"
    return f"; kept until {one.kept_until_on}" if one.is_kept(day) else ""


def _told(one: DueCase) -> dict[str, object]:
    return {
        "reference": one.reference,
        "closed_at": one.closed_at,
        "ended_with": one.ended_with,
        "due_on": one.due.on,
        "years": one.due.period.years,
        "counted_from": one.due.period.counted_from,
        "counted_on": one.due.counted_on,
        "holds": one.holds,
        "kept_until_on": one.kept_until_on,
        "is_proposed": one.is_proposed,
    }
