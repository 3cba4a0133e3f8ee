"""Procrastinate's tables, types and functions, on PostgreSQL alone: the queue of background work.

They are its version 3.10, kept beside this file, so that this migration gives the same for ever. What a later version
changes is a migration of its own, made of the scripts that come with it.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SCHEMA = Path(__file__).parents[1] / "procrastinate-3.10.sql"
DROP_ALL = """
DO $$
DECLARE found regprocedure;
BEGIN
    FOR found IN
        SELECT oid::regprocedure FROM pg_proc
        WHERE proname LIKE 'procrastinate\\_%' AND pronamespace = current_schema()::regnamespace
    LOOP
        EXECUTE 'DROP FUNCTION ' || found || ' CASCADE';
    END LOOP;
END;
$$;
DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs, procrastinate_workers;
DROP TYPE procrastinate_job_to_defer_v1, procrastinate_job_event_type, procrastinate_job_status;
"""


def upgrade() -> None:
    """Go to this version."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text(SCHEMA.read_text(encoding="utf-8").replace(":", r"\:")))


def downgrade() -> None:
    """Go back to the version before."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text(DROP_ALL.replace(":", r"\:")))
