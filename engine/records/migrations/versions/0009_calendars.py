"""Invitations to meetings, and the feeds of people's own calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "calendar_feed",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("calendar_feed_person_id_fkey")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("calendar_feed_pkey")),
        sa.UniqueConstraint("person_id", name=op.f("calendar_feed_person_id_key")),
    )
    op.create_table(
        "invitation",
        sa.Column("letter_id", number, autoincrement=False, nullable=False),
        sa.Column("case_id", number, nullable=False),
        sa.Column("meeting", sa.String(length=100), nullable=False),
        sa.Column("instance", sa.String(length=100), nullable=False),
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("uid", sa.String(length=300), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("organiser_address", sa.String(length=254), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["safeguarding_case.id"], name=op.f("invitation_case_id_fkey")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("invitation_letter_id_fkey")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("invitation_submission_id_fkey")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("invitation_pkey")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("invitation_case", ["case_id", "meeting"])
        batch_op.create_index("invitation_held_by", ["held_by", "ends_at"])


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_table("invitation")
    op.drop_table("calendar_feed")
