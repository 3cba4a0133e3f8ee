"""When people are next reminded of an open user task; of those that are open, it is worked out at once."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

IS_REMINDED = "closed_at IS NULL AND remind_at IS NOT NULL"


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("user_task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            "user_task_remind",
            ["remind_at", "case_id"],
            sqlite_where=sa.text(IS_REMINDED),
            postgresql_where=sa.text(IS_REMINDED),
        )
    # the worker looks at each, says what it would have said last, and notes what comes next
    op.execute(
        "UPDATE user_task SET remind_at = opened_at WHERE closed_at IS NULL AND clause <> '' AND due_on < '9999-12-31'"
    )


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("user_task", schema=None) as batch_op:
        batch_op.drop_index("user_task_remind")
        batch_op.drop_column("remind_at")
