"""Documents that the diagrams write."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "document",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("instance", sa.String(length=100), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("revision_id", sa.String(length=64), nullable=False),
        sa.Column("submissions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("document_case_id_fkey")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("document_revision_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("document_pkey")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index("document_case", ["case_id", "name", "instance", "version"], unique=True)


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index("document_case")

    op.drop_table("document")
