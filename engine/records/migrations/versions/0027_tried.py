"""Misses are counted for all processes alike."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "tried",
        sa.Column("key_sha256", sa.String(length=64), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_sha256", name=op.f("tried_pkey")),
    )
    op.create_index("tried_ends", "tried", ["ends_at"])


def downgrade() -> None:
    """Go back to the version before: what was counted is forgotten."""
    op.drop_table("tried")
