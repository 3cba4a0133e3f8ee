"""How often something was tried and missed, counted for all processes alike, until its time is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.db import Transaction
from engine.records.limits import tried

_t = tried.c


@dataclass(frozen=True, kw_only=True)
class Tried:
    """So many times, in a time that ends then (UTC)."""

    times: int
    ends_at: datetime


def tries(tx: Transaction, key: str) -> Tried | None:
    """Return how often it was tried in a time that has not ended; none if it was not.

    Args:
        tx: the transaction.
        key: who tries, and what; only its hash is kept.
    """
    query = sa.select(_t.times, _t.ends_at).where(_t.key_sha256 == _hash(key), _t.ends_at > tx.at)
    row = tx.connection.execute(query).one_or_none()
    return Tried(times=row.times, ends_at=row.ends_at) if row else None


def count_try(tx: Transaction, key: str, *, seconds: int, times: int = 1) -> int:
    """Count a try, and return how many there are now; the first begins a time of so many seconds.

    It is one statement, so that of two at once neither is lost. What is over is forgotten.
    """
    tx.connection.execute(tried.delete().where(_t.ends_at <= tx.at))
    row = {"key_sha256": _hash(key), "times": times, "ends_at": tx.at + timedelta(seconds=seconds)}
    counted: int = tx.connection.execute(_COUNT[tx.connection.dialect.name], row).scalar_one()
    return counted


def forget_tries(tx: Transaction, key: str) -> None:
    """Begin anew."""
    tx.connection.execute(tried.delete().where(_t.key_sha256 == _hash(key)))


def _count(dialect: Any) -> Any:
    insert = dialect.insert(tried)
    again = {"times": _t.times + insert.excluded.times}
    return insert.on_conflict_do_update(index_elements=[_t.key_sha256], set_=again).returning(_t.times)


_COUNT = {"sqlite": _count(sqlite), "postgresql": _count(postgresql)}


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
