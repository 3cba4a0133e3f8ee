"""Why a letter goes to another than it says: its agency has closed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("because", sa.Text(), nullable=True))


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_column("because")
