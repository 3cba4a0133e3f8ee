"""`cspr restore`: puts a copy back."""

from contextlib import closing
from pathlib import Path

import click

from engine.records.copies import put_back
from engine.records.db import Database
from engine.registers.uploads import copy_files
from engine.settings import UPLOADS, places_of_environment


@click.command(epilog="Example: cspr restore /var/backups/cspr/2026-11-24 && cspr migrate && cspr verify-audit")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def restore(*, folder: Path) -> None:
    """Puts the copy in FOLDER, which `cspr backup` made, into an empty database and the data folder.

    All of the database comes back, or nothing; uploaded files that are there already stay. On PostgreSQL `pg_restore`
    must be on the PATH. Letters that waited when the copy was made are sent once a worker runs; so are those that left
    after it, a second time.
    """
    url, uploads = places_of_environment()
    with closing(Database(url)) as database:
        put_back(database, folder)
    files = copy_files(folder / UPLOADS, uploads)
    click.echo(f"The database and {files} uploaded files are back; `cspr migrate`, and `cspr verify-audit` proves it")
