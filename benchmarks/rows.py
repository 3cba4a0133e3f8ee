"""Rows by the million, written by statements: of each number one row."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from engine.records.db import Transaction

PARTS = 100


def parts(count: int) -> Iterator[tuple[int, int]]:
    """Cut the numbers from 0 to `count` into so many runs, each from its first up to, not including, its last."""
    length = max(1, -(-count // PARTS))
    return ((first, min(first + length, count)) for first in range(0, count, length))


def numbers(first: int, last: int) -> sa.ColumnElement[int]:
    """Return the column of the numbers from `first` up to, not including, `last`."""
    found = sa.select(sa.literal(first).label("n")).cte("numbers", recursive=True)
    return found.union_all(sa.select(found.c.n + 1).where(found.c.n + 1 < last)).c.n


def text(before: str, number: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """Return a text with a number at its end."""
    return sa.literal(before).concat(sa.cast(number, sa.String))


def insert(tx: Transaction, table: sa.Table, row: dict[str, Any]) -> None:
    """Insert a row for each number that its values read."""
    values = [
        value if isinstance(value, sa.ColumnElement) else sa.literal(value, table.c[name].type)
        for name, value in row.items()
    ]
    tx.connection.execute(sa.insert(table).from_select(list(row), sa.select(*values)))
