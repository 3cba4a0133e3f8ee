"""Holidays that are proclaimed and withdrawn, and which of them a case's open dates follow already."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "calendar_change",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("falls_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("calendar_change_person_id_fkey")),
        sa.ForeignKeyConstraint(["undoes"], ["calendar_change.number"], name=op.f("calendar_change_undoes_fkey")),
        sa.PrimaryKeyConstraint("number", name=op.f("calendar_change_pkey")),
    )
    with op.batch_alter_table("safeguarding_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calendar", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index(
            "safeguarding_case_calendar",
            ["calendar", "id"],
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("safeguarding_case", schema=None) as batch_op:
        batch_op.drop_index("safeguarding_case_calendar")
        batch_op.drop_column("calendar")

    op.drop_table("calendar_change")
