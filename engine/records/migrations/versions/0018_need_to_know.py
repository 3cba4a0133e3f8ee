"""Need to know: restricted cases, conflicts of interest, cases opened in an emergency, and who read what."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go to this version."""
    _create(
        "restriction",
        *_whose("case_id", "person_id"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        *_ended("lifted"),
        sa.Column("lifted_because", sa.Text(), nullable=True),
    )
    _index("restriction_live", "restriction", ["case_id"], where="lifted_at IS NULL", unique=True)
    _create(
        "named_person",
        *_whose("case_id", "person_id", "named_by"),
        sa.Column("at", _AT, nullable=False),
        *_ended("removed"),
    )
    _index("named_person_live", "named_person", ["case_id", "person_id"], where="removed_at IS NULL", unique=True)
    _create(
        "conflict",
        *_whose("case_id", "person_id", "declared_by"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        *_ended("lifted"),
        sa.Column("lifted_because", sa.Text(), nullable=True),
    )
    _index("conflict_person", "conflict", ["person_id"])
    _index("conflict_live", "conflict", ["case_id", "person_id"], where="lifted_at IS NULL", unique=True)
    _create(
        "opening",
        *_whose("case_id", "person_id"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("until_at", _AT, nullable=False),
        *_ended("reviewed"),
        sa.Column("review", sa.Text(), nullable=True),
    )
    _index("opening_case", "opening", ["case_id", "person_id", "until_at"])
    _index("opening_person", "opening", ["person_id", "at"])
    _index("opening_unreviewed", "opening", ["at"], where="reviewed_at IS NULL")
    _create(
        "case_read",
        *_whose("case_id", "person_id"),
        sa.Column("what", sa.String(length=100), nullable=False),
        sa.Column("which", sa.String(length=100), nullable=False),
        sa.Column("at", _AT, nullable=False),
    )
    _index("case_read_case", "case_read", ["case_id", "id"])
    _index("case_read_person", "case_read", ["person_id", "id"])


def downgrade() -> None:
    """Go back to the version before: who is kept out of what, and who read what, is lost."""
    for table in ("case_read", "opening", "conflict", "named_person", "restriction"):
        op.drop_table(table)


def _create(table: str, *columns: sa.Column[object]) -> None:
    constraints = [
        sa.ForeignKeyConstraint(
            [column.name],
            ["safeguarding_case.id" if column.name == "case_id" else "person.id"],
            name=op.f(f"{table}_{column.name}_fkey"),
        )
        for column in columns
        if column.name in {"case_id", "person_id"} or column.name.endswith("_by")
    ]
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pkey"))
    op.create_table(table, sa.Column("id", _ID, nullable=False), *columns, *constraints, key)


def _whose(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, _ID, nullable=False) for name in names)


def _ended(how: str) -> tuple[sa.Column[object], ...]:
    return sa.Column(f"{how}_at", _AT, nullable=True), sa.Column(f"{how}_by", _ID, nullable=True)


def _index(name: str, table: str, columns: list[str], *, where: str = "", unique: bool = False) -> None:
    condition = sa.text(where) if where else None
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
