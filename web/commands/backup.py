"""`cspr backup`: a copy of everything that must not be lost."""

from contextlib import closing
from pathlib import Path

import click

from engine.cases.retention import certificates
from engine.records.copies import copy_database
from engine.records.db import Database
from engine.registers.uploads import copy_files
from engine.settings import CERTIFICATES, UPLOADS, places_of_environment
from web.commands import WrongCall


@click.command(epilog="Example: cspr backup /var/backups/cspr/2026-11-24")
@click.argument("folder", type=click.Path(path_type=Path))
def backup(*, folder: Path) -> None:
    """Copies the database, as it is at one instant, the uploaded files, and certificates into FOLDER, which is made.

    The service may go on meanwhile. On PostgreSQL `pg_dump` must be on the PATH. What is copied is as confidential as
    the service's own data. `cspr restore` puts it back.
    """
    url, uploads = places_of_environment()
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError as there:
        raise WrongCall(f"{folder} is there already; each copy has a folder of its own") from there
    files = copy_files(uploads, folder / UPLOADS)  # before: what is taken back meanwhile may be in the database's copy
    with closing(Database(url)) as database:
        copy = copy_database(database, folder)
        with database.reading() as tx:
            certificates.write_files(tx, folder / CERTIFICATES)
    files += copy_files(uploads, folder / UPLOADS)  # after: so may what came meanwhile
    click.echo(f"The database is in {copy} ({copy.stat().st_size:,} bytes), and {files} uploaded files beside it")
