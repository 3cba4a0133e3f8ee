"""Indexes by which figures are counted: time limits by the day on which they fall due, submissions by their form."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_LIMITED = sa.text("kind = 'task' AND clause != ''")


def upgrade() -> None:
    """Go to this version."""
    op.create_index(
        "user_task_limit",
        "user_task",
        ["due_on", "clause", "case_id", "instance", "closed_at", "outcome"],
        sqlite_where=_LIMITED,
        postgresql_where=_LIMITED,
    )
    op.create_index("submission_form", "submission", ["form", "at", "case_id"])


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_index("submission_form", "submission")
    op.drop_index("user_task_limit", "user_task")
