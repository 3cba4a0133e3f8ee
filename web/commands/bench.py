"""`cspr bench`: what the service costs, each figure beside another of the same run."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict

import click
import sqlalchemy as sa

from benchmarks import growth, killed, lists, overdue, overseen, places, served, steps
from benchmarks.figures import Figure
from web.assets import built
from web.commands import WrongCall
from web.demonstration import pages

_MEASURED = (steps, lists, overseen, overdue, killed, served, growth, pages)
PARTS = {part.__name__.rpartition(".")[2]: part for part in _MEASURED}
"""What is measured: a completed user task, what waits, figures, what is due, workers that are killed, tasks over HTTP,
memory, each page."""


@click.command(epilog="Example: cspr bench --quick")
@click.option("--quick", is_flag=True, help="Small numbers: a few seconds, to see that it works.")
@click.option(
    "--database",
    "url",
    metavar="URL",
    help="Measure on PostgreSQL too, in schemas that are dropped afterwards; an idle server, or figures mislead.",
)
@click.option("--only", type=click.Choice(list(PARTS)), multiple=True, help="Measure this part alone; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def bench(*, quick: bool, url: str | None, only: tuple[str, ...], as_json: bool) -> None:
    """Measures what a completed user task costs, timers and lists, how many tasks are sent over HTTP, and memory.

    A user task is measured from BEGIN to COMMIT, in milliseconds of this program's processor time (the database
    server's is apart) and in statements, beside SpiffWorkflow alone on the same process. The whole takes the better
    part of an hour; numbers compare within one run only, because they follow the machine and what else it does.
    """
    built()  # before servers are started, which need it
    found = []
    for figure in _figures(url, only or tuple(PARTS), is_quick=quick):
        found.append(figure)
        if not as_json:
            click.echo(f"{figure.name:<62} {figure.value:>8g} {figure.unit:<12} {figure.ratio:>7g} x {figure.against}")
    if as_json:
        click.echo(json.dumps({"machine": _machine(), "figures": [asdict(figure) for figure in found]}))
    else:
        click.echo(_machine())


def _figures(url: str | None, parts: tuple[str, ...], *, is_quick: bool) -> Iterator[Figure]:
    stores: dict[str, AbstractContextManager[places.Fresh]] = {"SQLite": places.sqlite()}
    if url:
        stores["PostgreSQL"] = _postgresql(url)
    for where, store in stores.items():
        with store as fresh:
            for part in parts:
                yield from PARTS[part].measure(fresh, where, is_quick=is_quick)


def _postgresql(url: str) -> AbstractContextManager[places.Fresh]:
    try:
        is_postgresql = sa.make_url(url).get_backend_name() == "postgresql"
    except sa.exc.ArgumentError:
        is_postgresql = False
    if not is_postgresql:
        raise WrongCall(f"{url!r} must be like postgresql+psycopg://user@host/name; SQLite is measured anyway")
    return places.postgresql(url)


def _machine() -> str:
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}, load average {load}"
