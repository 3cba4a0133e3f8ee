"""Builders of rows: a person, a revision, a case, with only what a test cares about said."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from engine import audit
from engine.records.db import Database, Transaction
from engine.records.tables import metadata, person, post_held, revision, safeguarding_case

AT = datetime(2026, 4, 14, 9, 30, tzinfo=UTC)
"""A Tuesday morning in summer time: 10:30 in London."""


@contextmanager
def fresh_database() -> Iterator[Database]:
    """Give an empty database in memory."""
    database = Database("sqlite://")
    metadata.create_all(database.engine)
    try:
        yield database
    finally:
        database.close()


def add_person(
    tx: Transaction, name: str = "Robin Ashworth", *, posts: tuple[tuple[str, str], ...] = (), **said: Any
) -> int:
    """Add a person who has held `posts`, each as organisation and title, since 2020."""
    values = {
        "name": name, "email": f"{name.lower().replace(' ', '.')}@example.org", "is_active": True,
        "is_administrator": False, "is_demonstration": False, "created_at": AT, **said,
    }  # fmt: skip
    person_id = tx.connection.execute(person.insert().values(values)).inserted_primary_key[0]
    for organisation, title in posts:
        row = {
            "person_id": person_id,
            "organisation": organisation,
            "title": title,
            "from_on": date(2020, 1, 1),
        }
        tx.connection.execute(post_held.insert().values(row))
    return person_id


def add_case(
    tx: Transaction, *, referrer_id: int, reference: str = "CSPR-2026-0001", revision_id: str = "r1", **said: Any
) -> int:
    """Add an open case with its first audit entry."""
    if not tx.connection.execute(sa.select(revision.c.id).where(revision.c.id == revision_id)).first():
        tx.connection.execute(revision.insert().values(id=revision_id, title="Test", bundle=b"", published_at=AT))
    values = {
        "reference": reference, "revision_id": revision_id, "process": "errand", "version": 0, "status": "open",
        "opened_at": AT, "referrer_id": referrer_id, "referring_organisation": "harbour", "initials": "J.M.",
        "facts": {}, "audit_hash": audit.GENESIS, **said,
    }  # fmt: skip
    case_id = tx.connection.execute(safeguarding_case.insert().values(values)).inserted_primary_key[0]
    audit.append(tx, case_id, person_id=referrer_id, action="case_started", facts={})
    return case_id
