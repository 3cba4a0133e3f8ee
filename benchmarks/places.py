"""Where figures are taken: empty databases that leave nothing behind, with the people who work in them."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from engine.access import Person, Post
from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from engine.records import schema
from engine.records.db import Database
from engine.registers.people import add_person, find_person

Fresh = Callable[[], str]
"""Makes an empty database with its tables, and gives its address."""


@contextmanager
def sqlite() -> Iterator[Fresh]:
    """Give SQLite databases in files, deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="cspr-bench-") as folder:
        numbers = count(1)
        yield lambda: _with_tables(f"sqlite:///{Path(folder) / f'{next(numbers)}.sqlite'}")


@contextmanager
def postgresql(url: str) -> Iterator[Fresh]:
    """Give schemas of a PostgreSQL database, dropped at the end; what else is in it is not touched."""
    server, made = Database(url), list[str]()

    def fresh() -> str:
        made.append(f"cspr_bench_{uuid4().hex}")
        with server.transaction() as tx:
            tx.connection.execute(sa.schema.CreateSchema(made[-1]))
        inside = server.url.update_query_dict({"options": f"-csearch_path={made[-1]}"})
        return _with_tables(inside.render_as_string(hide_password=False))

    try:
        yield fresh
    finally:
        for name in made:
            with server.transaction() as tx:
                tx.connection.execute(sa.schema.DropSchema(name, cascade=True))
        server.close()


def _with_tables(url: str) -> str:
    database = Database(url, is_durable=False)
    schema.migrate(database)
    database.close()
    return url


def root() -> Path:
    """Return the folder from which this project's modules are run."""
    return Path(__file__).parents[1]


def publish(database: Database, bundle: Bundle) -> None:
    """Publish a revision."""
    with database.transaction() as tx:
        Revisions().publish(tx, bundle)


def person(database: Database, posts: Sequence[Post]) -> Person:
    """Add somebody who holds posts."""
    with database.transaction() as tx:
        number = add_person(tx, name="An officer", email=f"{uuid4().hex}@example.org", posts=posts)
        found = find_person(tx, number)
    assert found is not None
    return found
