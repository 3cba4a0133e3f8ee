"""The index of time limits holds everything that counting them reads: SQLite asks for the kind, too."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_LIMITED = sa.text("kind = 'task' AND clause != ''")
_BEFORE = ["due_on", "clause", "case_id", "instance", "closed_at", "outcome"]


def upgrade() -> None:
    """Go to this version."""
    _make_anew([*_BEFORE, "kind"])


def downgrade() -> None:
    """Go back to the version before."""
    _make_anew(_BEFORE)


def _make_anew(columns: list[str]) -> None:
    op.drop_index("user_task_limit", "user_task")
    op.create_index("user_task_limit", "user_task", columns, sqlite_where=_LIMITED, postgresql_where=_LIMITED)
