"""Other programs act for people: their tokens, and what they were answered to each key."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_AT = sa.DateTime(timezone=True)
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "access_token",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("scopes", sa.String(length=200), nullable=False),
        sa.Column("created_at", _AT, nullable=False),
        sa.Column("expires_at", _AT, nullable=False),
        sa.Column("last_used_at", _AT, nullable=True),
        sa.Column("ended_at", _AT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("access_token_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("access_token_pkey")),
        sa.UniqueConstraint("token_sha256", name=op.f("access_token_token_sha256_key")),
    )
    op.create_index("access_token_person", "access_token", ["person_id", "id"])
    op.create_table(
        "kept_answer",
        sa.Column("token_id", _ID, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request_sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=False),
        sa.Column("answer", _JSON, nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["token_id"], ["access_token.id"], name=op.f("kept_answer_token_id_fkey")),
        sa.PrimaryKeyConstraint("token_id", "key", name=op.f("kept_answer_pkey")),
    )
    op.create_index("kept_answer_at", "kept_answer", ["at"])


def downgrade() -> None:
    """Go back to the version before: every program has to be given a token anew."""
    op.drop_table("kept_answer")
    op.drop_table("access_token")
