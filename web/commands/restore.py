"""`cspr restore`: puts a copy back."""

from contextlib import closing
from pathlib import Path

import click

from engine.cases.retention import certificates
from engine.cases.retention.again import destroy_what_came_back
from engine.records.copies import put_back
from engine.records.db import Database
from engine.records.schema import HEAD, version
from engine.registers.uploads import copy_files
from engine.settings import CERTIFICATES, UPLOADS, places_of_environment
from web.commands.retention import certificates_beside, tell_what_came_back


@click.command(epilog="Example: cspr restore /var/backups/cspr/2026-11-24 && cspr migrate && cspr verify-audit")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def restore(*, folder: Path) -> None:
    """Puts the copy in FOLDER, which `cspr backup` made, into an empty database and the data folder.

    All of the database comes back, or nothing; uploaded files that are there already stay. On PostgreSQL `pg_restore`
    must be on the PATH. Cases that were destroyed since the copy was made are destroyed again, by their certificates,
    which lie in the data folder and in FOLDER. Letters that waited when the copy was made are sent once a worker runs;
    so are those that left after it, a second time.
    """
    url, uploads = places_of_environment()
    known = certificates_beside(uploads)
    with closing(Database(url)) as database:
        put_back(database, folder)
        files = copy_files(folder / UPLOADS, uploads)
        certificates.copy_files(folder / CERTIFICATES, known)
        click.echo(f"The database and {files} uploaded files are back")
        if version(database) == HEAD:
            tell_what_came_back(destroy_what_came_back(database, known))
            click.echo("`cspr verify-audit` proves all of it")
        else:
            click.echo("`cspr migrate`, then `cspr retention --again`, and `cspr verify-audit` proves all of it")
