"""Retention: legal holds, reviews before destruction, certificates, redactions, and what is still to be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go to this version."""
    _create(
        "legal_hold",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("lifted_at", _AT, nullable=True),
        sa.Column("lifted_by", _ID, nullable=True),
        sa.Column("lifted_because", sa.Text(), nullable=True),
        people=("person_id", "lifted_by"),
    )
    _index("legal_hold_live", "legal_hold", ["case_id"], where="lifted_at IS NULL")
    _create(
        "retention_review",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("kept_until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("refused_at", _AT, nullable=True),
        sa.Column("refused_by", _ID, nullable=True),
        sa.Column("refused_because", sa.Text(), nullable=True),
        people=("person_id", "refused_by"),
    )
    _index("retention_review_case", "retention_review", ["case_id", "id"])
    waiting = "kept_until_on IS NULL AND refused_at IS NULL"
    _index("retention_review_waiting", "retention_review", ["case_id"], where=waiting, unique=True)
    op.create_table(
        "certificate",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("certificate_pkey")),
    )
    _index("certificate_reference", "certificate", ["reference"])
    _create(
        "redaction",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("of", sa.String(length=32), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("decided_at", _AT, nullable=True),
        sa.Column("decided_by", _ID, nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("refused_because", sa.Text(), nullable=True),
        people=("person_id", "decided_by"),
    )
    _index("redaction_case", "redaction", ["case_id", "id"])
    _index("redaction_waiting", "redaction", ["case_id"], where="decided_at IS NULL")
    op.create_table(
        "erasure",
        sa.Column("id", _ID, nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("due_at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("erasure_pkey")),
    )
    _index("erasure_due", "erasure", ["due_at"])
    _index("safeguarding_case_closed", "safeguarding_case", ["closed_at", "id"], where="closed_at IS NOT NULL")


def downgrade() -> None:
    """Go back to the version before: holds, reviews and certificates are lost; what was destroyed stays so."""
    op.drop_index("safeguarding_case_closed", table_name="safeguarding_case")
    for table in ("erasure", "redaction", "certificate", "retention_review", "legal_hold"):
        op.drop_table(table)


def _create(table: str, *columns: sa.Column[object], people: tuple[str, ...]) -> None:
    refers = {"case_id": "safeguarding_case.id", **dict.fromkeys(people, "person.id")}
    keys = [sa.ForeignKeyConstraint([name], [to], name=op.f(f"{table}_{name}_fkey")) for name, to in refers.items()]
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pkey"))
    op.create_table(table, sa.Column("id", _ID, nullable=False), *columns, *keys, key)


def _index(name: str, table: str, columns: list[str], *, where: str = "", unique: bool = False) -> None:
    condition = sa.text(where) if where else None
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
