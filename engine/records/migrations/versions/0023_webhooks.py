"""Webhooks: which other systems are told of what, each message to one; and what stopped that is about no case."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "webhook",
        sa.Column("id", _ID, nullable=False),
        sa.Column("called", sa.String(length=100), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("added_at", _AT, nullable=False),
        sa.Column("added_by", _ID, nullable=False),
        sa.Column("stopped_at", _AT, nullable=True),
        sa.Column("ended_at", _AT, nullable=True),
        sa.Column("ended_by", _ID, nullable=True),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"webhook_{column}_fkey"))
            for column in ("person_id", "added_by", "ended_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("webhook_pkey")),
    )
    op.create_table(
        "webhook_event",
        sa.Column("webhook_id", _ID, nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"], name=op.f("webhook_event_webhook_id_fkey")),
        sa.PrimaryKeyConstraint("webhook_id", "event", name=op.f("webhook_event_pkey")),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", _ID, nullable=False),
        sa.Column("webhook_id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=True),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", _AT, nullable=False),
        sa.Column("sent_at", _AT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("webhook_delivery_case_id_fkey")),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"], name=op.f("webhook_delivery_webhook_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("webhook_delivery_pkey")),
    )
    op.create_index("webhook_delivery_webhook", "webhook_delivery", ["webhook_id", "id"])
    _index("webhook_delivery_queued", "webhook_delivery", ["try_at", "id"], "state = 'queued'")
    _index("webhook_delivery_waiting", "webhook_delivery", ["webhook_id"], "state = 'waiting'")
    op.create_table(
        "service_incident",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", _ID, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("resolved_at", _AT, nullable=True),
        sa.Column("resolved_by", _ID, nullable=True),
        sa.ForeignKeyConstraint(["resolved_by"], ["person.id"], name=op.f("service_incident_resolved_by_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("service_incident_pkey")),
    )
    _index("service_incident_open", "service_incident", ["kind", "about"], "resolved_at IS NULL", unique=True)


def downgrade() -> None:
    """Go back to the version before: other systems are told nothing any more."""
    for table in ("service_incident", "webhook_delivery", "webhook_event", "webhook"):
        op.drop_table(table)


def _index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
