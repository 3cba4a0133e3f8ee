"""What a program was answered, by the key that it gave its request: a request sent again is done once.

The answer is kept in the transaction that does what was asked. So there is an answer exactly if it was done, and of
two alike requests at the same time one keeps its answer and the other finds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tokens import kept_answer

KEPT_FOR = timedelta(days=2)
"""After this a key is free again: a program that tries for so long is looked after by nobody."""

_k = kept_answer.c
_OF_KEY = _k.token_id == sa.bindparam("token"), _k.key == sa.bindparam("known_by")
_FIND = sa.select(kept_answer).where(*_OF_KEY, _k.at > sa.bindparam("since", type_=_k.at.type))
_FREE = kept_answer.delete().where(*_OF_KEY, _k.at <= sa.bindparam("since", type_=_k.at.type))
_KEEP = {
    name: dialect.insert(kept_answer).on_conflict_do_nothing().returning(_k.token_id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


class KeyTaken(EngineError):
    """An alike request was done at this moment; its answer is found now."""

    def __init__(self) -> None:
        super().__init__("A request with this key was done at this moment")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request of a program: its token, the key that the program gave it, and the hash of what it asks."""

    token_id: int
    key: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a program is answered to what it did.

    Attributes:
        location: the address of what came of it; empty for none.
    """

    status: int
    body: Mapping[str, Any]
    location: str = ""


def find_answer(tx: Transaction, asked: Asked) -> tuple[Answer, bool] | None:
    """Return what was answered to the key of a request, and whether that was the same request; none if nothing was."""
    values = {"token": asked.token_id, "known_by": asked.key, "since": tx.at - KEPT_FOR}
    row = tx.connection.execute(_FIND, values).one_or_none()
    if row is None:
        return None
    return Answer(status=row.status, body=row.answer, location=row.location), row.request_sha256 == asked.sha256


def keep_answer(tx: Transaction, asked: Asked, answer: Answer) -> None:
    """Keep what is answered, in the transaction that does what was asked.

    Raises:
        KeyTaken: another request with this key was done meanwhile; nothing of this one may be.
    """
    tx.connection.execute(_FREE, {"token": asked.token_id, "known_by": asked.key, "since": tx.at - KEPT_FOR})
    row = {
        "token_id": asked.token_id,
        "key": asked.key,
        "request_sha256": asked.sha256,
        "status": answer.status,
        "location": answer.location,
        "answer": dict(answer.body),
        "at": tx.at,
    }
    if tx.connection.execute(_KEEP[tx.connection.dialect.name], row).first() is None:
        raise KeyTaken
