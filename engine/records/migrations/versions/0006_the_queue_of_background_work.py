"""Procrastinate's tables, types and functions, on PostgreSQL alone: the queue of background work.

They are those of the version that is installed, as the library gives them: 3.10 when this was written. When a later
one is locked, a migration of its own runs the scripts that come with it on databases that have the earlier tables.
"""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LAST_SCRIPT = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
"""Procrastinate's last change of its tables that they hold; a test tells when a later one is installed."""
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
        op.execute(sa.text(SchemaManager.get_schema().replace(":", r"\:")))


def downgrade() -> None:
    """Go back to the version before."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text(DROP_ALL.replace(":", r"\:")))
