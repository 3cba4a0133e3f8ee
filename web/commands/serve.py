"""`cspr serve`: the service in production."""

import click

from engine.cases.engine import CaseEngine
from engine.records.db import Database
from engine.records.schema import HEAD, version
from engine.settings import settings_of_environment
from web.commands import WrongCall
from web.publishing import publish_project
from web.service import Service
from web.serving import serve as serve_pages
from web.serving import serve_in_processes


@click.command(epilog="Example: cspr migrate && cspr serve --port 8000")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where it answers.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The interface that the proxy reaches.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    metavar="NUMBER",
    help="On PostgreSQL: so many processes that share the port, such as one for each of the machine's processors.",
)
def serve(*, port: int, host: str, processes: int | None) -> None:
    """Serves the pages; on SQLite it does the worker's work as well, on PostgreSQL start `cspr worker` beside it.

    The settings are read from the environment (README.md). The first start publishes the framework's revision.
    """
    settings = settings_of_environment()
    database = Database(settings.database_url)
    if processes and database.is_sqlite:
        raise WrongCall("on SQLite one process does everything; --processes is for PostgreSQL")
    if version(database) != HEAD:
        raise WrongCall("the database is not at this program's version; run `cspr migrate` first")
    cases = CaseEngine()
    publish_project(database, cases, only_first=True)
    service = Service(database=database, cases=cases, settings=settings)
    says = f"Serving {settings.public_address} on {host}, port {port}"
    if processes:
        serve_in_processes(service, processes, host=host, port=port, says=says)
    else:
        serve_pages(service, host=host, port=port, says=says)
