"""The entries of registers. `cspr registers` writes those of cases that were there before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ORDER = ["place", "case_id", "key"]


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "register_entry",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("register", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=100), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("published_as", sa.String(length=32), nullable=True),
        sa.Column("answers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("register_entry_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "register", "key", name=op.f("register_entry_pkey")),
    )
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.create_index("register_entry_place", ["register", *_ORDER])
        batch_op.create_index("register_entry_state", ["register", "state", *_ORDER])
        batch_op.create_index("register_entry_organisation", ["register", "organisation", *_ORDER])
        batch_op.create_index("register_entry_held_by", ["register", "held_by", *_ORDER])
        batch_op.create_index("register_entry_published", ["published_as"])


def downgrade() -> None:
    """Go back to the version before; entries can be worked out again."""
    op.drop_table("register_entry")
