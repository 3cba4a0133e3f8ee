"""The rows of workbooks that are uploaded to be read."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_column("sheet")
