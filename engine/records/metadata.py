"""What all tables belong to, and the columns that many of them have."""

from typing import Any

import sqlalchemy as sa

from engine.records.kinds import Id

metadata = sa.MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    },
)


def case_id(**options: Any) -> sa.Column[int]:
    """Return the column that says to which case a row belongs."""
    return sa.Column("case_id", Id, sa.ForeignKey("safeguarding_case.id"), nullable=False, **options)


def person_id(name: str = "person_id", *, nullable: bool = True) -> sa.Column[int]:
    """Return a column that names a person."""
    return sa.Column(name, Id, sa.ForeignKey("person.id"), nullable=nullable)
