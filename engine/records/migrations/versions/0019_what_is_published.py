"""What is published, the latest first."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    is_public = sa.text("published_as IS NOT NULL")
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.create_index(
            "register_entry_newest",
            ["dated_on", "published_as"],
            sqlite_where=is_public,
            postgresql_where=is_public,
        )


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.drop_index("register_entry_newest")
